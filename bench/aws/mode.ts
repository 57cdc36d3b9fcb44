import type { JsonObject } from '../../src/core/json.ts';
import type { MeteredAccount } from './metered-account.ts';
import type { Measured } from './quantities.ts';

/** How findings arrive. */
export interface Mode {
  readonly name: 'backlog' | 'batch' | 'single';
  /** Findings that are there before anything is taken. */
  readonly atOnce: number;
  readonly text: string;
}

/** From full batches on either side to the worst case. */
export const MODES: readonly Mode[] = [
  { name: 'backlog', atOnce: 1000, text: 'full batches: 1,000 at once' },
  { name: 'batch', atOnce: 100, text: '100 at once' },
  { name: 'single', atOnce: 1, text: 'one at a time' },
];

/** What was measured, by the way in which findings arrived. */
export type ByMode = Readonly<Record<Mode['name'], Measured>>;

/** Measures the same findings in all modes, each in an account of its own that `prepare` makes. */
export async function measureModes(
  prepare: () => Promise<MeteredAccount>,
  findings: (mode: Mode) => Iterable<JsonObject>,
): Promise<ByMode> {
  const measured: [Mode['name'], Measured][] = [];
  for (const mode of MODES) {
    const account = await prepare();
    measured.push([mode.name, await account.measure(findings(mode), mode.atOnce)]);
    await account.close();
  }
  return Object.fromEntries(measured) as Record<Mode['name'], Measured>;
}
