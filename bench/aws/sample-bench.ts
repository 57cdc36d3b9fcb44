import type { JsonObject } from '../../src/core/json.ts';
import { earlierFindings, instanceFindings, mixedFindings } from './bench-findings.ts';
import type { PipelineBench } from './pipeline-bench.ts';
import type { Measured } from './quantities.ts';
import { type Scan, startSampleTable } from './sample-pattern.ts';
import { isLetIn } from './sample-table.ts';

/** What a finding costs in the sample with so many stored. */
export interface SampleCost {
  readonly stored: number;
  readonly measured: Measured;
}

/** What the sample's pattern costs, for each of our two cases and each number of findings stored. */
export interface SampleCosts {
  /** Findings of the mix in a table full of the mix. */
  readonly mix: readonly SampleCost[];
  /** Findings on the one instance in a table full of findings on it. */
  readonly entity: readonly SampleCost[];
  /** As `mix`, of the sample as published: it reads the first page of its scan only. */
  readonly asPublished: readonly SampleCost[];
  /** The part of the mix that the sample's own rules on the bus let in: it looks at nothing else. */
  readonly letIn: number;
}

/** Runs the sample's pattern; the time of a finding grows with the table, its cost is the same each time. */
export async function benchSample({ sizes, say }: PipelineBench): Promise<SampleCosts> {
  say('the pattern of the sample');
  const mix = [...mixedFindings(sizes.mix)];
  const most = Math.max(...sizes.stored);
  const costsOfMix = (scan: Scan) =>
    costsOf(sizes.stored, earlierFindings(most * DISTINCT_PART), mixedFindings(MEASURED * 10), scan);
  const onInstance = instanceFindings(most, MEASURED * 10);
  return {
    mix: await costsOfMix('whole'),
    entity: await costsOf(sizes.stored, instanceFindings(0, most), onInstance, 'whole'),
    asPublished: await costsOfMix('first page'),
    letIn: mix.filter(isLetIn).length / mix.length,
  };
}

/** Some findings of the mix are newer versions of others. */
const DISTINCT_PART = 3;
const MEASURED = 20;
/** With so many stored a scan takes seconds. */
const MANY = 50_000;
const MEASURED_OF_MANY = 3;

async function costsOf(
  sizes: readonly number[],
  stored: Iterable<JsonObject>,
  news: Iterable<JsonObject>,
  scan: Scan,
): Promise<readonly SampleCost[]> {
  const table = await startSampleTable();
  const fresh = news[Symbol.iterator]();
  const costs: SampleCost[] = [];
  for (const size of sizes) {
    await table.fill(stored, size);
    const count = size >= MANY ? MEASURED_OF_MANY : MEASURED;
    costs.push({ stored: size, measured: await table.measure(take(fresh, count), scan) });
  }
  await table.close();
  return costs;
}

function* take(findings: Iterator<JsonObject>, count: number): Generator<JsonObject> {
  for (let taken = 0; taken < count; taken += 1) {
    const { value, done } = findings.next();
    if (done === true) throw new Error('too few findings to measure');
    yield value;
  }
}
