/** What a replay does with a finding, in the order in which it does it; garbage collection belongs to none. */
export const STAGES = [
  'read, split and parse',
  'check, normalise and match',
  'entities and relations',
  'order of versions and hash',
  'correlate, engine and store',
  'replay loop and rest',
  'garbage collection',
] as const;

/** A stage of a replay. */
export type Stage = (typeof STAGES)[number];

/** The first row that a source file's path within the project begins with says its stage. */
const STAGE_OF_PATH: readonly (readonly [string, Stage])[] = [
  ['src/input/', 'read, split and parse'],
  ['src/format/', 'read, split and parse'],
  ['src/core/finding/version-order', 'order of versions and hash'],
  ['src/core/canonical-json', 'order of versions and hash'],
  ['src/digest', 'order of versions and hash'],
  ['src/core/finding/', 'check, normalise and match'],
  ['src/core/pattern/', 'check, normalise and match'],
  ['src/core/correlation/rule-index', 'check, normalise and match'],
  ['src/core/correlation/observe', 'check, normalise and match'],
  ['src/core/correlation/own-finding', 'check, normalise and match'],
  ['src/core/entity/', 'entities and relations'],
  ['src/core/correlation/related-entity', 'entities and relations'],
  ['src/core/correlation/', 'correlate, engine and store'],
  ['src/core/explain/', 'correlate, engine and store'],
  ['src/engine', 'correlate, engine and store'],
  ['src/store/', 'correlate, engine and store'],
  ['src/cli/', 'replay loop and rest'],
  ['bench/', 'replay loop and rest'],
];

/** The stage of a source file; undefined for what works for whoever calls it: shared files of the core, Node itself. */
export function stageOf(path: string): Stage | undefined {
  return STAGE_OF_PATH.find(([start]) => path.startsWith(start))?.[1];
}
