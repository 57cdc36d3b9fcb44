// What findings cost in an account, beside the sample of AWS: `npm run bench:aws -- [--quick] [--json]`.
import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type AwsFigures, isMet, verdictsOf } from './aws/aws-figures.ts';
import { benchBundles } from './aws/bundle-bench.ts';
import {
  benchEntity,
  benchEntityGrowth,
  benchMix,
  benchStored,
  FULL,
  type PipelineBench,
  QUICK,
} from './aws/pipeline-bench.ts';
import { INGESTION, PRICES } from './aws/prices.ts';
import { toReport } from './aws/report.ts';
import { benchSample } from './aws/sample-bench.ts';
import { benchRules } from './bench-rules.ts';

const USAGE = 'usage: npm run bench:aws -- [--quick] [--json]\n';
const ROUNDS = 11;
const QUICK_ROUNDS = 3;

process.env.POWERTOOLS_LOG_LEVEL ??= 'SILENT';
process.exitCode = await main();

/** Measures and prints; never judges by its exit code: 0, or 3 when it is called in a way that it does not know. */
async function main(): Promise<number> {
  const options = readOptions();
  if (options === undefined) {
    process.stderr.write(USAGE);
    return 3;
  }
  const figures = await measureAll(options.isQuick);
  if (options.isJson) {
    const verdicts = verdictsOf(figures).map((each) => ({ ...each, isMet: isMet(each) }));
    const prices = { ...PRICES, ingestion: INGESTION };
    process.stdout.write(`${JSON.stringify({ isQuick: options.isQuick, ...figures, verdicts, prices })}\n`);
    return 0;
  }
  if (options.isQuick) process.stdout.write('A smoke run: the figures mean nothing.\n\n');
  process.stdout.write(toReport(figures));
  return 0;
}

interface Options {
  readonly isQuick: boolean;
  readonly isJson: boolean;
}

function readOptions(): Options | undefined {
  try {
    const { values } = parseArgs({
      options: { quick: { type: 'boolean', default: false }, json: { type: 'boolean', default: false } },
    });
    return { isQuick: values.quick, isJson: values.json };
  } catch {
    return undefined;
  }
}

async function measureAll(isQuick: boolean): Promise<AwsFigures> {
  const folder = await mkdtemp(join(tmpdir(), 'corroborate-bench-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  process.once('SIGINT', () => process.exit(130));
  const say = (line: string): void => {
    process.stderr.write(`${line}\n`);
  };
  const bench: PipelineBench = { rules: await benchRules('first'), sizes: isQuick ? QUICK : FULL, say };
  say('— bundles');
  const bundles = await benchBundles(folder, isQuick ? QUICK_ROUNDS : ROUNDS);
  return {
    bundles,
    mix: await benchMix(bench),
    entity: await benchEntity(bench),
    entityGrowth: await benchEntityGrowth(bench),
    sample: await benchSample(bench),
    stored: await benchStored(bench),
  };
}
