/**
 * What must not depend on an event coming by: deliver what a crash left undelivered, keep open incidents from passing
 * Security Hub's 90 days, and, on demand, read findings from Security Hub anew (`fill`) or judge all there is again
 * (`rejudge`). What takes longer than an invocation goes on with the next one.
 */
import type { Context } from 'aws-lambda';
import type { IncidentRecord } from '../core/correlation/incident.ts';
import type { JsonObject } from '../core/json.ts';
import type { Engine } from '../engine.ts';
import type { AccountTable } from '../store/dynamodb/account-table.ts';
import { type FillParts, type FillReport, fill } from './fill.ts';
import { faultsOfFilters } from './read-findings.ts';
import { REJUDGE_START, type RejudgeReport, rejudge } from './rejudge.ts';
import { countFailure, tryToDeliver } from './try-to-deliver.ts';

/** What reconcile can be asked for; every request, one for `deliver` too, delivers and goes on with what is under way. */
export interface ReconcileRequest {
  readonly deliver?: boolean;
  readonly fill?: { readonly filters?: JsonObject };
  readonly rejudge?: boolean;
}

/** What an invocation came to. */
export interface ReconcileReport {
  readonly delivered: boolean;
  readonly kept: number;
  readonly undelivered: number;
  /** Findings read from Security Hub, and what became of them. */
  readonly fill?: FillReport;
  readonly rejudge?: RejudgeReport;
}

/** What reconcile works with. */
export interface ReconcileParts extends FillParts {
  /** Judges again; what it decides is counted, which what is delivered again is already. */
  readonly judge: Engine;
  readonly table: AccountTable;
  /** Imports an open incident again as it is, so that Security Hub keeps it; false where there is no need. */
  readonly keep: (record: IncidentRecord) => Promise<boolean>;
  /** How many rules have changed since all findings were seen by them. */
  readonly countChangedRules: () => Promise<number>;
}

/** Time that an invocation keeps for its end. */
const RESERVE_MS = 30_000;

/** What reconcile asks of its surroundings. */
export type ReconcileContext = Pick<Context, 'getRemainingTimeInMillis' | 'awsRequestId'>;

/** Creates the handler. */
export function createReconcile(
  parts: ReconcileParts,
): (request: ReconcileRequest | null, context: ReconcileContext) => Promise<ReconcileReport> {
  return async (request, context) => {
    const hasTime = () => context.getRemainingTimeInMillis() > RESERVE_MS;
    try {
      await noteRequest(request ?? {}, context.awsRequestId, parts);
      const report = await reconcile(parts, hasTime);
      parts.telemetry.info('reconciled', report);
      return report;
    } finally {
      parts.telemetry.flush();
    }
  };
}

/** What was asked for cannot be done. */
export class RequestError extends Error {
  override readonly name = 'RequestError';
}

async function noteRequest(
  { fill: wanted, rejudge: isWanted }: ReconcileRequest,
  asked: string,
  { table: { notes } }: ReconcileParts,
): Promise<void> {
  const begin = async (name: string, state: JsonObject) => {
    // What Lambda tries again goes on where it was, and not at all where it has come to its end.
    if ((await notes.load(`${name}-asked`)) === asked) return;
    await notes.save(name, JSON.stringify({ ...state, asked }));
    await notes.save(`${name}-asked`, asked);
  };
  const faults = faultsOfFilters(wanted?.filters ?? {});
  if (faults.length > 0) throw new RequestError(`a fill that cannot be: ${faults.join('; ')}`);
  if (wanted) await begin('fill', { filters: wanted.filters ?? {} });
  if (isWanted === true) await begin('rejudge', REJUDGE_START);
}

function stateOf(text: string | undefined): JsonObject {
  return JSON.parse(text ?? '{}') as JsonObject;
}

/** Each part is done whatever becomes of the others; what failed is thrown in the end, for Lambda to try again. */
async function reconcile(parts: ReconcileParts, hasTime: () => boolean): Promise<ReconcileReport> {
  const { table, telemetry } = parts;
  const failures: unknown[] = [];
  const attempt = async <T>(part: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await part();
    } catch (error) {
      telemetry.error('a part failed; the next invocation tries again', error);
      failures.push(error);
      return undefined;
    }
  };
  const delivered = await tryToDeliver(() => parts.engine.repair(hasTime), telemetry);
  const kept = (await attempt(() => keepIncidents(parts, hasTime))) ?? 0;
  const filled = await attempt(() => goOn('fill', parts, (state, save) => fill(state, parts, hasTime, save)));
  const rejudged = await attempt(() =>
    goOn('rejudge', parts, (state, save) => rejudge(state, { ...parts, engine: parts.judge }, hasTime, save)),
  );
  const undelivered = (await table.store.listUndelivered(UNDELIVERED_COUNTED)).length;
  telemetry.count('undelivered', undelivered);
  telemetry.count('rulesChanged', await parts.countChangedRules());
  if (failures.length > 0) throw failures[0];
  return {
    delivered,
    kept,
    undelivered,
    ...(filled && { fill: filled }),
    ...(rejudged && { rejudge: rejudged }),
  };
}

const UNDELIVERED_COUNTED = 100;

const DAY_MS = 24 * 60 * 60 * 1000;

/** Security Hub forgets what nobody has updated for 90 days (AWS General Reference, Security Hub quotas). */
const KEPT_AFTER_MS = 60 * DAY_MS;
const PAGE = 50;

/** Once a day, over as many invocations as it takes: imports open incidents again that were last imported 60 days ago. */
async function keepIncidents(parts: ReconcileParts, hasTime: () => boolean): Promise<number> {
  const { store, notes } = parts.table;
  const last = Number((await notes.load('kept')) ?? 0);
  if (parts.now() - last < DAY_MS) return 0;
  let kept = 0;
  let after = await notes.load('keeping');
  for (;;) {
    if (!hasTime()) return kept;
    const query = { status: 'open', limit: PAGE, ...(after === undefined ? {} : { after }) } as const;
    const page = await store.listIncidents(query);
    for (const record of page) if (await isKept(record, parts)) kept += 1;
    after = page.at(-1)?.incident.id;
    if (page.length < PAGE) break;
    await notes.save('keeping', after);
  }
  await notes.save('keeping', undefined);
  await notes.save('kept', String(parts.now()));
  return kept;
}

/** One that cannot be kept holds up no other: a month of days is left to try it again. */
async function isKept(
  record: IncidentRecord,
  { table: { log }, keep, now, telemetry }: ReconcileParts,
): Promise<boolean> {
  const { id } = record.incident;
  const { sent } = await log.load(id);
  if (sent === undefined || now() - sent.at < KEPT_AFTER_MS) return false;
  try {
    return await keep(record);
  } catch (error) {
    countFailure(error, telemetry);
    telemetry.error('an incident was not kept; tomorrow it is tried again', error, { id });
    return false;
  }
}

/** Whoever asked later has put another state in the place of ours, or another invocation has come to its end. */
class OvertakenError extends Error {
  override readonly name = 'OvertakenError';
}

/**
 * Goes on with what is under way under a name; the state it comes to is kept, or taken away when it is done. One that
 * was asked for in the meantime is not written over: who was asked for it goes on with it.
 */
async function goOn<Report extends { readonly isDone: boolean }>(
  name: string,
  { table: { notes }, telemetry }: ReconcileParts,
  work: (state: JsonObject, save: (state: JsonObject) => Promise<void>) => Promise<Report>,
): Promise<Report | undefined> {
  const text = await notes.load(name);
  if (text === undefined) return undefined;
  const begun = stateOf(text);
  const save = async (state: JsonObject | undefined) => {
    const held = await notes.load(name);
    if (held === undefined || stateOf(held).asked !== begun.asked) throw new OvertakenError(name);
    await notes.save(name, state && JSON.stringify({ ...state, asked: begun.asked }));
  };
  try {
    const report = await work(begun, save);
    if (report.isDone) await save(undefined);
    return report;
  } catch (error) {
    if (!(error instanceof OvertakenError)) throw error;
    telemetry.info('overtaken', { name });
    return undefined;
  }
}
