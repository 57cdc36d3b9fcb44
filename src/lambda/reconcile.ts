/**
 * What must not depend on an event coming by: deliver what a crash left undelivered, keep open incidents from passing
 * Security Hub's 90 days, and, on demand, read findings from Security Hub anew (`fill`) or judge all there is again
 * (`rejudge`). What takes longer than an invocation goes on with the next one.
 */
import type { Context } from 'aws-lambda';
import type { Cause } from '../core/correlation/cause.ts';
import type { SavedChange } from '../core/correlation/finding-change.ts';
import type { IncidentRecord } from '../core/correlation/incident.ts';
import { type Observation, openFilings } from '../core/correlation/observe.ts';
import type { Instant } from '../core/instant.ts';
import type { JsonObject } from '../core/json.ts';
import type { Engine } from '../engine.ts';
import type { AccountTable } from '../store/dynamodb/account-table.ts';
import { countFailure } from './correlate.ts';
import type { FindingsPage, ReadFindings } from './read-findings.ts';
import type { Telemetry } from './telemetry.ts';

/** What reconcile can be asked for; the schedule asks for `deliver` and goes on with what is under way. */
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
  readonly fill?: Readonly<Record<string, number>> & { readonly isDone: boolean };
  readonly rejudge?: {
    readonly findings: number;
    readonly incidents: number;
    /** Items that look like findings of ours and cannot be read. */
    readonly unreadable: number;
    readonly isDone: boolean;
  };
}

/** What reconcile works with. */
export interface ReconcileParts {
  readonly engine: Engine;
  readonly table: AccountTable;
  readonly telemetry: Telemetry;
  readonly now: () => number;
  readonly readFindings: ReadFindings;
  /** Applies one finding that was read, and says what became of it. */
  readonly applyFinding: (finding: JsonObject, readAt: string) => Promise<string>;
  /** Imports an open incident again as it is, so that Security Hub keeps it. */
  readonly keep: (record: IncidentRecord) => Promise<void>;
  /** Remembers the rules by which all findings have now been seen. */
  readonly rememberRules: () => Promise<void>;
}

/** Time that an invocation keeps for its end. */
const RESERVE_MS = 30_000;

/** Creates the handler. */
export function createReconcile(
  parts: ReconcileParts,
): (
  request: ReconcileRequest,
  context: Pick<Context, 'getRemainingTimeInMillis'>,
) => Promise<ReconcileReport> {
  return async (request, context) => {
    const hasTime = () => context.getRemainingTimeInMillis() > RESERVE_MS;
    const { notes } = parts.table;
    if (request.fill !== undefined)
      await notes.save('fill', JSON.stringify({ filters: request.fill.filters ?? {} }));
    if (request.rejudge === true) await notes.save('rejudge', JSON.stringify({ phase: 'incidents' }));
    const delivered = await deliver(parts);
    const kept = await keepIncidents(parts, hasTime);
    const fill = await goOn('fill', parts, (state) => fillFrom(state, parts, hasTime));
    const rejudge = await goOn('rejudge', parts, (state) => rejudgeFrom(state, parts, hasTime));
    const undelivered = (await parts.table.store.listUndelivered(UNDELIVERED_COUNTED)).length;
    parts.telemetry.count('undelivered', undelivered);
    const report: ReconcileReport = {
      delivered,
      kept,
      undelivered,
      ...(fill && { fill }),
      ...(rejudge && { rejudge }),
    };
    parts.telemetry.info('reconciled', report);
    parts.telemetry.flush();
    return report;
  };
}

const UNDELIVERED_COUNTED = 100;

/** False when something could not be delivered; it stays noted. */
async function deliver({ engine, telemetry }: ReconcileParts): Promise<boolean> {
  try {
    await engine.repair();
    return true;
  } catch (error) {
    countFailure(error, telemetry);
    telemetry.error('incidents are not delivered yet; the next invocation tries again', error);
    return false;
  }
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** Security Hub forgets what nobody has updated for 90 days (AWS General Reference, Security Hub quotas). */
const KEPT_AFTER_MS = 60 * DAY_MS;
const PAGE = 50;

/** Once a day: imports open incidents again that were last imported 60 days ago or earlier. */
async function keepIncidents(parts: ReconcileParts, hasTime: () => boolean): Promise<number> {
  const { store, log, notes } = parts.table;
  const last = Number((await notes.load('kept')) ?? 0);
  if (parts.now() - last < DAY_MS) return 0;
  let kept = 0;
  let after: string | undefined;
  for (;;) {
    if (!hasTime()) return kept;
    const page = await store.listIncidents({
      status: 'open',
      limit: PAGE,
      ...(after === undefined ? {} : { after }),
    });
    for (const record of page) {
      const { sent } = await log.load(record.incident.id);
      if (sent === undefined || parts.now() - sent.at < KEPT_AFTER_MS) continue;
      await parts.keep(record);
      kept += 1;
    }
    after = page.at(-1)?.incident.id;
    if (page.length < PAGE) break;
  }
  await notes.save('kept', String(parts.now()));
  return kept;
}

/** Goes on with what is under way under a name; the state it comes to is kept, or taken away when it is done. */
async function goOn<Report extends { readonly isDone: boolean }>(
  name: string,
  { table: { notes } }: ReconcileParts,
  work: (state: JsonObject, save: (state: JsonObject) => Promise<void>) => Promise<Report>,
): Promise<Report | undefined> {
  const text = await notes.load(name);
  if (text === undefined) return undefined;
  const report = await work(JSON.parse(text) as JsonObject, (state) =>
    notes.save(name, JSON.stringify(state)),
  );
  if (report.isDone) await notes.save(name, undefined);
  return report;
}

async function fillFrom(
  state: JsonObject,
  parts: ReconcileParts,
  hasTime: () => boolean,
): Promise<Readonly<Record<string, number>> & { readonly isDone: boolean }> {
  const counts: Record<string, number> = {};
  let nextToken = typeof state.nextToken === 'string' ? state.nextToken : undefined;
  while (hasTime()) {
    const readAt = new Date(parts.now()).toISOString();
    const page = await readPage(state, nextToken, parts);
    if (page === 'lost') {
      nextToken = undefined;
      continue;
    }
    for (const finding of page.findings) {
      const end = await parts.applyFinding(finding, readAt);
      counts[end] = (counts[end] ?? 0) + 1;
    }
    nextToken = page.nextToken;
    if (nextToken === undefined) {
      // Only what has been read without a filter has been seen by the rules as a whole.
      if (Object.keys(state.filters ?? {}).length === 0) await parts.rememberRules();
      return Object.assign(counts, { isDone: true });
    }
    await parts.table.notes.save('fill', JSON.stringify({ ...state, nextToken }));
  }
  return Object.assign(counts, { isDone: false });
}

/** `lost` where the token of an earlier invocation is not taken any more: then it starts over, which does no harm. */
async function readPage(
  { filters = {} }: JsonObject,
  nextToken: string | undefined,
  { readFindings, telemetry }: ReconcileParts,
): Promise<FindingsPage | 'lost'> {
  try {
    return await readFindings({ filters, nextToken });
  } catch (error) {
    if (nextToken === undefined || !(error instanceof Error) || error.name !== 'InvalidInputException')
      throw error;
    telemetry.warn('a token of GetFindings is not taken any more; the fill starts over');
    return 'lost';
  }
}

/** Judges every incident there is, then every finding that is evidence for something. */
async function rejudgeFrom(
  state: JsonObject,
  parts: ReconcileParts,
  hasTime: () => boolean,
): Promise<NonNullable<ReconcileReport['rejudge']>> {
  const { engine, table } = parts;
  const save = (next: JsonObject) => table.notes.save('rejudge', JSON.stringify(next));
  let { phase, after } = { phase: state.phase, after: state.after as string | undefined };
  let incidents = 0;
  let findings = 0;
  let unreadable = 0;
  while (phase === 'incidents' && hasTime()) {
    const query = { limit: PAGE, ...(after === undefined ? {} : { after }) };
    const page = await table.store.listIncidents(query);
    await engine.judgeAgain(page, judgedAgain(parts));
    await engine.flush();
    incidents += page.length;
    after = page.at(-1)?.incident.id;
    if (page.length < PAGE) [phase, after] = ['findings', undefined];
    await save({ phase, ...(after === undefined ? {} : { after }) });
  }
  while (phase === 'findings' && hasTime()) {
    const { observations, next, ...page } = await table.scanFindings(after);
    await engine.settle(observations.map(asSaved));
    await engine.flush();
    findings += observations.length;
    unreadable += page.unreadable;
    if (next === undefined) return { incidents, findings, unreadable, isDone: true };
    after = next;
    await save({ phase, after });
  }
  return { incidents, findings, unreadable, isDone: false };
}

function judgedAgain({ now }: ReconcileParts): Cause {
  return { at: now() as Instant, reason: 'all that is known was judged again' };
}

/** A version that is saved already, as if it had just been: all that it says is to be judged. */
function asSaved(observation: Observation): SavedChange {
  const { relations } = observation;
  return {
    next: observation,
    filed: openFilings(observation),
    withdrawn: observation.withdrawal === undefined ? [] : observation.filings,
    stated: relations,
    ended: [],
    relations: { begun: relations, ended: [] },
  };
}
