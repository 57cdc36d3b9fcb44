import type { Json } from '../src/core/json.ts';
import { isJsonObject } from '../src/core/json.ts';
import { compilePattern } from '../src/core/pattern/compile-pattern.ts';
import { parsePattern } from '../src/core/pattern/parse-pattern.ts';

/** A vector whose verdict is not ours; `line` is 1-based, `expected` and `got` are `true`, `false` or `error`. */
export interface Disagreement {
  readonly line: number;
  readonly expected: string;
  readonly got: string;
  readonly pattern: Json;
  readonly event: Json;
}

/** How many vectors were checked, and those that disagree. */
export interface VectorReport {
  readonly total: number;
  readonly disagreements: readonly Disagreement[];
}

/**
 * Checks vectors, one JSON object a line: `pattern`, `event`, and `matches` (true or false) or `error` (any text,
 * for a pattern that must be refused). A line that is no vector counts as a disagreement; empty lines are skipped.
 */
export function checkVectors(ndjson: string): VectorReport {
  const lines = ndjson.split('\n').map((text, index) => ({ text, line: index + 1 }));
  const vectors = lines.filter(({ text }) => text.trim() !== '');
  const disagreements = vectors.flatMap(({ text, line }) => checkVector(text, line) ?? []);
  return { total: vectors.length, disagreements };
}

function checkVector(text: string, line: number): Disagreement | undefined {
  const vector = parseVector(text);
  if (vector === undefined)
    return { line, expected: 'a vector', got: 'something else', pattern: null, event: text };
  const got = verdictOn(vector.pattern, vector.event);
  return got === vector.expected ? undefined : { line, got, ...vector };
}

function parseVector(
  text: string,
): { readonly expected: string; readonly pattern: Json; readonly event: Json } | undefined {
  const json = parseJson(text);
  if (!isJsonObject(json) || json.pattern === undefined || json.event === undefined) return undefined;
  const { pattern, event, matches, error } = json;
  if (error !== undefined) return { expected: 'error', pattern, event };
  return typeof matches === 'boolean' ? { expected: String(matches), pattern, event } : undefined;
}

function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

function verdictOn(pattern: Json, event: Json): string {
  const parsed = parsePattern(pattern);
  if (!parsed.ok) return 'error';
  return String(isJsonObject(event) && compilePattern(parsed.value)(event));
}
