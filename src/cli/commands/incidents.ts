import { type Command, Option } from 'commander';
import type { Incident } from '../../core/correlation/incident.ts';
import { findPlaces } from '../../core/correlation/places.ts';
import { SEVERITY_LABELS, type SeverityLabel } from '../../core/finding/finding.ts';
import type { Json } from '../../core/json.ts';
import { type Publisher, toAsff } from '../../format/asff/to-asff.ts';
import { toIncidentJson } from '../../format/incident/to-incident-json.ts';
import type { Store } from '../../store.ts';
import { type AwsOptions, addAwsOptions } from '../aws/aws-options.ts';
import { EXIT } from '../exit-code.ts';
import { findIncident } from '../find-incident.ts';
import { toIncidentList } from '../incident-list.ts';
import { toIncidentPage } from '../incident-page.ts';
import { type LanguageOptions, languageOption } from '../language-option.ts';
import { type IncidentSelection, listSelected, type Selected } from '../list-selected.ts';
import { openStoreToRead, STORE_HELP } from '../open-store-to-read.ts';
import { toCounted, toCountText } from '../progress.ts';
import { publisherOf } from '../publisher.ts';
import { readAllRules, ruleNamed } from '../read-rules.ts';
import type { Session } from '../session.ts';
import { toLimit } from '../to-limit.ts';

/** Adds `incidents list` and `incidents show`. */
export function addIncidentsCommand(program: Command, session: Session): void {
  const incidents = program.command('incidents').description('list the incidents of a store, or show one');
  addListCommand(incidents, session);
  addShowCommand(incidents, session);
}

const LIST_FORMATS = ['table', 'json', 'ndjson'] as const;
const SHOW_FORMATS = ['text', 'json', 'asff'] as const;
const STATUSES = ['open', 'resolved', 'all'] as const;

function addListCommand(incidents: Command, session: Session): void {
  const list = incidents
    .command('list')
    .description('list incidents, the most pressing first')
    .requiredOption('--store <store>', STORE_HELP)
    .addOption(new Option('--status <status>', 'incidents to list').choices(STATUSES).default('all'))
    .option('--rule <id>', 'of this rule')
    .addOption(new Option('--severity <label...>', 'of these severities').choices(SEVERITY_LABELS))
    .option('--limit <count>', 'so many at most', toLimit)
    .addOption(new Option('-o, --output <format>', LIST_FORMAT_HELP).choices(LIST_FORMATS));
  addAwsOptions(list)
    .addHelpText('after', LIST_EXAMPLES)
    .action(async (options: ListOptions) => {
      await withStore(session, options, (store) => writeList(store, options, session));
    });
}

function addShowCommand(incidents: Command, session: Session): void {
  const show = incidents
    .command('show')
    .description('show one incident with its evidence')
    .argument('<id>', 'id of the incident, or its beginning')
    .requiredOption('--store <store>', STORE_HELP)
    .addOption(new Option('-o, --output <format>', SHOW_FORMAT_HELP).choices(SHOW_FORMATS))
    .option('--account <id>', 'publishing account of -o asff')
    .option('--rules <dir>', 'rules of -o asff (default: rules/, else the rules of the package)')
    .addOption(languageOption());
  addAwsOptions(show)
    .addHelpText('after', SHOW_EXAMPLES)
    .action(async (id: string, options: ShowOptions) => {
      const format = options.output ?? (session.out.isTerminal ? 'text' : 'json');
      const publisher = format === 'asff' ? publisherOf(toPublisher(options, session)) : undefined;
      await withStore(session, options, async (store) => {
        const { incident } = await findIncident(store, id);
        await session.out.write(await toShown(incident, format, publisher, store, options, session));
      });
    });
}

const LIST_FORMAT_HELP = 'default: table on a terminal, ndjson otherwise';
const SHOW_FORMAT_HELP = 'default: text on a terminal, json otherwise';
const LIST_EXAMPLES = `
Examples:
  $ corroborate incidents list --store hub.sqlite --status open
  $ corroborate incidents list --store dynamodb:corroborate --region eu-west-1 --severity CRITICAL --limit 20`;
const SHOW_EXAMPLES = `
Examples:
  $ corroborate incidents show --store hub.sqlite 3f2a
  $ corroborate incidents show --store dynamodb:corroborate 3f2a -o asff --account 111122223333 --region eu-west-1`;

interface ListOptions extends AwsOptions {
  readonly store: string;
  readonly status: IncidentSelection['status'];
  readonly rule?: string;
  readonly severity?: readonly SeverityLabel[];
  readonly limit?: number;
  readonly output?: (typeof LIST_FORMATS)[number];
}

interface ShowOptions extends AwsOptions, LanguageOptions {
  readonly store: string;
  readonly output?: (typeof SHOW_FORMATS)[number];
  readonly account?: string;
  readonly rules?: string;
}

async function withStore(
  session: Session,
  options: AwsOptions & { readonly store: string },
  act: (store: Store) => Promise<void>,
): Promise<void> {
  const store = await openStoreToRead(session, options);
  try {
    await act(store);
    session.exitCode = EXIT.done;
  } finally {
    await store.close();
  }
}

async function writeList(store: Store, options: ListOptions, session: Session): Promise<void> {
  const selected = await listSelected(store, options);
  const format = options.output ?? (session.out.isTerminal ? 'table' : 'ndjson');
  await session.out.write(toListed(selected.incidents, format, session));
  session.messages.note(toCountsText(selected));
}

function toListed(
  incidents: readonly Incident[],
  format: (typeof LIST_FORMATS)[number],
  { out, isOutputColored }: Session,
): string {
  if (format === 'table') return toIncidentList(incidents, out.columns, isOutputColored);
  if (format === 'json') return `${JSON.stringify(incidents.map(toIncidentJson), undefined, 2)}\n`;
  return incidents.map((incident) => `${JSON.stringify(toIncidentJson(incident))}\n`).join('');
}

function toCountsText({ incidents, count }: Selected): string {
  const open = incidents.filter(({ status }) => status === 'open').length;
  const shown = incidents.length < count ? `${toCountText(incidents.length)} of ` : '';
  return `${shown}${toCounted(count, 'incident')}: ${open} open, ${incidents.length - open} resolved`;
}

/** `--region` is where the table is, and where the finding is published. */
function toPublisher({ account, region }: ShowOptions, { io: { env } }: Session): Partial<Publisher> {
  const here = region ?? env.AWS_REGION;
  return { ...(account !== undefined && { account }), ...(here !== undefined && { region: here }) };
}

async function toShown(
  incident: Incident,
  format: (typeof SHOW_FORMATS)[number],
  publisher: Publisher | undefined,
  store: Store,
  options: ShowOptions,
  session: Session,
): Promise<string> {
  if (format === 'text') return toIncidentPage(incident, session.out.columns);
  if (publisher === undefined) return `${JSON.stringify(toIncidentJson(incident), undefined, 2)}\n`;
  const { rule } = ruleNamed(await readAllRules(session, options.rules, options.lang), incident.rule.id);
  const { related } = await findPlaces(rule, incident.entity, store);
  const findings: Json = [toAsff(incident, rule, publisher, related)];
  return `${JSON.stringify(findings, undefined, 2)}\n`;
}
