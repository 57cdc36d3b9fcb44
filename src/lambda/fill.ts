/**
 * Reading findings from Security Hub anew, page after page, over as many invocations as it takes. A page is saved as
 * ingest saves a batch: the table's stream brings it to `correlate`.
 */
import type { Outcome } from '../core/correlation/finding-change.ts';
import type { Observation } from '../core/correlation/observe.ts';
import { checkFinding } from '../core/finding/check-finding.ts';
import type { Finding } from '../core/finding/finding.ts';
import { type JsonObject, stringAt } from '../core/json.ts';
import { digest } from '../digest.ts';
import type { Engine } from '../engine.ts';
import { isInvalidInput } from '../input/security-hub/finding-filters.ts';
import type { FindingsPage } from '../input/security-hub/findings-page.ts';
import type { AccountTable } from '../store/dynamodb/account-table.ts';
import { isTransient } from './is-transient.ts';
import type { ReadFindings } from './read-findings.ts';
import { sideBySide } from './side-by-side.ts';
import type { Telemetry } from './telemetry.ts';

/** How many of the findings that an invocation has read came to which end. */
export type FillReport = Readonly<Record<string, number>> & { readonly isDone: boolean };

/** What filling works with. */
export interface FillParts {
  readonly engine: Engine;
  readonly table: Pick<AccountTable, 'store' | 'notes'>;
  readonly telemetry: Telemetry;
  readonly now: () => number;
  readonly readFindings: ReadFindings;
  /** Names the rules: what others have begun to read is read from its start again. */
  readonly rulesName: string;
  /** Remembers the rules by which all findings have now been seen. */
  readonly rememberRules: () => Promise<void>;
}

/** Reads page after page from a state on, and saves the state that it comes to. */
export async function fill(
  state: JsonObject,
  parts: FillParts,
  hasTime: () => boolean,
  save: (state: JsonObject) => Promise<void>,
): Promise<FillReport> {
  const counts: Record<string, number> = {};
  // Findings that former rules have read have not been seen by ours.
  let token = state.rules === parts.rulesName ? stringAt(state, 'token') : undefined;
  while (hasTime()) {
    const readAt = new Date(parts.now()).toISOString();
    const page = await readPage(state, token, parts);
    if (page === 'lost') {
      token = undefined;
      continue;
    }
    for (const end of await takePage(page.findings, readAt, parts)) counts[end] = (counts[end] ?? 0) + 1;
    token = page.token;
    if (token === undefined) {
      // Only what has been read without a filter has been seen by the rules as a whole.
      if (Object.keys(state.filters ?? {}).length === 0) await parts.rememberRules();
      return Object.assign(counts, { isDone: true });
    }
    await save({ ...state, rules: parts.rulesName, token });
  }
  return Object.assign(counts, { isDone: false });
}

/**
 * `lost` where the token of an earlier invocation is not taken any more: then it starts over, which does no harm. What
 * Security Hub refuses from the start is not tried again.
 */
async function readPage(
  { filters = {} }: JsonObject,
  token: string | undefined,
  { readFindings, telemetry, table: { notes } }: FillParts,
): Promise<FindingsPage | 'lost'> {
  try {
    return await readFindings({ filters, token });
  } catch (error) {
    if (!isInvalidInput(error)) throw error;
    if (token === undefined) {
      await notes.save('fill', undefined);
      throw error;
    }
    telemetry.warn('a token of GetFindings is not taken any more; the fill starts over');
    return 'lost';
  }
}

/** What became of a finding that was read. */
type End = Outcome | 'quarantined' | 'failed';

/** A finding that was read: what is wrong with it, or what the rules see in it, which is nothing for most. */
interface Read {
  readonly value: JsonObject;
  readonly fault?: string;
  readonly observation?: Observation;
  /** What reading it came to. */
  readonly error?: unknown;
}

/** Findings that are saved one by one side by side. */
const FINDINGS_AT_ONCE = 5;

async function takePage(
  findings: readonly JsonObject[],
  readAt: string,
  parts: FillParts,
): Promise<readonly End[]> {
  const { engine } = parts;
  const page = findings.map((value) => read(value, readAt, engine));
  const saved = await engine.saveTogether(page.flatMap(({ observation }) => observation ?? []));
  return sideBySide(page, FINDINGS_AT_ONCE, (each) => endOf(each, readAt, saved, parts));
}

function read(value: JsonObject, readAt: string, engine: Engine): Read {
  const fault = checkFinding(value);
  if (fault !== undefined) return { value, fault };
  try {
    const observation = engine.observe(value as Finding, readAt);
    return observation === undefined ? { value } : { value, observation };
  } catch (error) {
    return { value, error };
  }
}

/** A finding that can never be applied holds up no other. */
async function endOf(
  each: Read,
  readAt: string,
  saved: ReadonlyMap<Observation, Outcome>,
  parts: FillParts,
): Promise<End> {
  const { value, fault, observation, error: readError } = each;
  const { engine, telemetry } = parts;
  try {
    if (readError !== undefined) throw readError;
    if (fault !== undefined) return await quarantine(value, fault, parts);
    if (observation === undefined) return await unsay(value as Finding, readAt, parts);
    return saved.get(observation) ?? (await engine.save(observation)).outcome;
  } catch (error) {
    if (isTransient(error)) throw error;
    telemetry.error('a finding cannot be applied', error, { id: value.Id });
    return 'failed';
  }
}

async function quarantine(
  value: JsonObject,
  reason: string,
  { table, telemetry }: FillParts,
): Promise<'quarantined'> {
  const body = JSON.stringify(value);
  // The same each time that it is read.
  const place = `fill#${digest(body)}`;
  await table.notes.quarantine({ place, reason, body });
  telemetry.warn('quarantined', { place, reason });
  return 'quarantined';
}

/** It may have concerned rules that have changed since: then it has to be unsaid. */
async function unsay(finding: Finding, readAt: string, { engine, table }: FillParts): Promise<'ignored'> {
  const known = await table.store.loadFinding({ productArn: finding.ProductArn, id: finding.Id });
  const anew = known === undefined ? undefined : engine.observeAnew(finding, readAt);
  if (anew !== undefined) await engine.save(anew);
  return 'ignored';
}
