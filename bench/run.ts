import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { availableParallelism, cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { BenchRun } from './bench-run.ts';
import { benchConsole } from './console-bench.ts';
import { benchEntitySize } from './entity-bench.ts';
import { benchMemory } from './memory-bench.ts';
import { benchReplay } from './replay-bench.ts';
import { type BenchRow, toTable } from './row.ts';
import { benchRuleCount } from './rules-bench.ts';

const BENCHMARKS = {
  replay: benchReplay,
  rules: benchRuleCount,
  entity: benchEntitySize,
  memory: benchMemory,
  console: benchConsole,
} as const;

type BenchmarkName = keyof typeof BENCHMARKS;

const NAMES = Object.keys(BENCHMARKS) as BenchmarkName[];
const ROUNDS = 5;
const QUICK_ROUNDS = 2;
const USAGE = `usage: npm run bench -- [--quick] [--only ${NAMES.join('|')}]\n`;

process.exitCode = await main();

/** Measures and prints; never judges by its exit code: 0, or 3 when it is called in a way that it does not know. */
async function main(): Promise<number> {
  const options = readOptions();
  if (options === undefined) {
    process.stderr.write(USAGE);
    return 3;
  }
  const rows = await runAll(options);
  process.stdout.write(
    `${machineText()}${options.isQuick ? '; a smoke run: the figures mean nothing' : ''}\n\n`,
  );
  process.stdout.write(toTable(rows));
  return 0;
}

interface Options {
  readonly isQuick: boolean;
  readonly names: readonly BenchmarkName[];
}

function readOptions(): Options | undefined {
  try {
    const { values } = parseArgs({
      options: { quick: { type: 'boolean', default: false }, only: { type: 'string', multiple: true } },
    });
    const names = NAMES.filter((name) => values.only === undefined || values.only.includes(name));
    return values.only?.every(isName) === false ? undefined : { isQuick: values.quick, names };
  } catch {
    return undefined;
  }
}

function isName(name: string): boolean {
  return NAMES.some((known) => known === name);
}

async function runAll({ isQuick, names }: Options): Promise<readonly BenchRow[]> {
  const folder = await mkdtemp(join(tmpdir(), 'corroborate-bench-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  process.once('SIGINT', () => process.exit(130));
  const say = (line: string): void => {
    process.stderr.write(`${line}\n`);
  };
  const run: BenchRun = { isQuick, rounds: isQuick ? QUICK_ROUNDS : ROUNDS, folder, say };
  const rows: BenchRow[] = [];
  for (const name of names) {
    say(`— ${name}`);
    rows.push(...(await BENCHMARKS[name](run)));
  }
  return rows;
}

function machineText(): string {
  const memoryGb = Math.round(totalmem() / 2 ** 30);
  return `Node ${process.version}, ${availableParallelism()} × ${cpus()[0]?.model ?? 'unknown processor'}, ${memoryGb} GB`;
}
