import type { JsonObject } from '../../src/core/json.ts';
import type { Rule } from '../../src/core/rule/rule.ts';
import { backdoorFinding, earlierFindings, instanceFindings, mixedFindings } from './bench-findings.ts';
import { type MeteredAccount, startMeteredAccount } from './metered-account.ts';
import { type ByMode, measureModes } from './mode.ts';
import type { Measured } from './quantities.ts';

/** How much is measured. */
export interface Sizes {
  /** Findings of the mix, from an empty table on; a fifth of them one at a time. */
  readonly mix: number;
  /** Findings on the one instance; 200 of them one at a time. */
  readonly entity: number;
  /** How many findings are stored when the same new ones come. */
  readonly stored: readonly number[];
  /** New findings beside what is stored. */
  readonly beside: number;
}

/** Sizes of a run whose figures count. */
export const FULL: Sizes = { mix: 10_000, entity: 10_000, stored: [1000, 10_000, 100_000], beside: 1000 };

/** Sizes of a smoke run. */
export const QUICK: Sizes = { mix: 300, entity: 200, stored: [100, 300], beside: 50 };

/** A benchmark of the pipeline: its rules, its sizes, and where progress is told. */
export interface PipelineBench {
  readonly rules: readonly Rule[];
  readonly sizes: Sizes;
  readonly say: (line: string) => void;
}

/** (a): the bench mix from an empty table on, which costs most, since every relation begins. */
export async function benchMix({ rules, sizes, say }: PipelineBench): Promise<ByMode> {
  say(`the bench mix, ${sizes.mix} findings`);
  return measureModes(
    () => startMeteredAccount(rules),
    ({ name }) => mixedFindings(name === 'single' ? Math.ceil(sizes.mix / SINGLE_PART) : sizes.mix),
  );
}

/** What comes one at a time costs its time, too. */
const SINGLE_PART = 5;

/** (b): one instance with an open incident, all of whose findings match a signal. */
export async function benchEntity({ rules, sizes, say }: PipelineBench): Promise<ByMode> {
  say(`one instance, ${sizes.entity} findings`);
  return measureModes(
    () => startWithIncident(rules, FEW),
    (mode) => instanceFindings(FEW, mode.name === 'single' ? SINGLES : sizes.entity),
  );
}

const FEW = 10;
const SINGLES = 200;

async function startWithIncident(rules: readonly Rule[], pieces: number): Promise<MeteredAccount> {
  const account = await startMeteredAccount(rules);
  await account.measure([backdoorFinding()], 1);
  const { imported } = await account.measure(instanceFindings(0, pieces), BACKLOG);
  if (imported === 0) throw new Error('there is no incident on the instance');
  return account;
}

const BACKLOG = 1000;

/** The cost of the same kind of news by how much there is already. */
export interface Growth {
  readonly size: number;
  /** Ten at once, and one at a time. */
  readonly together: Measured;
  readonly single: Measured;
}

/** What a finding costs on the instance with few pieces of evidence, with as many as an incident lists, and with many. */
export async function benchEntityGrowth({ rules, sizes, say }: PipelineBench): Promise<readonly Growth[]> {
  const grown: Growth[] = [];
  for (const size of [FEW, LISTED, sizes.entity]) {
    say(`one instance, on top of ${size} findings`);
    const measure = async (count: number, atOnce: number) => {
      const account = await startWithIncident(rules, size);
      const measured = await account.measure(instanceFindings(size, count), atOnce);
      await account.close();
      return measured;
    };
    grown.push({ size, together: await measure(FEW, FEW), single: await measure(FEW, 1) });
  }
  return grown;
}

/** As many findings as an incident lists. */
const LISTED = 100;

/** What the same new findings of the mix cost beside so many that came before. */
export async function benchStored({ rules, sizes, say }: PipelineBench): Promise<readonly Growth[]> {
  const grown: Growth[] = [];
  const findings: readonly JsonObject[] = [...mixedFindings(sizes.beside)];
  const half = findings.length / 2;
  for (const size of sizes.stored) {
    say(`the bench mix, beside ${size} findings`);
    const account = await startMeteredAccount(rules);
    await account.measure(earlierFindings(size), BACKLOG);
    const together = await account.measure(findings.slice(0, half), BACKLOG);
    const single = await account.measure(findings.slice(half), 1);
    await account.close();
    grown.push({ size, together, single });
  }
  return grown;
}
