import { open, readFile, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { canonicalJson } from '../../core/canonical-json.ts';
import { formatInstant, type Instant, parseInstant } from '../../core/instant.ts';
import { isJsonObject, type Json, type JsonObject, memberOf, stringAt } from '../../core/json.ts';
import { toErrnoText } from '../../input/input-error.ts';
import type { FindingFilters } from '../../input/security-hub/finding-filters.ts';
import { UsageError } from '../usage-error.ts';
import type { FindingCursor } from './read-findings.ts';

/** What an interrupted import has to know to go on. */
export interface ImportState {
  /** What was asked for, as it was asked: an import goes on for the same only. */
  readonly request: JsonObject;
  readonly filters: FindingFilters;
  readonly startedAt: Instant;
  readonly cursor: FindingCursor;
  /** What of the file is written for good. */
  readonly bytes: number;
  readonly findings: number;
}

/** The state file of an import, beside the file that it writes; its name starts with a dot, so that no replay reads it. */
export function statePathOf(out: string): string {
  return join(dirname(out), `.${basename(out)}.import`);
}

/** Reads the state beside `out`; undefined where there is none. Throws UsageError for what cannot be read. */
export async function loadState(out: string): Promise<ImportState | undefined> {
  const path = statePathOf(out);
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    if (isMissing(cause)) return undefined;
    throw new UsageError(`cannot read \`${path}\`: ${toErrnoText(cause)}`, { cause });
  }
  const state = parseState(text);
  if (state !== undefined) return state;
  throw new UsageError(`\`${path}\` is not the state of an import`, { hint: 'begin again with `--restart`' });
}

/** Puts the state in the place of the one before, all or nothing. */
export async function saveState(out: string, state: ImportState): Promise<void> {
  const path = statePathOf(out);
  try {
    const handle = await open(`${path}~`, 'w', 0o600);
    try {
      await handle.writeFile(`${JSON.stringify(toStateJson(state), undefined, 2)}\n`);
      await handle.datasync();
    } finally {
      await handle.close();
    }
    await rename(`${path}~`, path);
  } catch (cause) {
    throw new UsageError(`cannot write \`${path}\`: ${toErrnoText(cause)}`, { cause });
  }
}

/** Removes the state: the import is done, or begins again. */
export async function removeState(out: string): Promise<void> {
  await rm(statePathOf(out), { force: true });
}

/** Whether a state is that of the same import. */
export function isSameRequest(state: ImportState, request: JsonObject): boolean {
  return canonicalJson(state.request) === canonicalJson(request);
}

const STATE_VERSION = 1;

function toStateJson({ request, filters, startedAt, cursor, bytes, findings }: ImportState): JsonObject {
  const { from, token, readThrough, isUnordered } = cursor;
  return {
    version: STATE_VERSION,
    request,
    filters,
    startedAt: formatInstant(startedAt),
    cursor: {
      ...(from !== undefined && { from: formatInstant(from) }),
      ...(token !== undefined && { token }),
      ...(readThrough !== undefined && { readThrough: formatInstant(readThrough) }),
      ...(isUnordered === true && { isUnordered }),
    },
    bytes,
    findings,
  };
}

function parseState(text: string): ImportState | undefined {
  const json = parseJson(text);
  const request = memberOf(json, 'request');
  const filters = memberOf(json, 'filters');
  const cursor = memberOf(json, 'cursor');
  const startedAt = parseInstant(memberOf(json, 'startedAt'));
  const bytes = memberOf(json, 'bytes');
  const findings = memberOf(json, 'findings');
  if (memberOf(json, 'version') !== STATE_VERSION || startedAt === undefined) return undefined;
  if (!isJsonObject(request) || !isFilters(filters) || !isJsonObject(cursor)) return undefined;
  if (!isCount(bytes) || !isCount(findings)) return undefined;
  return { request, filters, startedAt, cursor: toCursor(cursor), bytes, findings };
}

function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text);
  } catch {
    // Whoever asked says that it is no state.
    return undefined;
  }
}

function isFilters(value: Json | undefined): value is FindingFilters {
  return (
    isJsonObject(value) &&
    Object.values(value).every((conditions) => Array.isArray(conditions) && conditions.every(isJsonObject))
  );
}

function isCount(value: Json | undefined): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function toCursor(json: JsonObject): FindingCursor {
  const from = parseInstant(json.from);
  const token = stringAt(json, 'token');
  const readThrough = parseInstant(json.readThrough);
  return {
    ...(from !== undefined && { from }),
    ...(token !== undefined && { token }),
    ...(readThrough !== undefined && { readThrough }),
    ...(json.isUnordered === true && { isUnordered: true }),
  };
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
