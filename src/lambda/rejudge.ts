/**
 * Judging all there is again, for repairs: every incident, then every finding that is evidence for something. It goes on
 * over as many invocations as it takes, and past what cannot be judged.
 */
import type { Cause } from '../core/correlation/cause.ts';
import type { SavedChange } from '../core/correlation/finding-change.ts';
import { type Observation, openFilings } from '../core/correlation/observe.ts';
import type { Instant } from '../core/instant.ts';
import type { JsonObject } from '../core/json.ts';
import type { Engine } from '../engine.ts';
import type { AccountTable } from '../store/dynamodb/account-table.ts';
import { isTransient } from './is-transient.ts';
import type { Telemetry } from './telemetry.ts';
import { tryToDeliver } from './try-to-deliver.ts';

/** What an invocation has judged again. */
export interface RejudgeReport {
  readonly findings: number;
  readonly incidents: number;
  /** Items that look like findings of ours and cannot be read. */
  readonly unreadable: number;
  readonly isDone: boolean;
}

/** What judging again works with. */
export interface RejudgeParts {
  readonly engine: Engine;
  readonly table: Pick<AccountTable, 'store' | 'scanFindings'>;
  readonly telemetry: Telemetry;
  readonly now: () => number;
}

/** The state from which all is judged again. */
export const REJUDGE_START = { phase: 'incidents' } as const;

const PAGE = 50;

/** Judges page after page from a state on, and saves the state that it comes to. */
export async function rejudge(
  state: JsonObject,
  parts: RejudgeParts,
  hasTime: () => boolean,
  save: (state: JsonObject) => Promise<void>,
): Promise<RejudgeReport> {
  const { engine, table } = parts;
  let { phase, after } = { phase: state.phase, after: state.after as string | undefined };
  let incidents = 0;
  let findings = 0;
  let unreadable = 0;
  while (phase === 'incidents' && hasTime()) {
    const query = { limit: PAGE, ...(after === undefined ? {} : { after }) };
    const page = await table.store.listIncidents(query);
    await judge(page, (records) => engine.judgeAgain(records, judgedAgain(parts)), parts);
    incidents += page.length;
    after = page.at(-1)?.incident.id;
    if (page.length < PAGE) [phase, after] = ['findings', undefined];
    await save({ phase, ...(after === undefined ? {} : { after }) });
  }
  while (phase === 'findings' && hasTime()) {
    const { observations, next, ...page } = await table.scanFindings(after);
    await judge(observations, (found) => engine.settle(found.map(asSaved)), parts);
    findings += observations.length;
    unreadable += page.unreadable;
    if (next === undefined) return { incidents, findings, unreadable, isDone: true };
    after = next;
    await save({ phase, after });
  }
  return { incidents, findings, unreadable, isDone: false };
}

/** All together; where that fails for good, one by one, so that what cannot be judged holds up no other. */
async function judge<T>(
  items: readonly T[],
  work: (items: readonly T[]) => Promise<void>,
  parts: RejudgeParts,
): Promise<void> {
  try {
    await work(items);
  } catch (error) {
    if (isTransient(error)) throw error;
    for (const item of items) await work([item]).catch((reason) => noteFailure(reason, parts));
  }
  await tryToDeliver(() => parts.engine.flush(), parts.telemetry);
}

function noteFailure(error: unknown, { telemetry }: RejudgeParts): void {
  if (isTransient(error)) throw error;
  telemetry.count('poison');
  telemetry.error('something can never be judged', error);
}

function judgedAgain({ now }: RejudgeParts): Cause {
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
