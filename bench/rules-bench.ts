import type { BenchRun } from './bench-run.ts';
import { compare } from './compare.ts';
import { findingsFile } from './findings-file.ts';
import type { Measurement } from './measurement.ts';
import type { BenchRow } from './row.ts';
import { runWorker } from './run-worker.ts';

const TARGET = 1.5;

const SETS = [
  { set: 'shipped', name: 'the shipped rules ÷ 3 rules', target: {} },
  { set: 'thousand', name: '1,000 rules, some of which match, ÷ 3 rules', target: { target: TARGET } },
  {
    set: 'thousand-strangers',
    name: '1,000 rules, of which 997 match nothing, ÷ 3 rules',
    target: { target: TARGET },
  },
] as const;

/** A replay with the shipped rules, and with a thousand, beside one with three. */
export async function benchRuleCount(run: BenchRun): Promise<readonly BenchRow[]> {
  const file = await findingsFile(run, run.isQuick ? 5000 : 200_000);
  const rows: BenchRow[] = [];
  for (const { set, name, target } of SETS) {
    const row = await compare({
      name,
      ...target,
      rounds: run.rounds,
      measured: () => runWorker<RulesReport>('replay-file', [file, set]),
      base: () => runWorker<RulesReport>('replay-file', [file, 'first']),
      onRound: (measured, base) =>
        run.say(`${name}: ${measured.matched} of ${measured.received} matched, with 3 rules ${base.matched}`),
    });
    rows.push(row);
  }
  return rows;
}

interface RulesReport extends Measurement {
  readonly received: number;
  readonly matched: number;
}
