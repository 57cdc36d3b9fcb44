import { stat } from 'node:fs/promises';
import { type Command, Option } from 'commander';
import { SEVERITY_LABELS } from '../../core/finding/finding.ts';
import { formatInstant, type Instant } from '../../core/instant.ts';
import type { JsonObject } from '../../core/json.ts';
import { type AwsOptions, addAwsOptions } from '../aws/aws-options.ts';
import { toClientSettings } from '../aws/client-settings.ts';
import { SYSTEM_CLOCK } from '../clock.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { checkFilterNames } from '../import/filter-names.ts';
import { openFindingFile } from '../import/finding-file.ts';
import { type FilterOptions, toFindingFilters } from '../import/finding-filters.ts';
import { createFindingsHub, type FindingsHub } from '../import/findings-hub.ts';
import { importFindings } from '../import/import-findings.ts';
import {
  type ImportState,
  isSameRequest,
  loadState,
  removeState,
  saveState,
  statePathOf,
} from '../import/import-state.ts';
import { readFilters } from '../import/read-filters.ts';
import { FIRST_PAGE } from '../import/read-findings.ts';
import { toCounted } from '../progress.ts';
import { type Session, throwIfInterrupted, toPath } from '../session.ts';
import { UsageError } from '../usage-error.ts';

/** Adds `import security-hub`: findings as Security Hub has them, to replay at the desk. */
export function addImportCommand(program: Command, session: Session): void {
  const command = program.command('import').description('read findings out of a service');
  const hub = command
    .command('security-hub')
    .description('read findings out of Security Hub as NDJSON, one a line')
    .option(
      '--out <file>',
      'write to a file, and go on there after an interruption; packed when it ends in .gz',
    )
    .option('--restart', 'begin again, whatever is in the file')
    .option('--since <time>', 'updated since: 2026-03-01, 2026-03-01T12:00:00Z, or 30d, 12h ago')
    .option('--product <name...>', 'of these products: GuardDuty, Inspector, …, or a ProductArn')
    .option('--account <id...>', 'of these accounts')
    .addOption(new Option('--severity <label...>', 'of these severities').choices(SEVERITY_LABELS))
    .addOption(new Option('--status <status...>', 'of these workflow statuses').choices(WORKFLOW_STATUSES))
    .addOption(new Option('--record-state <state...>', 'of these record states').choices(RECORD_STATES))
    .option('--filters <json>', 'filters as GetFindings takes them, or @FILE that holds them');
  addAwsOptions(hub)
    .addHelpText('after', EXAMPLES)
    .action(async (options: ImportOptions) => {
      session.exitCode = await importSecurityHub(options, session);
    });
}

const WORKFLOW_STATUSES = ['NEW', 'NOTIFIED', 'RESOLVED', 'SUPPRESSED'] as const;
const RECORD_STATES = ['ACTIVE', 'ARCHIVED'] as const;
const EXAMPLES = `
Examples:
  $ corroborate import security-hub --region eu-west-1 --out hub.ndjson.gz
  $ corroborate import security-hub --since 30d --product GuardDuty Inspector --out recent.ndjson
  $ corroborate import security-hub --account 111122223333 | corroborate replay -o table -
  $ corroborate import security-hub --filters '{"ResourceType": [{"Value": "AwsEc2Instance", "Comparison": "EQUALS"}]}'`;

interface ImportOptions extends FilterOptions, AwsOptions {
  readonly out?: string;
  readonly restart?: boolean;
  readonly filters?: string;
}

async function importSecurityHub(options: ImportOptions, session: Session): Promise<ExitCode> {
  const out = options.out === undefined || options.out === '-' ? undefined : toPath(session, options.out);
  if (options.restart === true && out === undefined) {
    throw new UsageError('`--restart` is about a file', { hint: 'name it with `--out FILE`' });
  }
  const state = await firstState(options, session);
  const hub = await openHub(options, session);
  try {
    const first = { ...state, request: { ...state.request, region: hub.region } };
    const count =
      out === undefined
        ? await importToOutput(hub, first, session)
        : await importToFile(hub, first, out, options.restart === true, session);
    session.messages.note(`${toCounted(count, 'finding')}${out === undefined ? '' : ` in \`${out}\``}`);
  } finally {
    hub.close();
  }
  return EXIT.done;
}

/** The state of an import that has not begun. */
async function firstState(options: ImportOptions, session: Session): Promise<ImportState> {
  const given = options.filters === undefined ? undefined : await readFilters(session, options.filters);
  const nowMs = (session.io.clock ?? SYSTEM_CLOCK).nowMs();
  const filters = toFindingFilters(options, given, nowMs);
  await checkFilterNames(filters);
  const { since, product, account, severity, status, recordState } = options;
  const profile = options.profile ?? session.io.env.AWS_PROFILE;
  const asked = { since, product, account, severity, status, recordState, profile, filters: given };
  const request: JsonObject = JSON.parse(JSON.stringify(asked));
  return { request, filters, startedAt: nowMs as Instant, cursor: FIRST_PAGE, bytes: 0, findings: 0 };
}

async function openHub(options: AwsOptions, session: Session): Promise<FindingsHub> {
  const settings = toClientSettings(session, options, 'SECURITYHUB');
  const { SecurityHubClient } = await import('@aws-sdk/client-securityhub');
  // Each request is counted against the limit, so it is sent again by us and not by the SDK.
  return createFindingsHub(new SecurityHubClient({ ...settings, maxAttempts: 1 }), session);
}

async function importToOutput(hub: FindingsHub, state: ImportState, session: Session): Promise<number> {
  let findings = 0;
  for await (const { lines, reached } of importFindings(hub, state, session)) {
    await session.out.write(lines);
    findings = reached.findings;
    if (session.out.isClosed()) break;
  }
  return findings;
}

async function importToFile(
  hub: FindingsHub,
  first: ImportState,
  out: string,
  isRestart: boolean,
  session: Session,
): Promise<number> {
  const state = isRestart ? first : ((await stateToGoOn(first, out, session)) ?? first);
  if (state === first) await saveState(out, first);
  const file = await openFindingFile(out, state.bytes);
  let { findings } = state;
  try {
    for await (const { lines, reached } of importFindings(hub, state, session)) {
      await file.append(lines);
      findings = reached.findings;
      if (reached.cursor !== undefined)
        await saveState(out, { ...state, ...reached, cursor: reached.cursor, bytes: file.bytes });
      throwIfInterrupted(session);
    }
  } catch (error) {
    if (findings > 0)
      session.messages.note(
        `${toCounted(findings, 'finding')} in \`${out}\`; the same command goes on from there`,
      );
    throw error;
  } finally {
    await file.close();
  }
  await removeState(out);
  return findings;
}

/** Undefined where nothing was begun. Throws UsageError rather than write over what somebody may want. */
async function stateToGoOn(
  first: ImportState,
  out: string,
  session: Session,
): Promise<ImportState | undefined> {
  const state = await loadState(out);
  if (state === undefined) {
    if (await isFilled(out)) throw alreadyThere(out);
    return undefined;
  }
  if (!isSameRequest(state, first.request)) throw otherRequest(out);
  session.messages.note(
    `going on with the import of ${formatInstant(state.startedAt)}, after ${toCounted(state.findings, 'finding')}`,
  );
  return state;
}

async function isFilled(path: string): Promise<boolean> {
  try {
    const stats = await stat(path);
    return stats.isFile() && stats.size > 0;
  } catch {
    // Whoever opens the file says why it cannot be.
    return false;
  }
}

function alreadyThere(out: string): UsageError {
  return new UsageError(`\`${out}\` is there already, and no import of it is unfinished`, {
    hint: 'name another file, or write over it with `--restart`',
  });
}

function otherRequest(out: string): UsageError {
  return new UsageError(`\`${out}\` is an unfinished import that asked for something else`, {
    hint: `give the same options, which \`${statePathOf(out)}\` holds, name another file, or begin again with \`--restart\``,
  });
}
