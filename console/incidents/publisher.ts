/** Whose findings exported incidents are to be. */
export interface Publisher {
  readonly account: string;
  readonly region: string;
}

/** What of a publisher is not as AWS writes it. */
export function problemsOf({ account, region }: Publisher): readonly (keyof Publisher)[] {
  return [
    ...(/^\d{12}$/.test(account) ? [] : (['account'] as const)),
    ...(/^[a-z]{2,4}(-[a-z]+)+-\d{1,2}$/.test(region) ? [] : (['region'] as const)),
  ];
}

/** A publisher that is kept as JSON; empty where it is none. */
export function parsePublisher(kept: unknown): Publisher {
  const { account, region }: Partial<Record<keyof Publisher, unknown>> =
    typeof kept === 'object' && kept !== null ? { ...kept } : {};
  const publisher = {
    account: typeof account === 'string' ? account : '',
    region: typeof region === 'string' ? region : '',
  };
  return problemsOf(publisher).length === 0 ? publisher : { account: '', region: '' };
}
