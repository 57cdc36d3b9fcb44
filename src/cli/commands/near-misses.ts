import { type Command, Option } from 'commander';
import type { FindingKey } from '../../core/finding/finding.ts';
import { findNearMisses, noting } from '../../desk/find-near-misses.ts';
import { digest } from '../../digest.ts';
import { createEngine } from '../../engine.ts';
import { listInputFiles } from '../../input/list-input-files.ts';
import { NO_SINK } from '../../sink.ts';
import { createMemoryStore } from '../../store/memory/memory-store.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { toNearMissJson, toNearMissText } from '../near-miss-text.ts';
import { toCounted } from '../progress.ts';
import { QuarantineReport } from '../quarantine-report.ts';
import { readRules } from '../read-rules.ts';
import { replayInputs } from '../replay-inputs.ts';
import { type Session, throwIfInterrupted, toPath } from '../session.ts';
import { toLimit } from '../to-limit.ts';

/** Adds `near-misses`: entities one signal short of an incident, and what would complete them. */
export function addNearMissesCommand(program: Command, session: Session): void {
  program
    .command('near-misses')
    .description('list entities one signal short of an incident, and what would complete them')
    .argument('<input...>', 'files, folders, globs, or - for standard input; plain or gzip')
    .option('--rules <dir>', 'folder of rules (default: rules/, else the rules of the package)')
    .option('--limit <count>', 'how many to list, the most pressing first', toLimit, LIMIT)
    .addOption(new Option('-o, --output <format>', FORMAT_HELP).choices(['table', 'ndjson']))
    .addHelpText('after', EXAMPLES)
    .action(async (inputs: string[], options: NearMissesOptions) => {
      session.exitCode = await nearMisses(inputs, options, session);
    });
}

const LIMIT = 50;
const FORMAT_HELP = 'default: table (text) on a terminal, ndjson otherwise';
const EXAMPLES = `
Examples:
  $ corroborate near-misses findings/
  $ corroborate near-misses --rules my-rules --limit 5 -o ndjson findings/`;

interface NearMissesOptions {
  readonly rules?: string;
  readonly limit: number;
  readonly output?: 'table' | 'ndjson';
}

async function nearMisses(
  inputs: readonly string[],
  { rules: directory, limit, output }: NearMissesOptions,
  session: Session,
): Promise<ExitCode> {
  const rules = await readRules(session, directory);
  const inputFiles = await listInputFiles(inputs.map((input) => toPath(session, input)));
  const store = createMemoryStore();
  const concerned = new Map<string, FindingKey>();
  const engine = noting(createEngine({ rules, store, sink: NO_SINK, digest }), concerned);
  const report = new QuarantineReport(session.messages);
  const counts = await replayInputs({ inputFiles, engine, report, openCount: () => 0 }, session);
  const found = await findNearMisses(rules, concerned, store, () => {
    throwIfInterrupted(session);
    return true;
  });
  const listed = found.slice(0, limit);
  const format = output ?? (session.out.isTerminal ? 'table' : 'ndjson');
  const texts =
    format === 'table'
      ? listed.map(toNearMissText)
      : listed.map((miss) => JSON.stringify(toNearMissJson(miss)));
  if (texts.length > 0) await session.out.write(`${texts.join('\n')}${format === 'table' ? '' : '\n'}`);
  const more = found.length - listed.length;
  session.messages.note(
    `${toCounted(found.length, 'near miss', 'near misses')}${more > 0 ? `; ${more} are not listed, see \`--limit\`` : ''}`,
  );
  return counts.quarantined > 0 ? EXIT.incomplete : EXIT.done;
}
