import type { Incident } from '../core/correlation/incident.ts';
import type { Position } from '../core/issue.ts';
import type { CaseFile, RuleCase } from './case-file.ts';
import { checkCase } from './check-case.ts';
import { type CaseRecord, expandCase } from './expand-case.ts';

/** Applies records one at a time to an empty store with the one rule under test, and gives all its incidents. */
export type Replay = (records: readonly CaseRecord[]) => Promise<readonly Incident[]>;

/** What came of a case; it passed when there is no difference. */
export interface CaseResult {
  readonly name: string;
  readonly position: Position;
  readonly differences: readonly string[];
}

/** The seeds of the orders in which every case is replayed again, with every record given twice. */
export const SHUFFLE_SEEDS: readonly number[] = [1, 2, 3];

/** Runs every case as it is given, and then shuffled and duplicated, which must lead to the same open incidents. */
export async function runCases(
  { cases }: Pick<CaseFile, 'file' | 'cases'>,
  replay: Replay,
): Promise<readonly CaseResult[]> {
  const results: CaseResult[] = [];
  for (const ruleCase of cases) {
    const { name, position } = ruleCase;
    results.push({ name, position, differences: await runCase(ruleCase, replay) });
  }
  return results;
}

async function runCase(ruleCase: RuleCase, replay: Replay): Promise<readonly string[]> {
  const records = expandCase(ruleCase);
  const incidents = await replay(records);
  const differences = [...checkCase(ruleCase, incidents)];
  const expected = openOf(incidents);
  for (const seed of SHUFFLE_SEEDS) {
    const again = await replay(shuffle([...records, ...records], seed));
    if (openOf(again) === expected) continue;
    differences.push(`in another order, seed ${seed}: ${differenceOf(ruleCase, again)}`);
  }
  return differences;
}

/** The open incidents as text, without what records when things became known (design, 4.6). */
function openOf(incidents: readonly Incident[]): string {
  const open = incidents.filter(({ status }) => status === 'open').map(withoutHistory);
  return JSON.stringify(open.sort((a, b) => (a.id < b.id ? -1 : 1)));
}

function withoutHistory(incident: Incident): Omit<Incident, 'openedAt' | 'updatedAt' | 'resolution'> {
  const { openedAt: _openedAt, updatedAt: _updatedAt, resolution: _resolution, ...lasting } = incident;
  return { ...lasting, signals: Object.fromEntries(Object.entries(lasting.signals).sort()) };
}

function differenceOf(ruleCase: RuleCase, incidents: readonly Incident[]): string {
  const isOpen = ({ status }: { readonly status: string }): boolean => status === 'open';
  const openOnly = { ...ruleCase, expect: ruleCase.expect.filter(isOpen) };
  const [first] = checkCase(openOnly, incidents.filter(isOpen));
  return first ?? 'the open incidents are not the same';
}

/** A copy in an order that follows from the seed alone (Fisher and Yates). */
function shuffle<T>(items: readonly T[], seed: number): readonly T[] {
  const shuffled = [...items];
  const random = createRandom(seed);
  for (let end = shuffled.length - 1; end > 0; end -= 1) {
    const [last] = shuffled.splice(Math.floor(random() * (end + 1)), 1);
    if (last !== undefined) shuffled.splice(end, 0, last);
  }
  return shuffled;
}

/** Numbers from 0 to 1 that follow from the seed alone (mulberry32). */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
