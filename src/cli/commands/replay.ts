import { type Command, Option } from 'commander';
import type { DeliveryCounts } from '../../core/delivery-counts.ts';
import { SEVERITY_LABELS, type SeverityLabel } from '../../core/finding/finding.ts';
import type { Rule } from '../../core/rule/rule.ts';
import { type IncidentTally, incidentPages, tallyIncidents } from '../../desk/incident-pages.ts';
import { digest } from '../../digest.ts';
import { createEngine } from '../../engine.ts';
import type { Publisher } from '../../format/asff/to-asff.ts';
import { type InputFile, listInputFiles } from '../../input/list-input-files.ts';
import { createJsonLinesSink } from '../../sink/json-lines.ts';
import { NO_SINK, type Sink } from '../../sink.ts';
import type { Store } from '../../store.ts';
import { checkWrittenFiles } from '../check-written-files.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import {
  createIncidentWriter,
  INCIDENT_FORMATS,
  type IncidentFormat,
  type IncidentWriter,
} from '../incident-writer.ts';
import { type LanguageOptions, languageOption } from '../language-option.ts';
import { type LineFile, openLineFile } from '../line-file.ts';
import { openStore } from '../open-store.ts';
import { publisherOf } from '../publisher.ts';
import { QuarantineReport } from '../quarantine-report.ts';
import { readRules } from '../read-rules.ts';
import { replayInputs } from '../replay-inputs.ts';
import { ruleFilesIn } from '../rule-files-in.ts';
import { type Session, toPath } from '../session.ts';
import { toSummaryText } from '../summary-text.ts';
import { UsageError } from '../usage-error.ts';

/** Adds `replay`: findings in, incidents out. */
export function addReplayCommand(program: Command, session: Session): void {
  program
    .command('replay')
    .description('read findings and write the incidents that they lead to')
    .argument('<input...>', 'files, folders, globs, or - for standard input; plain or gzip')
    .option('--rules <dir>', 'folder of rules (default: rules/, else the rules of the package)')
    .addOption(languageOption())
    .option(
      '--store <file>',
      'keep what was learnt in a SQLite file, with findings that could concern a rule, and go on from there',
    )
    .option('--rebuild', 'empty the store first, after a change of rules; what people decided stays')
    .addOption(
      new Option('--fail-on <severity>', 'exit 1 when an open incident is so severe').choices(
        SEVERITY_LABELS,
      ),
    )
    .addOption(new Option('-o, --output <format>', FORMAT_HELP).choices(INCIDENT_FORMATS))
    .addOption(new Option('--status <status>', 'incidents to write').choices(STATUSES).default('all'))
    .option('--account <id>', 'publishing account of -o asff')
    .option('--region <region>', 'publishing Region of -o asff')
    .option('--summary <file>', 'write the counts of the run as JSON')
    .option('--decisions <file>', 'write each decision as a line of JSON, as it is delivered')
    .option('--quarantine <file>', 'write each quarantined record as a line of JSON')
    .addHelpText('after', EXAMPLES)
    .action(async (inputs: string[], options: ReplayOptions) => {
      session.exitCode = await replay(inputs, options, session);
    });
}

const FORMAT_HELP = 'default: table on a terminal, ndjson otherwise';
const STATUSES = ['open', 'resolved', 'all'] as const;
const EXAMPLES = `
Examples:
  $ corroborate replay findings/
  $ corroborate replay --store hub.sqlite --fail-on CRITICAL today.ndjson.gz
  $ aws securityhub get-findings | corroborate replay -o table -
  $ corroborate replay -o asff --account 111122223333 --region eu-west-1 findings/ > incidents.json`;

interface ReplayOptions extends LanguageOptions {
  readonly rules?: string;
  readonly store?: string;
  readonly rebuild?: boolean;
  readonly failOn?: SeverityLabel;
  readonly output?: IncidentFormat;
  readonly status: (typeof STATUSES)[number];
  readonly account?: string;
  readonly region?: string;
  readonly summary?: string;
  readonly decisions?: string;
  readonly quarantine?: string;
}

async function replay(
  inputs: readonly string[],
  options: ReplayOptions,
  session: Session,
): Promise<ExitCode> {
  const format = options.output ?? (session.out.isTerminal ? 'table' : 'ndjson');
  const publisher = format === 'asff' ? publisherOf(options) : undefined;
  if (options.rebuild === true && options.store === undefined) {
    throw new UsageError('`--rebuild` is about a store', { hint: 'name it with `--store FILE`' });
  }
  const rules = await readRules(session, options.rules, options.lang);
  const inputFiles = await listInputFiles(inputs.map((input) => toPath(session, input)));
  checkWrittenFiles(
    [...FILE_OPTIONS, 'store' as const].flatMap((name) => toPaths(session, options[name])),
    [...inputFiles.map(({ path }) => path), ...ruleFilesIn(session, options.rules)],
  );
  const files = await openFiles(options, session);
  try {
    const store = await openStore(session, options, rules);
    try {
      const run = { inputs, inputFiles, options, session, rules, files, store, format, publisher };
      return await replayInto(run);
    } finally {
      await store.close();
    }
  } finally {
    for (const file of Object.values(files)) await file.close();
  }
}

interface ReplayRun {
  readonly inputs: readonly string[];
  readonly inputFiles: readonly InputFile[];
  readonly options: ReplayOptions;
  readonly session: Session;
  readonly rules: readonly Rule[];
  readonly files: ReplayFiles;
  readonly store: Store;
  readonly format: IncidentFormat;
  readonly publisher: Publisher | undefined;
}

type ReplayFiles = Readonly<Partial<Record<(typeof FILE_OPTIONS)[number], LineFile>>>;

const FILE_OPTIONS = ['summary', 'decisions', 'quarantine'] as const;

function toPaths(session: Session, path: string | undefined): readonly string[] {
  return path === undefined ? [] : [toPath(session, path)];
}

/** What cannot be written is said before the work, not after it. */
async function openFiles(options: ReplayOptions, session: Session): Promise<ReplayFiles> {
  const files: Partial<Record<(typeof FILE_OPTIONS)[number], LineFile>> = {};
  for (const name of FILE_OPTIONS) {
    const path = options[name];
    if (path !== undefined) files[name] = await openLineFile(toPath(session, path));
  }
  return files;
}

async function replayInto(run: ReplayRun): Promise<ExitCode> {
  const { session, store, files, options } = run;
  const counts = await applyInputs(run);
  const tally = await tallyIncidents(store);
  const incidents = { open: tally.open, resolved: tally.resolved };
  await files.summary?.write(`${JSON.stringify({ ...counts, incidents }, undefined, 2)}\n`);
  const writer = createIncidentWriter(run.format, run);
  const skipped = await writeIncidents(store, options.status, writer, session);
  session.messages.note(`${toSummaryText(counts)}; incidents ${tally.open} open, ${tally.resolved} resolved`);
  if (isMet(options.failOn, tally)) return EXIT.answerIsNo;
  return counts.quarantined > 0 || skipped > 0 ? EXIT.incomplete : EXIT.done;
}

async function applyInputs({
  inputs,
  inputFiles,
  options,
  session,
  rules,
  files,
  store,
}: ReplayRun): Promise<DeliveryCounts> {
  const sink = countingSink(files.decisions);
  const engine = createEngine({ rules, store, sink, digest });
  const whereAll =
    options.quarantine === undefined
      ? '`--quarantine FILE` lists all'
      : `all are in \`${options.quarantine}\``;
  const report = new QuarantineReport(session.messages, whereAll, files.quarantine);
  await engine.repair();
  const keptIn = options.store === undefined ? {} : { keptIn: { store, source: inputs.join(', ') } };
  return replayInputs({ inputFiles, engine, report, openCount: sink.openCount, ...keptIn }, session);
}

/** Writes decisions to a file, if any, and knows how many incidents have opened and not resolved in this run. */
function countingSink(file: LineFile | undefined): Sink & { openCount(): number } {
  const sink = file === undefined ? NO_SINK : createJsonLinesSink((lines) => file.write(lines));
  let openCount = 0;
  return {
    openCount: () => openCount,
    deliver: async (decisions) => {
      for (const { action } of decisions) openCount += action === 'open' ? 1 : action === 'resolve' ? -1 : 0;
      await sink.deliver(decisions);
    },
  };
}

/** How many incidents were skipped. */
async function writeIncidents(
  store: Store,
  status: ReplayOptions['status'],
  writer: IncidentWriter,
  { out }: Session,
): Promise<number> {
  let written = 0;
  let skipped = 0;
  for await (const page of incidentPages(store, status)) {
    let text = '';
    for (const { incident } of page) {
      const one = await writer.toText(incident);
      if (one === undefined) skipped += 1;
      else text += (written++ === 0 ? writer.head : writer.between) + one;
    }
    await out.write(text);
    if (out.isClosed()) return skipped;
  }
  await out.write(written > 0 ? writer.tail : writer.none);
  return skipped;
}

function isMet(failOn: SeverityLabel | undefined, { highest }: IncidentTally): boolean {
  if (failOn === undefined || highest === undefined) return false;
  return SEVERITY_LABELS.indexOf(highest) >= SEVERITY_LABELS.indexOf(failOn);
}
