// Runs the pipeline through faults, a seed at a time: `npm run faults -- --seeds 2000`, or one again: `--seed 17`.
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { type FaultReport, runWithFaults } from '../test/lambda/fault-run.ts';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '100' },
    from: { type: 'string', default: '1' },
    seed: { type: 'string' },
    jobs: { type: 'string', default: String(availableParallelism()) },
    /** Set by this script itself: each report as a line of JSON. */
    worker: { type: 'string' },
    verbose: { type: 'boolean', default: false },
  },
});
const first = Number(values.seed ?? values.from);
const count = values.seed === undefined ? Number(values.seeds) : 1;
const jobs = Math.min(Number(values.jobs), count);
process.env.POWERTOOLS_LOG_LEVEL ??= 'SILENT';

if (values.worker === undefined) process.exitCode = await runAll();
else for (const seed of seedsOf(Number(values.worker))) console.log(JSON.stringify(await run(seed)));

/** Every `jobs`-th seed, so that all jobs are done at about the same time. */
function seedsOf(job: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => first + index).filter(
    (_, index) => index % jobs === job,
  );
}

function run(seed: number): Promise<FaultReport> {
  return runWithFaults({ seed }).catch((error: unknown) => ({
    ...{ seed, deliveries: 0, incidents: 0, deadLettered: 0, crashes: 0, isRepaired: false },
    wrongs: [error instanceof Error ? (error.stack ?? error.message) : String(error)],
  }));
}

async function runAll(): Promise<number> {
  const totals = {
    done: 0,
    deliveries: 0,
    incidents: 0,
    deadLettered: 0,
    crashes: 0,
    repaired: 0,
    failed: 0,
  };
  const started = performance.now();
  const take = ({ seed, wrongs, isRepaired, ...counts }: FaultReport): void => {
    totals.done += 1;
    totals.deliveries += counts.deliveries;
    totals.incidents += counts.incidents;
    totals.deadLettered += counts.deadLettered;
    totals.crashes += counts.crashes;
    totals.repaired += isRepaired ? 1 : 0;
    totals.failed += wrongs.length > 0 ? 1 : 0;
    if (wrongs.length > 0) console.error(`seed ${seed}:\n  ${wrongs.join('\n  ')}`);
    if (!values.verbose && totals.done % 20 !== 0) return;
    const seconds = ((performance.now() - started) / 1000).toFixed(0);
    console.error(`${totals.done} of ${count} seeds, ${seconds} s, ${JSON.stringify(totals)}`);
  };
  await Promise.all(Array.from({ length: jobs }, (_, job) => runJob(job, take)));
  console.log(JSON.stringify({ seeds: count, from: first, ...totals }));
  return totals.failed > 0 || totals.done < count ? 1 : 0;
}

async function runJob(job: number, take: (report: FaultReport) => void): Promise<void> {
  const range = ['--from', String(first), '--seeds', String(count), '--jobs', String(jobs)];
  const child = spawn(process.execPath, [import.meta.filename, ...range, '--worker', String(job)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: child.stdout })) {
    // What the tools of the infrastructure say while they make the stack is no report.
    if (line.startsWith('{')) take(JSON.parse(line) as FaultReport);
  }
}
