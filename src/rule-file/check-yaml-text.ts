/**
 * What is refused before a parser sees a file. The `yaml` parser recurses, so `[` a thousand times can take the
 * process down; its lexer does not. The lexer alone is run over the text and the depth is counted from its tokens:
 *
 *     a: [[[1]]]      flow depth 3
 *     - - - x         block depth 3 on one line
 */
import { CST, Lexer } from 'yaml';
import type { Issue } from '../core/issue.ts';
import { quoted } from '../core/issue.ts';
import { createLineIndex } from './line-index.ts';

/** Largest rule or case file, in bytes of UTF-8. */
export const FILE_BYTES_MAX: number = 256 * 1024;
/** Deepest nesting of `[` and `{`. */
export const FLOW_DEPTH_MAX: number = 32;
/** Deepest indentation of a line that is not part of a block of text, in columns. */
export const INDENT_MAX: number = 80;
/** Most indicators (`- - - x`) that open a nested block on one line. */
export const BLOCKS_ON_LINE_MAX: number = 8;
/** Most tokens in a file; an honest file of the largest size has half as many. */
export const TOKENS_MAX: number = 60_000;

/** Why the text is refused before it is parsed as YAML: at most one issue for each reason; empty when it may be parsed. */
export function checkYamlText(text: string, file: string): readonly Issue[] {
  const issueAt = createIssueAt(text, file);
  const broken = findBrokenText(text);
  if (broken !== undefined) return [issueAt(broken)];
  return findRefusedTokens(text).map(issueAt);
}

interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
  readonly offset: number;
}

function createIssueAt(text: string, file: string): (refusal: Refusal) => Issue {
  const lines = createLineIndex(text);
  return ({ code, message, hint, offset }) => ({
    code,
    level: 'error',
    message,
    hint,
    path: [],
    file,
    position: lines.positionOf(offset),
  });
}

function findBrokenText(text: string): Refusal | undefined {
  if (isLargerThan(text, FILE_BYTES_MAX)) {
    return {
      code: 'yaml/too-large',
      message: `the file is larger than ${FILE_BYTES_MAX / 1024} KiB`,
      hint: 'a rule is a page of text; keep one rule a file',
      offset: 0,
    };
  }
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit < 0x20 && unit !== 0x0a && unit !== 0x0d && unit !== 0x09) return controlCharacter(unit, at);
    if ((unit >= 0x7f && unit <= 0x9f) || unit === 0xfeff) return controlCharacter(unit, at);
  }
  return undefined;
}

function isLargerThan(text: string, bytesMax: number): boolean {
  return text.length > bytesMax || new TextEncoder().encode(text).length > bytesMax;
}

function controlCharacter(unit: number, offset: number): Refusal {
  const name = `U+${unit.toString(16).toUpperCase().padStart(4, '0')}`;
  return {
    code: 'yaml/control-character',
    message: `the file holds the character ${name}`,
    hint:
      unit === 0xfeff
        ? 'save the file as UTF-8 without a byte order mark'
        : 'save the file as plain UTF-8 text',
    offset,
  };
}

/** One refusal for each kind of token that must not be there; reading stops at once where the parser would be in danger. */
function findRefusedTokens(text: string): readonly Refusal[] {
  const found = new Map<string, Refusal>();
  const note = (refusal: Refusal): void => {
    if (!found.has(refusal.code)) found.set(refusal.code, refusal);
  };
  const depth = new DepthGauge();
  for (const token of tokensOf(text)) {
    const danger = depth.add(token);
    if (danger !== undefined) return [...found.values(), danger];
    const refusal = refuseToken(token);
    if (refusal !== undefined) note(refusal);
  }
  return [...found.values()];
}

interface Token {
  readonly type: string;
  readonly source: string;
  readonly offset: number;
}

const SCALAR_FOLLOWS = '\u001F';
const SYNTHETIC_TOKENS: ReadonlySet<string> = new Set(['\u0002', '\u0018', SCALAR_FOLLOWS]);

function* tokensOf(text: string): Generator<Token> {
  let offset = 0;
  let isScalar = false;
  for (const source of new Lexer().lex(text)) {
    // The text of a scalar may look like any other token; only the mark before it says that it is none.
    if (!isScalar && SYNTHETIC_TOKENS.has(source)) {
      isScalar = source === SCALAR_FOLLOWS;
      continue;
    }
    const type = isScalar ? 'scalar' : (CST.tokenType(source) ?? 'scalar');
    yield { type, source, offset };
    offset += source.length;
    isScalar = false;
  }
}

class DepthGauge {
  #flowDepth = 0;
  #blocksOnLine = 0;
  #isLineStart = true;
  #indent = 0;
  #tokens = 0;

  add(token: Token): Refusal | undefined {
    this.#tokens += 1;
    if (this.#tokens > TOKENS_MAX) return tooDeep('yaml/too-large', 'the file has too many parts', token);
    this.#follow(token);
    if (this.#flowDepth > FLOW_DEPTH_MAX) {
      return tooDeep('yaml/too-deep', `brackets are nested deeper than ${FLOW_DEPTH_MAX}`, token);
    }
    if (this.#indent > INDENT_MAX) {
      return tooDeep('yaml/too-deep', `the line is indented by more than ${INDENT_MAX} columns`, token);
    }
    if (this.#blocksOnLine > BLOCKS_ON_LINE_MAX) {
      return tooDeep('yaml/too-deep', `the line opens more than ${BLOCKS_ON_LINE_MAX} blocks`, token);
    }
    return undefined;
  }

  #follow({ type, source }: Token): void {
    const isAtLineStart = this.#isLineStart;
    this.#isLineStart = type === 'newline';
    if (type === 'newline') this.#blocksOnLine = 0;
    else if (type === 'flow-seq-start' || type === 'flow-map-start') this.#flowDepth += 1;
    else if (type === 'flow-seq-end' || type === 'flow-map-end')
      this.#flowDepth = Math.max(0, this.#flowDepth - 1);
    else if (BLOCK_INDICATORS.has(type) && this.#flowDepth === 0) this.#blocksOnLine += 1;
    this.#indent = isAtLineStart && type === 'space' && this.#flowDepth === 0 ? source.length : 0;
  }
}

const BLOCK_INDICATORS: ReadonlySet<string> = new Set(['seq-item-ind', 'explicit-key-ind', 'map-value-ind']);

function tooDeep(code: string, message: string, token: Token): Refusal {
  const hint = `write it ${code === 'yaml/too-large' ? 'shorter' : 'flatter'}; no rule needs this`;
  return { code, message, hint, offset: token.offset };
}

function refuseToken({ type, source, offset }: Token): Refusal | undefined {
  const word = quoted(source.trim());
  switch (type) {
    case 'anchor':
    case 'alias':
      return {
        code: 'yaml/alias',
        message: `anchors and aliases are not allowed: ${word}`,
        hint: `write the value out where it is needed, or put text that begins with \`${source.charAt(0)}\` in quotes`,
        offset,
      };
    case 'tag':
      return {
        code: 'yaml/tag',
        message: `tags are not allowed: ${word}`,
        hint: 'leave the tag away, or put text that begins with `!` in quotes',
        offset,
      };
    case 'directive-line':
      return {
        code: 'yaml/directive',
        message: `directives are not allowed: ${word}`,
        hint: 'leave the line away; files are read as YAML 1.2',
        offset,
      };
    default:
      return undefined;
  }
}
