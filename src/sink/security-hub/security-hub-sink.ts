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
import { stringAt } from '../../core/json.ts';
import { toAsff } from '../../format/asff/to-asff.ts';
import { DeliveryError, type Sink } from '../../sink.ts';
import { type Import, isOwnState, passedBy, toAttempt } from './import.ts';
import { keepIncident } from './keep-incident.ts';
import type { SecurityHubSinkOptions } from './sink-options.ts';
import { isTold, toldUnknown, toldWith, toNews } from './to-news.ts';

export type { SecurityHubSinkOptions } from './sink-options.ts';

/** A sink that can also tell Security Hub again of an incident in which nothing has changed. */
export interface SecurityHubSink extends Sink {
  /** Imports an open incident once more, so that Security Hub does not forget it; nothing is told to others. False where there is no need. */
  keep(record: IncidentRecord): Promise<boolean>;
}

/** Creates the sink; a decision counts as delivered when Security Hub holds that state of the incident or a later one. */
export function createSecurityHubSink(options: SecurityHubSinkOptions): SecurityHubSink {
  return {
    keep: (record) => keepIncident(options, record),
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
    await log.settle(record.incident.id, attempt, now(), toldWith(each));
  }
  return taken.filter((each) => !isOwnState(each)).map(({ record }) => record);
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
  if (passedBy(state) > incident.updatedAt) return 'done';
  const finding = toAsff(incident, rule, options.publisher, await options.findRelated(record, rule));
  const { attempt, isSame } = toAttempt(finding, record, state, options.digest);
  const prepared = { record, rule, attempt, state };
  if (isSame || (state.sent === undefined && incident.status === 'resolved')) return skip(options, prepared);
  return (await options.log.begin(incident.id, attempt, state.sent)) ? prepared : 'again';
}

/**
 * A state that needs no import may still have to be told, where whoever imported the same before died over it: first
 * it is noted that it may have been, for whoever comes after this one. Nobody imports an earlier state after it.
 */
async function skip({ log, announce }: SecurityHubSinkOptions, prepared: Import): Promise<'done' | 'again'> {
  const { id, updatedAt } = prepared.record.incident;
  const { sent, skipped } = prepared.state;
  const isKnown = isTold(prepared);
  if (isKnown && (sent?.version === updatedAt || skipped === updatedAt)) return 'done';
  if (!(await log.skip(id, updatedAt, sent, isKnown ? undefined : toldUnknown(prepared)))) return 'again';
  if (isKnown) return 'done';
  await announce(toNews(prepared));
  await log.skip(id, updatedAt, sent, toldWith(prepared));
  return 'done';
}
