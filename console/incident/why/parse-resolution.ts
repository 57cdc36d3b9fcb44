import type { IncidentSignalView } from '../../../src/api/contract/incident.ts';

/** How a correlation can have ended. */
export type Ending = 'withdrawn' | 'changed' | 'relation' | 'against';

/** What ended a correlation: which source, and what became of it; only `text` when it is said in another way. */
export interface ResolutionParts {
  readonly text: string;
  /** The title of the finding where the incident lists it, else its id. */
  readonly source?: string | undefined;
  readonly isFinding?: boolean | undefined;
  readonly ending?: Ending | undefined;
  /** The member of the finding by which it was withdrawn. */
  readonly reason?: string | undefined;
}

const SOURCE = /^(finding|Config item|GuardDuty event|the network interfaces of) /;

const ENDINGS: readonly (readonly [Ending, string])[] = [
  ['changed', ' changed and no longer says the same'],
  ['relation', ' no longer states a relation that the incident rested on'],
  ['against', ' now speaks against the correlation'],
];

const WITHDRAWN = ' was withdrawn: ';

/** Reads what the engine wrote down as the reason, so that it can be said in any language and with a finding's title. */
export function parseResolution(
  text: string,
  signals: readonly Pick<IncidentSignalView, 'findings'>[],
): ResolutionParts {
  const kind = SOURCE.exec(text)?.[1];
  if (kind === undefined) return { text };
  const rest = text.slice(kind.length + 1);
  const isFinding = kind === 'finding';
  const source = (id: string) => (isFinding ? titleOf(signals, id) : undefined) ?? id;
  for (const [ending, words] of ENDINGS) {
    if (rest.endsWith(words))
      return { text, isFinding, ending, source: source(rest.slice(0, -words.length)) };
  }
  const at = rest.lastIndexOf(WITHDRAWN);
  if (at < 0) return { text };
  const reason = rest.slice(at + WITHDRAWN.length);
  return { text, isFinding, ending: 'withdrawn', source: source(rest.slice(0, at)), reason };
}

function titleOf(signals: readonly Pick<IncidentSignalView, 'findings'>[], id: string): string | undefined {
  return signals.flatMap(({ findings }) => findings).find((finding) => finding.id === id)?.title;
}
