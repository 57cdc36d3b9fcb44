/**
 * Incidents as findings of Security Hub. An import is written down before it is made and settled after it, so that
 * of two workers, or of one that crashed and its successor, each import is taken once, and none that says what the
 * one before said:
 *
 *     begin v2 ─▶ import v2 ─▶ tell ─▶ settle v2            all is well
 *     begin v2 ─▶ (crash)      ─▶ import v2 again ─▶ settle v2 ─▶ begin v3 …      what was begun is finished first
 *
 * Security Hub takes the second import of v2 for none, since its UpdatedAt has not grown.
 */
import type { Decision, IncidentRecord } from '../../core/correlation/incident.ts';
import type { Digest } from '../../core/correlation/observe.ts';
import type { Entity } from '../../core/entity/entity.ts';
import { SEVERITY_LABELS } from '../../core/finding/finding.ts';
import { formatInstant, type Instant } from '../../core/instant.ts';
import { type JsonObject, stringAt } from '../../core/json.ts';
import type { Rule } from '../../core/rule/rule.ts';
import type { Attempt, DeliveryLog, DeliveryState, Told } from '../../delivery-log.ts';
import { type Publisher, toAsff } from '../../format/asff/to-asff.ts';
import type { News } from '../../format/incident/news.ts';
import { DeliveryError, type Sink } from '../../sink.ts';
import type { Announce } from '../announce.ts';
import type { ImportFindings } from './import-findings.ts';

/** What the sink is made of. */
export interface SecurityHubSinkOptions {
  readonly rules: ReadonlyMap<string, Rule>;
  readonly publisher: Publisher;
  readonly log: DeliveryLog;
  readonly importFindings: ImportFindings;
  readonly announce: Announce;
  /** What the incident's entity is related to, by the rule. */
  readonly findRelated: (record: IncidentRecord, rule: Rule) => Promise<readonly Entity[]>;
  readonly digest: Digest;
  /** The clock: milliseconds since 1970. */
  readonly now: () => Instant;
}

/** A sink that can also tell Security Hub again of an incident in which nothing has changed. */
export interface SecurityHubSink extends Sink {
  /** Imports an open incident once more, so that Security Hub does not forget it; nothing is told to others. */
  keep(record: IncidentRecord): Promise<void>;
}

/** Creates the sink; a decision counts as delivered when Security Hub holds that state of the incident or a later one. */
export function createSecurityHubSink(options: SecurityHubSinkOptions): SecurityHubSink {
  return {
    keep: (record) => keep(options, record),
    deliver: async (decisions) => {
      const records = latestRecords(decisions);
      const failures = new Map<string, string>();
      let left: readonly IncidentRecord[] = [...records.values()];
      for (let round = 0; left.length > 0 && round < ROUNDS_MAX; round += 1) {
        left = await deliverRound(options, left, failures);
      }
      for (const { incident } of left) failures.set(incident.id, 'others kept importing it');
      if (failures.size > 0) throw toDeliveryError(decisions, failures);
    },
  };
}

/** What was begun by others is finished first, which takes a round each time. */
const ROUNDS_MAX = 5;

function latestRecords(decisions: readonly Decision[]): ReadonlyMap<string, IncidentRecord> {
  const latest = new Map<string, IncidentRecord>();
  for (const { record } of decisions) {
    const known = latest.get(record.incident.id);
    if (known === undefined || known.revision < record.revision) latest.set(record.incident.id, record);
  }
  return latest;
}

function toDeliveryError(
  decisions: readonly Decision[],
  failures: ReadonlyMap<string, string>,
): DeliveryError {
  const delivered = decisions.filter(({ record }) => !failures.has(record.incident.id));
  const [id, reason] = [...failures][0] ?? ['', ''];
  const more = failures.size > 1 ? `, and ${failures.size - 1} more` : '';
  return new DeliveryError(`incident ${id} was not imported: ${reason}${more}`, delivered);
}

/** An import to be made for an incident: of its own state, or of one that was begun before. */
interface Import {
  readonly record: IncidentRecord;
  readonly rule: Rule;
  readonly attempt: Attempt;
  readonly state: DeliveryState;
}

/** The records that need another round. */
async function deliverRound(
  options: SecurityHubSinkOptions,
  records: readonly IncidentRecord[],
  failures: Map<string, string>,
): Promise<readonly IncidentRecord[]> {
  const imports: Import[] = [];
  const again: IncidentRecord[] = [];
  for (const record of records) {
    const prepared = await prepare(options, record);
    if (prepared === 'again') again.push(record);
    else if (prepared !== 'done') imports.push(prepared);
  }
  const refusals = await options.importFindings(imports.map(({ attempt }) => attempt.finding));
  const taken: Import[] = [];
  for (const each of imports) {
    const { id } = each.record.incident;
    const refusal = refusals.get(stringAt(each.attempt.finding, 'Id') ?? '');
    if (refusal === undefined) taken.push(each);
    else failures.set(id, refusal.message);
    if (refusal?.isFinal === true) await options.log.abandon(id, each.attempt);
  }
  return [...again, ...(await settleAll(options, taken))];
}

/** Tells what was taken and settles it; the records whose own state was not yet among it. */
async function settleAll(
  { announce, log, now }: SecurityHubSinkOptions,
  taken: readonly Import[],
): Promise<readonly IncidentRecord[]> {
  const own = taken.filter(isOwnState);
  await announce(own.flatMap(toNews));
  for (const each of taken) {
    const { record, attempt } = each;
    const told: Told | undefined = isOwnState(each)
      ? { status: record.incident.status, severity: record.incident.severity }
      : undefined;
    await log.settle(record.incident.id, attempt, now(), told);
  }
  return taken.filter((each) => !isOwnState(each)).map(({ record }) => record);
}

function isOwnState({ record, attempt }: Import): boolean {
  return attempt.version === record.incident.updatedAt;
}

async function prepare(
  options: SecurityHubSinkOptions,
  record: IncidentRecord,
): Promise<Import | 'done' | 'again'> {
  const { incident } = record;
  const rule = options.rules.get(incident.rule.id);
  // An incident of a rule that is gone has no texts to tell.
  if (rule === undefined) return 'done';
  const state = await options.log.load(incident.id);
  if (state.pending !== undefined) return { record, rule, attempt: state.pending, state };
  const passed = Math.max(state.sent?.version ?? NEVER, state.skipped ?? NEVER);
  if (passed > incident.updatedAt) return 'done';
  // Whoever is about to import an earlier, open state must not do so after this.
  if (state.sent === undefined && incident.status === 'resolved')
    return (await options.log.skip(incident.id, incident.updatedAt)) ? 'done' : 'again';
  const finding = toAsff(incident, rule, options.publisher, await options.findRelated(record, rule));
  const { attempt, isSame } = toAttempt(finding, record, state, options.digest);
  if (isSame) return 'done';
  const isBegun = await options.log.begin(incident.id, attempt);
  return isBegun ? { record, rule, attempt, state } : 'again';
}

/** What is under way, or still has to be delivered, keeps itself. */
async function keep(options: SecurityHubSinkOptions, record: IncidentRecord): Promise<void> {
  const { incident } = record;
  const { log, now, publisher, digest } = options;
  const rule = options.rules.get(incident.rule.id);
  const state = await log.load(incident.id);
  if (rule === undefined || state.pending !== undefined || state.sent?.version !== incident.updatedAt) return;
  const related = await options.findRelated(record, rule);
  const finding = toAsff(incident, rule, publisher, related, now());
  const { attempt } = toAttempt(finding, record, state, digest, now());
  if (!(await log.begin(incident.id, attempt))) return;
  const refusals = await options.importFindings([attempt.finding]);
  const [refusal] = refusals.values();
  if (refusal !== undefined)
    throw new DeliveryError(`incident ${incident.id} was not kept: ${refusal.message}`, []);
  await log.settle(incident.id, attempt, now(), state.told);
}

const NEVER = Number.NEGATIVE_INFINITY;

function toAttempt(
  finding: JsonObject,
  { incident }: IncidentRecord,
  { sent }: DeliveryState,
  digest: Digest,
  notBefore: number = NEVER,
): { readonly attempt: Attempt; readonly isSame: boolean } {
  const { UpdatedAt: _, ...content } = finding;
  const hash = digest(JSON.stringify(content));
  const last = sent?.importAt ?? NEVER;
  const importAt = Math.max(incident.updatedAt, last + 1, notBefore) as Instant;
  const attempt: Attempt = {
    version: incident.updatedAt,
    importAt,
    hash,
    finding: { ...finding, UpdatedAt: formatInstant(importAt) },
  };
  return { attempt, isSame: sent?.hash === hash };
}

function toNews({ record: { incident }, rule, attempt, state: { told } }: Import): readonly News[] {
  const isOpen = incident.status === 'open';
  const wasOpen = told?.status === 'open';
  if (!isOpen && !wasOpen) return [];
  const finding = {
    productArn: stringAt(attempt.finding, 'ProductArn') ?? '',
    id: stringAt(attempt.finding, 'Id') ?? '',
  };
  const action = !isOpen ? 'resolve' : wasOpen ? 'update' : 'open';
  const isEscalated = action === 'update' && isMoreSevere(incident.severity, told?.severity);
  return [{ action, isEscalated, incident, rule, finding }];
}

function isMoreSevere(now: Told['severity'], before: Told['severity'] | undefined): boolean {
  return before !== undefined && SEVERITY_LABELS.indexOf(now) > SEVERITY_LABELS.indexOf(before);
}
