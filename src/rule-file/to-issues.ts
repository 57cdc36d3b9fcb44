import type { z } from 'zod';
import { type Issue, quoted } from '../core/issue.ts';
import { isJsonObject, type Json } from '../core/json.ts';
import { didYouMean } from './did-you-mean.ts';
import { formatCalled } from './formats.ts';

/** What a validator found wrong with `json`, in words; `keysAt` tells the keys that may stand at a place. */
export function toIssues(
  error: z.ZodError,
  json: Json,
  keysAt: (path: readonly (string | number)[]) => readonly string[],
): readonly Issue[] {
  return error.issues.flatMap((issue) => toIssueList(issue, json, keysAt));
}

type Path = readonly (string | number)[];
type ZodIssue = z.core.$ZodIssue;

function toIssueList(
  issue: ZodIssue,
  json: Json,
  keysAt: (path: Path) => readonly string[],
): readonly Issue[] {
  const path = issue.path.map((step) => (typeof step === 'number' ? step : String(step)));
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => unknownKey(key, path, keysAt(path)));
  }
  const found = valueAt(json, path);
  if (found === undefined) return [missingKey(path)];
  return [error(codeOf(issue), path, ...inWords(issue, found))];
}

function unknownKey(key: string, path: Path, keys: readonly string[]): Issue {
  const hint = didYouMean(key, keys) ?? `the keys here are ${keys.map(quoted).join(', ')}`;
  return error('file/unknown-key', [...path, key], `unknown key ${quoted(key)}`, hint);
}

function missingKey(path: Path): Issue {
  return error('file/missing-key', path, `the key ${quoted(String(path.at(-1) ?? ''))} is missing`);
}

function codeOf(issue: ZodIssue): string {
  if (issue.code === 'invalid_type' || issue.code === 'invalid_union') return 'file/wrong-type';
  return issue.code === 'invalid_key' ? 'file/wrong-key' : 'file/wrong-value';
}

function inWords(issue: ZodIssue, found: Json): [message: string, hint?: string] {
  switch (issue.code) {
    case 'invalid_type':
      return wrongType(issue.expected, found);
    case 'invalid_union':
      return wrongType('object or list', found);
    case 'invalid_format':
    case 'invalid_key':
      return wrongFormat(issue, found);
    case 'invalid_value':
      return wrongWord(issue.values.map(String), found);
    case 'too_small':
      return [`${show(found)} is less than ${issue.minimum}${unitOf(issue.origin)}`];
    case 'too_big':
      return [`${show(found)} is more than ${issue.maximum}${unitOf(issue.origin)}`];
    case 'custom':
      return issue.message === 'twice' ? ['a value is given twice', 'each may stand once'] : [issue.message];
    default:
      return [`${show(found)} is not allowed here`];
  }
}

const NAME_OF_TYPE: Readonly<Record<string, string>> = {
  string: 'text',
  int: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a map of keys',
  record: 'a map of names',
  'object or list': 'an event pattern or a list of them',
};

function wrongType(expected: string, found: Json): [string, string?] {
  const message = `expected ${NAME_OF_TYPE[expected] ?? expected}, found ${show(found)}`;
  if (expected === 'string' && found !== null && typeof found !== 'object')
    return [message, 'put it in quotes'];
  if (isNumber(expected) && typeof found === 'string') return [message, 'write the number without quotes'];
  if (expected === 'array' && typeof found === 'string') return [message, `put it in brackets: \`[…]\``];
  return [message];
}

function isNumber(expected: string): boolean {
  return expected === 'int' || expected === 'number';
}

function wrongFormat(issue: ZodIssue, found: Json): [string, string?] {
  const name = issue.code === 'invalid_key' ? issue.issues[0]?.message : issue.message;
  const format = formatCalled(name ?? '');
  const word = issue.code === 'invalid_key' ? quoted(String(issue.path.at(-1))) : show(found);
  return format === undefined
    ? [`${word} is not allowed here`]
    : [`${word} ${format.says}`, format.suggest?.(found) ?? format.hint];
}

function wrongWord(words: readonly string[], found: Json): [string, string?] {
  const near = typeof found === 'string' ? didYouMean(found, words) : undefined;
  return [`${show(found)} is not allowed here`, near ?? `write one of ${words.map(quoted).join(', ')}`];
}

function unitOf(origin: string): string {
  if (origin === 'string') return ' characters';
  return origin === 'array' ? ' entries' : '';
}

function show(found: Json): string {
  if (found === null) return 'nothing';
  if (typeof found === 'string') return quoted(found);
  if (typeof found === 'object') return Array.isArray(found) ? `a list of ${found.length}` : 'a map';
  return quoted(String(found));
}

function valueAt(json: Json, path: Path): Json | undefined {
  let current: Json | undefined = json;
  for (const step of path) {
    if (Array.isArray(current) && typeof step === 'number') current = current[step];
    else if (isJsonObject(current) && Object.hasOwn(current, step)) current = current[step];
    else return undefined;
  }
  return current;
}

function error(code: string, path: Path, message: string, hint?: string): Issue {
  const issue: Issue = { code, level: 'error', message, path };
  return hint === undefined ? issue : { ...issue, hint };
}
