/** Whose account it is. */
export interface AccountIdentity {
  /** 12 digits. */
  readonly account: string;
  readonly region: string;
}

/** The account of the tests, unless they need another. */
export const TEST_ACCOUNT: AccountIdentity = { account: '111122223333', region: 'eu-west-1' };
