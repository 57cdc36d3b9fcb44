import { type Command, Option } from 'commander';
import { type Filing, findingText } from '../../core/correlation/evidence.ts';
import type { Observation } from '../../core/correlation/observe.ts';
import { entitiesOf } from '../../core/entity/entities-of.ts';
import type { Entity } from '../../core/entity/entity.ts';
import { explain } from '../../core/explain/explain.ts';
import type { Explanation, Sighting } from '../../core/explain/explanation.ts';
import type { Finding, FindingKey } from '../../core/finding/finding.ts';
import type { Rule } from '../../core/rule/rule.ts';
import { ruleContent } from '../../core/rule/rule-content.ts';
import { replayRecords } from '../../desk/replay-records.ts';
import { sightingsInStore } from '../../desk/sightings-in-store.ts';
import { digest } from '../../digest.ts';
import { createEngine, type Engine } from '../../engine.ts';
import { readInputs } from '../../input/read-inputs.ts';
import { NO_SINK } from '../../sink.ts';
import { createMemoryStore } from '../../store/memory/memory-store.ts';
import { type Store, signalKeyText } from '../../store.ts';
import { type AwsOptions, addAwsOptions } from '../aws/aws-options.ts';
import { entityInStore } from '../entity-in-store.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { toExplanationJson } from '../explanation-json.ts';
import { toExplanationText } from '../explanation-text.ts';
import { type LanguageOptions, languageOption } from '../language-option.ts';
import { openStoreToRead, STORE_HELP } from '../open-store-to-read.ts';
import type { StoreToRead } from '../open-table-store.ts';
import { QuarantineReport } from '../quarantine-report.ts';
import { readAllRules, ruleNamed } from '../read-rules.ts';
import { resolveEntity } from '../resolve-entity.ts';
import { type Session, throwIfInterrupted, toPath } from '../session.ts';
import { UsageError } from '../usage-error.ts';

/** Adds `explain`: why a rule holds for an entity, or how near it comes. */
export function addExplainCommand(program: Command, session: Session): void {
  const command = program
    .command('explain')
    .description('say why a rule holds for an entity, or what it is short of')
    .argument('[input...]', 'files, folders, globs, or - for standard input; plain or gzip')
    .requiredOption('--rule <id>', 'the rule')
    .requiredOption('--entity <id>', 'the entity: its key, an ARN, or its name such as i-0abc')
    .option('--store <store>', `instead of inputs: ${STORE_HELP}`)
    .option('--rules <dir>', 'folder of rules (default: rules/, else the rules of the package)')
    .addOption(languageOption())
    .addOption(new Option('-o, --output <format>', FORMAT_HELP).choices(['table', 'json']));
  addAwsOptions(command)
    .addHelpText('after', EXAMPLES)
    .action(async (inputs: string[], options: ExplainOptions) => {
      session.exitCode = await explainCommand(inputs, options, session);
    });
}

const FORMAT_HELP = 'default: table (text) on a terminal, json otherwise';
const EXAMPLES = `
Examples:
  $ corroborate explain --rule ec2-backdoor-with-critical-cves --entity i-0abc findings/
  $ corroborate explain --rule s3-exfiltration-of-sensitive-data --entity payroll-exports -o json findings/
  $ corroborate explain --rule ec2-backdoor-with-critical-cves --entity i-0abc --store dynamodb:corroborate`;

interface ExplainOptions extends AwsOptions, LanguageOptions {
  readonly rule: string;
  readonly entity: string;
  readonly store?: string;
  readonly rules?: string;
  readonly output?: 'table' | 'json';
}

async function explainCommand(
  inputs: readonly string[],
  options: ExplainOptions,
  session: Session,
): Promise<ExitCode> {
  const { store } = options;
  if (inputs.length > 0 === (store !== undefined)) throw notExactlyOne(inputs.length > 0);
  const { rule } = ruleNamed(await readAllRules(session, options.rules, options.lang), options.rule);
  if (store !== undefined) return explainFromStore(rule, { ...options, store }, session);
  return explainFromInputs(rule, inputs, options, session);
}

function notExactlyOne(hasBoth: boolean): UsageError {
  return new UsageError(hasBoth ? 'there are inputs and a store' : 'there is nothing to explain from', {
    hint: 'name inputs, such as a file of findings, or a store with `--store`',
  });
}

async function explainFromInputs(
  rule: Rule,
  inputs: readonly string[],
  options: ExplainOptions,
  session: Session,
): Promise<ExitCode> {
  const store = createMemoryStore();
  const engine = createEngine({ rules: [rule], store, sink: NO_SINK, digest });
  const seen = createSightings(rule);
  const quarantined = await replayAll(inputs, watched(engine, seen), session);
  const entity = resolveEntity(options.entity, rule.entity, seen.entities);
  const explanation = await explain(rule, entity, await sightingsIn(seen.findings, store), store);
  await writeExplanation(explanation, rule, options, session);
  return quarantined > 0 ? EXIT.incomplete : EXIT.done;
}

async function explainFromStore(
  rule: Rule,
  options: ExplainOptions & StoreToRead,
  session: Session,
): Promise<ExitCode> {
  const store = await openStoreToRead(session, options);
  try {
    await warnOfOtherRule(rule, options.store, store, session);
    const entity = await entityInStore(options.entity, rule, store);
    const explanation = await explain(rule, entity, await sightingsInStore(rule, entity, store), store);
    await writeExplanation(explanation, rule, options, session);
    if (!explanation.holds) session.messages.note(UNTOLD_BY_STORES);
    return EXIT.done;
  } finally {
    await store.close();
  }
}

const UNTOLD_BY_STORES =
  'a store does not tell what was withdrawn before there was an incident, nor what lies on resources without a known relation; the findings themselves do';

/** What the store holds was filed by the rule that it remembers. */
async function warnOfOtherRule(rule: Rule, name: string, store: Store, session: Session): Promise<void> {
  const known = (await store.loadRuleHashes()).get(rule.id);
  if (known === digest(ruleContent(rule))) return;
  const what = known === undefined ? 'has not seen the rule' : 'was written by another version of the rule';
  session.messages.warn(`\`${name}\` ${what} \`${rule.id}\`: what it says of it may not be true`);
}

async function writeExplanation(
  explanation: Explanation,
  rule: Rule,
  { output }: ExplainOptions,
  session: Session,
): Promise<void> {
  const format = output ?? (session.out.isTerminal ? 'table' : 'json');
  const text =
    format === 'json'
      ? `${JSON.stringify(toExplanationJson(explanation), undefined, 2)}\n`
      : toExplanationText(explanation, rule);
  await session.out.write(text);
}

async function replayAll(inputs: readonly string[], engine: Engine, session: Session): Promise<number> {
  const report = new QuarantineReport(session.messages);
  const records = readInputs(
    inputs.map((input) => toPath(session, input)),
    { stdin: session.io.stdin, ...(session.io.signal && { signal: session.io.signal }) },
  );
  const { quarantined } = await replayRecords(records, engine, {
    quarantine: (record) => report.add(record),
    advance: () => throwIfInterrupted(session),
  });
  throwIfInterrupted(session);
  await report.finish();
  return quarantined;
}

/** A finding with what it was evidence for in any version, each place once. */
interface Seen {
  readonly key: FindingKey;
  readonly filings: Map<string, Filing>;
}

/** Entities of the rule's type that the input names, and findings that in some version concern the rule. */
interface Sightings {
  readonly rule: Rule;
  readonly entities: Map<string, Entity>;
  readonly findings: Map<string, Seen>;
}

function createSightings(rule: Rule): Sightings {
  return { rule, entities: new Map(), findings: new Map() };
}

/** The engine, noting what passes through it. */
function watched(engine: Engine, seen: Sightings): Engine {
  return {
    ...engine,
    observe: (finding, eventTime) => {
      noteEntities(finding, seen);
      const observation = engine.observe(finding, eventTime);
      if (observation !== undefined) noteObservation(observation, seen);
      return observation;
    },
    applyContext: (context) => {
      for (const { ends } of context.relations) for (const entity of ends) noteEntity(entity, seen);
      return engine.applyContext(context);
    },
  };
}

function noteEntities(finding: Finding, seen: Sightings): void {
  for (const { entity } of entitiesOf(finding)) noteEntity(entity, seen);
}

function noteEntity(entity: Entity, { rule, entities }: Sightings): void {
  if (entity.type === rule.entity) entities.set(entity.key, entity);
}

/** Evidence on an account is filed under entities that no resource names. */
function noteObservation({ key, filings }: Observation, seen: Sightings): void {
  for (const filing of filings) {
    noteEntity(filing.entity, seen);
    const text = findingText(key);
    const known = seen.findings.get(text) ?? { key, filings: new Map<string, Filing>() };
    seen.findings.set(text, known);
    known.filings.set(signalKeyText(filing.key), filing);
  }
}

async function sightingsIn(seen: ReadonlyMap<string, Seen>, store: Store): Promise<readonly Sighting[]> {
  const sightings: Sighting[] = [];
  for (const { key, filings } of seen.values()) {
    const newest = await store.loadFinding(key);
    if (newest !== undefined) sightings.push({ newest, filings: [...filings.values()] });
  }
  return sightings;
}
