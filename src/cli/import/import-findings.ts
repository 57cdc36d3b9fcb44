import { formatInstant, type Instant } from '../../core/instant.ts';
import type { JsonObject } from '../../core/json.ts';
import { SYSTEM_CLOCK } from '../clock.ts';
import { toCountText } from '../progress.ts';
import { type Session, throwIfInterrupted } from '../session.ts';
import { UsageError } from '../usage-error.ts';
import type { FindingsHub } from './findings-hub.ts';
import type { ImportState } from './import-state.ts';
import { type FindingCursor, type FindingPage, readPage } from './read-findings.ts';

/** What one page adds to an import, and how far the import is with it; without a cursor it is at its end. */
export interface ImportedPage {
  /** A line for each finding, as `replay` reads them. */
  readonly lines: string;
  readonly reached: { readonly findings: number; readonly cursor?: FindingCursor };
}

/** So many tokens refused one after the other are no accident. */
const EXPIRED_MAX = 3;

/** Reads what is left of an import, page by page, with progress. Throws UsageError when no token is ever taken. */
export async function* importFindings(
  hub: FindingsHub,
  state: ImportState,
  session: Session,
): AsyncGenerator<ImportedPage, void, undefined> {
  const startedMs = clockOf(session).nowMs();
  let { findings } = state;
  let expired = 0;
  let cursor: FindingCursor | undefined = state.cursor;
  while (cursor !== undefined) {
    throwIfInterrupted(session);
    let isExpired = false;
    const page: FindingPage = await readPage(hub, state, cursor, (from) => {
      isExpired = true;
      tellExpired(session, from);
    });
    expired = isExpired ? expired + 1 : 0;
    if (expired > EXPIRED_MAX) throw takesNoToken();
    findings += page.findings.length;
    cursor = page.next;
    yield { lines: toLines(page), reached: { findings, ...(cursor !== undefined && { cursor }) } };
    tellProgress(session, findings, page, (findings - state.findings) / secondsSince(startedMs, session));
  }
}

function clockOf({ io }: Session): { nowMs(): number } {
  return io.clock ?? SYSTEM_CLOCK;
}

function secondsSince(startedMs: number, session: Session): number {
  return Math.max(0.001, (clockOf(session).nowMs() - startedMs) / 1000);
}

/** Each finding in a list of its own, behind the instant of reading: `{"ReadAt": …, "Findings": [{…}]}`. */
function toLines({ readAt, findings }: FindingPage): string {
  return findings.map((finding) => `${JSON.stringify(toLine(finding, readAt))}\n`).join('');
}

function toLine(finding: JsonObject, readAt: Instant): JsonObject {
  return { ReadAt: formatInstant(readAt), Findings: [finding] };
}

function tellProgress(
  { messages }: Session,
  findings: number,
  { readThrough }: FindingPage,
  rate: number,
): void {
  const place =
    readThrough === undefined ? [] : [`updated ${formatInstant(readThrough).slice(0, 16).replace('T', ' ')}`];
  messages.progress(
    [`${toCountText(findings)} findings`, `${toCountText(Math.round(rate))}/s`, ...place].join('  '),
  );
}

function tellExpired({ messages }: Session, from: Instant | undefined): void {
  const place =
    from === undefined ? 'from the start' : `with what was updated at ${formatInstant(from)} or later`;
  messages.warn(`Security Hub no longer knows the token of the next page: going on ${place}`);
}

function takesNoToken(): UsageError {
  return new UsageError(`Security Hub refused ${EXPIRED_MAX + 1} tokens one after the other`, {
    hint: 'try again later, or ask for less with `--since`, `--account` or `--product`',
  });
}
