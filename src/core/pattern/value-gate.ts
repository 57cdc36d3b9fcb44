// A gate stands before one path. It knows, for each value that may arrive there, which branches are worth a look:
// those filed under the value itself, under its lower-case spelling, under one of its prefixes, or under `any`.

import { foldText } from './folded-text.ts';
import { parseIpAddress } from './ip-address.ts';
import type { Matcher, Scalar } from './matcher.ts';
import { parseWildcard } from './wildcard.ts';

/** What a branch can be filed under at a path, so that no value that passes its leaf is missed. */
export type GateKey =
  | { readonly kind: 'exact'; readonly value: Scalar }
  | { readonly kind: 'lower' | 'prefix'; readonly value: string }
  | { readonly kind: 'any' };

const ANY: GateKey = { kind: 'any' };
const REMEMBERED_MAX = 1024;
const REMEMBERED_LENGTH_MAX = 256;
const NONE: readonly number[] = [];

/** The keys under which a leaf with these matchers is found; undefined when absence is enough to pass it. */
export function gateKeys(matchers: readonly Matcher[]): readonly GateKey[] | undefined {
  const keys: GateKey[] = [];
  for (const matcher of matchers) {
    if (matcher.kind === 'exists' && !matcher.exists) return undefined;
    keys.push(gateKey(matcher));
  }
  return keys.some((key) => key.kind === 'any') ? [ANY] : keys;
}

function gateKey(matcher: Matcher): GateKey {
  switch (matcher.kind) {
    case 'exact': {
      const isAddress = typeof matcher.value === 'string' && parseIpAddress(matcher.value) !== undefined;
      return isAddress ? ANY : { kind: 'exact', value: matcher.value };
    }
    case 'prefix':
      return matcher.ignoresCase ? ANY : prefixKey(matcher.text);
    case 'equals-ignore-case':
      return foldText(matcher.text).isAscii ? { kind: 'lower', value: matcher.text.toLowerCase() } : ANY;
    case 'wildcard':
      return wildcardKey(matcher.text);
    default:
      return ANY;
  }
}

function wildcardKey(text: string): GateKey {
  const pieces = parseWildcard(text);
  return 'problem' in pieces ? ANY : prefixKey(pieces[0] ?? '');
}

function prefixKey(text: string): GateKey {
  return text === '' ? ANY : { kind: 'prefix', value: text };
}

interface PrefixNode {
  readonly branches: number[];
  readonly next: Map<number, PrefixNode>;
}

/** The branches filed before one path. */
export class ValueGate {
  /** Branches that any value at the path makes worth a look. */
  readonly any: number[] = [];
  readonly #exact = new Map<Scalar, number[]>();
  readonly #lower = new Map<string, number[]>();
  readonly #prefixes: PrefixNode = { branches: [], next: new Map() };
  readonly #remembered = new Map<string, readonly number[]>();
  #isExactOnly = true;

  file(key: GateKey, branch: number): void {
    if (key.kind === 'any') this.any.push(branch);
    else if (key.kind === 'exact') fileUnder(this.#exact, key.value, branch);
    else {
      this.#isExactOnly = false;
      if (key.kind === 'lower') fileUnder(this.#lower, key.value, branch);
      else prefixNode(this.#prefixes, key.value).branches.push(branch);
    }
  }

  /** The branches that this value makes worth a look, without those of `any`; one may be named twice. */
  branchesFor(value: Scalar): readonly number[] {
    if (this.#isExactOnly || typeof value !== 'string') return this.#exact.get(value) ?? NONE;
    const remembered = this.#remembered.get(value);
    if (remembered !== undefined) return remembered;
    const branches = this.#find(value);
    if (value.length <= REMEMBERED_LENGTH_MAX) {
      if (this.#remembered.size >= REMEMBERED_MAX) this.#remembered.clear();
      this.#remembered.set(value, branches);
    }
    return branches;
  }

  #find(value: string): readonly number[] {
    const found = [...(this.#exact.get(value) ?? NONE)];
    if (this.#lower.size > 0) found.push(...(this.#lower.get(value.toLowerCase()) ?? NONE));
    let node = this.#prefixes.next.get(value.charCodeAt(0));
    for (let at = 1; node !== undefined; at++) {
      found.push(...node.branches);
      node = at < value.length ? node.next.get(value.charCodeAt(at)) : undefined;
    }
    return found.length === 0 ? NONE : found;
  }
}

function fileUnder<K>(map: Map<K, number[]>, key: K, branch: number): void {
  const filed = map.get(key);
  if (filed === undefined) map.set(key, [branch]);
  else filed.push(branch);
}

function prefixNode(root: PrefixNode, prefix: string): PrefixNode {
  let node = root;
  for (let at = 0; at < prefix.length; at++) {
    const code = prefix.charCodeAt(at);
    let next = node.next.get(code);
    if (next === undefined) {
      next = { branches: [], next: new Map() };
      node.next.set(code, next);
    }
    node = next;
  }
  return node;
}
