// Runs the pipeline through faults, a seed at a time: `npm run faults -- --seeds 2000`, or one again: `--seed 17`.
import { parseArgs } from 'node:util';
import { runWithFaults } from '../test/lambda/fault-run.ts';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '100' },
    from: { type: 'string', default: '1' },
    seed: { type: 'string' },
    verbose: { type: 'boolean', default: false },
  },
});
const first = Number(values.seed ?? values.from);
const count = values.seed === undefined ? Number(values.seeds) : 1;
const started = performance.now();
const totals = { deliveries: 0, incidents: 0, deadLettered: 0, crashes: 0, repaired: 0, failed: 0 };
process.env.POWERTOOLS_LOG_LEVEL ??= 'SILENT';

for (let seed = first; seed < first + count; seed += 1) {
  const report = await runWithFaults({ seed }).catch((error: unknown) => ({
    ...{ seed, deliveries: 0, incidents: 0, deadLettered: 0, crashes: 0, isRepaired: false },
    wrongs: [error instanceof Error ? (error.stack ?? error.message) : String(error)],
  }));
  totals.deliveries += report.deliveries;
  totals.incidents += report.incidents;
  totals.deadLettered += report.deadLettered;
  totals.crashes += report.crashes;
  totals.repaired += report.isRepaired ? 1 : 0;
  if (report.wrongs.length > 0) {
    totals.failed += 1;
    console.error(`seed ${seed}:\n  ${report.wrongs.join('\n  ')}`);
  }
  if (values.verbose || (seed - first + 1) % 20 === 0) {
    const seconds = ((performance.now() - started) / 1000).toFixed(0);
    console.error(`${seed - first + 1} of ${count} seeds, ${seconds} s, ${JSON.stringify(totals)}`);
  }
}
console.log(JSON.stringify({ seeds: count, from: first, ...totals }));
process.exitCode = totals.failed > 0 ? 1 : 0;
