import {
  type Document,
  isMap,
  isScalar,
  isSeq,
  type Pair,
  type ParsedNode,
  parseDocument,
  type Scalar,
  type YAMLError,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import type { Issue, Position } from '../core/issue.ts';
import { quoted } from '../core/issue.ts';
import type { Json } from '../core/json.ts';
import { checkYamlText } from './check-yaml-text.ts';
import { createLineIndex, type LineIndex } from './line-index.ts';

/** Most issues of one file that are told; a file with more is told so by one more issue. */
export const ISSUES_MAX: number = 100;

/** A YAML document as JSON, and where its parts stand. */
export interface YamlDocument {
  readonly json: Json;
  /**
   * Where the value at `path` stands, or its key when asked for `key`. A path that leads nowhere gives the last
   * part that exists, and a number on a part that is not a list is passed over (`match` may be one pattern).
   */
  positionOf(path: readonly (string | number)[], part?: 'key' | 'value'): Position;
  /** From where the key at `path` stands to where its value ends; undefined for a path that leads nowhere. */
  blockOf(
    path: readonly (string | number)[],
  ): { readonly start: Position; readonly end: Position } | undefined;
}

/** What a text was read as: without a document where it is not YAML; with issues where it must not be used. */
export interface YamlReading {
  readonly document?: YamlDocument;
  readonly issues: readonly Issue[];
}

/**
 * Reads one YAML 1.2 document (core schema) as JSON. Refused with position, and without a document: what
 * `checkYamlText` refuses, syntax errors, a second document. Refused, but with the document, so that all problems
 * can be told at once: keys that are not text, duplicate keys, `__proto__` and merge keys, numbers that are account
 * ids or that JSON cannot hold.
 */
export function readYaml(text: string, file: string): YamlReading {
  const refusals = checkYamlText(text, file);
  if (refusals.length > 0) return { issues: refusals };
  const lines = createLineIndex(text);
  const document = parseDocument(text, {
    version: '1.2',
    schema: 'core',
    merge: false,
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'error',
  });
  const reader = new NodeReader(text, file, lines);
  for (const error of document.errors) reader.addSyntaxError(error);
  if (reader.issues.length > 0) return { issues: reader.issues };
  const json = reader.read(document.contents, []);
  const positionOf: YamlDocument['positionOf'] = (path, part) => positionIn(document, lines, path, part);
  const blockOf: YamlDocument['blockOf'] = (path) => blockIn(document, lines, path);
  return { document: { json, positionOf, blockOf }, issues: reader.issues };
}

/** One issue that says how many of `count` are past `ISSUES_MAX`; empty when none is. */
export function countedRest(count: number, file: string): readonly Issue[] {
  if (count <= ISSUES_MAX) return [];
  const message = `${count - ISSUES_MAX} more problems are not shown`;
  const hint = 'mend the first ones and try again';
  return [{ code: 'file/too-many-issues', level: 'error', message, hint, path: [], file }];
}

type Path = readonly (string | number)[];

/** Turns nodes into JSON and gathers what is wrong with them. Depth is bounded by `checkYamlText`. */
class NodeReader {
  readonly issues: Issue[] = [];
  readonly #text: string;
  readonly #file: string;
  readonly #lines: LineIndex;

  constructor(text: string, file: string, lines: LineIndex) {
    this.#text = text;
    this.#file = file;
    this.#lines = lines;
  }

  addSyntaxError(error: YAMLError): void {
    const { message, hint } = syntaxErrorInWords(error);
    this.#add('yaml/syntax', message, hint, [], error.pos[0]);
  }

  read(node: ParsedNode | null, path: Path): Json {
    if (isMap(node)) return this.#readMap(node, path);
    if (isSeq(node)) return this.#readSeq(node, path);
    if (isScalar(node)) return this.#readScalar(node, path);
    return null;
  }

  #readMap(map: YAMLMap.Parsed, path: Path): Json {
    const members: Record<string, Json> = {};
    for (const pair of map.items) {
      const key = this.#readKey(pair, path);
      if (key === undefined) continue;
      const value = this.read(pair.value, [...path, key]);
      if (Object.hasOwn(members, key)) this.#addDuplicate(key, path, pair.key);
      else members[key] = value;
    }
    return members;
  }

  #readKey(pair: Pair<ParsedNode, ParsedNode | null>, path: Path): string | undefined {
    const offset = pair.key.range[0];
    const key = isScalar(pair.key) ? pair.key.value : undefined;
    if (typeof key !== 'string') {
      const source = this.#text.slice(offset, pair.key.range[1]);
      this.#add('yaml/key', `the key ${quoted(source)} is not text`, 'put the key in quotes', path, offset);
      return undefined;
    }
    if (key === '__proto__' || key === '<<') {
      this.#add('yaml/key', `the key ${quoted(key)} is not allowed`, 'leave it away', path, offset);
      return undefined;
    }
    return key;
  }

  #addDuplicate(key: string, path: Path, node: ParsedNode): void {
    const hint = 'each key may stand once; join the two';
    this.#add(
      'yaml/duplicate-key',
      `the key ${quoted(key)} is given twice`,
      hint,
      [...path, key],
      node.range[0],
    );
  }

  #readSeq(seq: YAMLSeq.Parsed, path: Path): Json {
    return seq.items.map((item, index) => this.read(item as ParsedNode | null, [...path, index]));
  }

  #readScalar(scalar: Scalar.Parsed, path: Path): Json {
    const { value } = scalar;
    if (typeof value === 'string' || typeof value === 'boolean' || value === null) return value;
    const source = scalar.source;
    const offset = scalar.range[0];
    if (isAccountId(source)) {
      const hint = `put account ids in quotes: '${source}'`;
      this.#add('yaml/unquoted-account-id', `${quoted(source)} is read as a number`, hint, path, offset);
    } else if (!isSafeNumber(value)) {
      const hint = `put it in quotes if it is text`;
      this.#add(
        'yaml/number',
        `${quoted(source)} is not a number that can be kept exactly`,
        hint,
        path,
        offset,
      );
    }
    return typeof value === 'number' ? value : null;
  }

  #add(code: string, message: string, hint: string | undefined, path: Path, offset: number): void {
    const position = this.#lines.positionOf(offset);
    const issue: Issue = { code, level: 'error', message, path, file: this.#file, position };
    this.issues.push(hint === undefined ? issue : { ...issue, hint });
  }
}

function isAccountId(source: string): boolean {
  return /^\d{12}$/.test(source) || /^0\d+$/.test(source);
}

function isSafeNumber(value: unknown): boolean {
  return typeof value === 'number' && Number.isFinite(value) && Math.abs(value) <= Number.MAX_SAFE_INTEGER;
}

const HINT_OF_YAML_ERROR: Readonly<Record<string, string>> = {
  BAD_INDENT: 'members of one block begin in the same column',
  TAB_AS_INDENT: 'indent with spaces',
  MISSING_CHAR: 'close every quote and bracket, and put a space after `:` and `,`',
  BLOCK_AS_IMPLICIT_KEY: 'put text that holds `: ` in quotes',
  UNEXPECTED_TOKEN: 'put text with special characters in quotes',
};

const ONE_DOCUMENT = 'keep one document a file; leave the second `---` away';

function syntaxErrorInWords(error: YAMLError): { message: string; hint: string | undefined } {
  // The library's own words name a function of it.
  if (error.code === 'MULTIPLE_DOCS')
    return { message: 'the file holds a second document', hint: ONE_DOCUMENT };
  const firstLine = error.message.split('\n', 1)[0] ?? '';
  const message = firstLine.slice(0, 1).toLowerCase() + firstLine.slice(1, 200);
  return { message: message.replace(/[.:]$/, ''), hint: HINT_OF_YAML_ERROR[error.code] };
}

function positionIn(
  document: Document.Parsed,
  lines: LineIndex,
  path: Path,
  part?: 'key' | 'value',
): Position {
  let node: ParsedNode | null = document.contents;
  let offset = node === null ? 0 : startOf(node);
  for (const [index, step] of path.entries()) {
    if (typeof step === 'number' && !isSeq(node)) continue;
    const found = childOf(node, step);
    if (found === undefined) break;
    const isLast = index === path.length - 1;
    node = found.value;
    offset = node === null || (isLast && part === 'key') ? found.start : startOf(node);
  }
  return lines.positionOf(offset);
}

function blockIn(
  document: Document.Parsed,
  lines: LineIndex,
  path: Path,
): ReturnType<YamlDocument['blockOf']> {
  let node: ParsedNode | null = document.contents;
  let start: number | undefined;
  for (const step of path) {
    const found = childOf(node, step);
    if (found === undefined) return undefined;
    node = found.value;
    start = found.start;
  }
  if (start === undefined) return undefined;
  return { start: lines.positionOf(start), end: lines.positionOf(node === null ? start : node.range[1]) };
}

function startOf(node: ParsedNode): number {
  return node.range[0];
}

function childOf(
  node: ParsedNode | null,
  step: string | number,
): { value: ParsedNode | null; start: number } | undefined {
  if (isSeq(node) && typeof step === 'number') {
    const value = node.items[step] as ParsedNode | null | undefined;
    return value === undefined
      ? undefined
      : { value, start: value === null ? startOf(node) : startOf(value) };
  }
  if (!isMap(node)) return undefined;
  const pair = node.items.find(({ key }) => isScalar(key) && key.value === step);
  return pair === undefined ? undefined : { value: pair.value, start: startOf(pair.key) };
}
