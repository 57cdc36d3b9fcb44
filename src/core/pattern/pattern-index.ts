// Many patterns are decided at once: equal patterns are one, every branch of a pattern is filed behind one gate
// (`chooseGates`), the paths of the gates are read from the event, and only branches whose gate opened are
// verified in full. Each path is read at most once for an event, and none that no pattern mentions.

import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import { type ChosenGate, chooseGates } from './choose-gates.ts';
import { compileMatchers } from './compile-matchers.ts';
import { isPassing } from './compile-pattern.ts';
import {
  compileEventPath,
  type EventPath,
  isScalar,
  type PathReading,
  readEventPath,
  readReach,
  SCATTERED,
} from './event-path.ts';
import { matchScattered, type PatternLeafTest } from './match-scattered.ts';
import type { Scalar } from './matcher.ts';
import { patternGroup } from './parse-pattern.ts';
import type { Pattern } from './pattern.ts';
import { type PatternBranch, patternBranches } from './pattern-branches.ts';
import { ValueGate } from './value-gate.ts';

/** A value that is wanted when any of the patterns matches. */
export interface PatternIndexEntry<T> {
  readonly patterns: readonly Pattern[];
  readonly value: T;
}

/** Many patterns, compiled together. */
export interface PatternIndex<T> {
  /** The values of the entries that match the event, each once, in the order of the entries. */
  match(event: JsonObject): readonly T[];
}

/** Compiles the patterns of all entries together; the entries that match are those of `compilePattern`. */
export function createPatternIndex<T>(entries: readonly PatternIndexEntry<T>[]): PatternIndex<T> {
  const index = new EntryIndex(entries.map((entry) => entry.patterns));
  const values = entries.map((entry) => entry.value);
  const none: readonly T[] = Object.freeze([]);
  return {
    match(event) {
      const matched = index.match(event);
      return matched.length === 0 ? none : matched.map((entry) => values[entry] as T);
    },
  };
}

interface IndexLeaf extends PatternLeafTest {
  readonly slot: number;
}

interface IndexBranch {
  readonly leaves: readonly IndexLeaf[];
  /** The entries that want the pattern of this branch. */
  readonly entries: readonly number[];
  /** The event for which the branch was last looked at. */
  lookedAt: number;
}

interface IndexGate {
  readonly slot: number;
  readonly path: EventPath;
  readonly gate: ValueGate;
}

/** One path, read at most once for an event. */
interface PathSlot {
  readonly path: EventPath;
  reading: PathReading;
  readFor: number;
}

class EntryIndex {
  readonly #slots: PathSlot[] = [];
  readonly #slotOfText = new Map<string, number>();
  readonly #branches: IndexBranch[] = [];
  readonly #ungated: number[] = [];
  readonly #gates: IndexGate[] = [];
  readonly #matchedFor: number[];
  #matched: number[] = [];
  #turn = 0;

  constructor(patternsOfEntries: readonly (readonly Pattern[])[]) {
    this.#matchedFor = patternsOfEntries.map(() => 0);
    const branches = distinctPatterns(patternsOfEntries).flatMap(({ pattern, entries }) =>
      patternBranches(patternGroup(pattern)).map((leaves) => ({ leaves, entries })),
    );
    for (const { leaves, entries } of branches) this.#addBranch(leaves, entries);
    this.#fileBranches(chooseGates(branches.map(({ leaves }) => leaves)));
  }

  match(event: JsonObject): readonly number[] {
    this.#turn += 1;
    this.#matched = [];
    for (const branch of this.#ungated) this.#look(event, branch);
    for (const { slot, path, gate } of this.#gates)
      this.#openGate(event, this.#read(event, slot), path, gate);
    return this.#matched.length > 1 ? this.#matched.sort((a, b) => a - b) : this.#matched;
  }

  #openGate(event: JsonObject, reading: PathReading, path: EventPath, gate: ValueGate): void {
    if (reading === undefined) return;
    this.#lookAll(event, gate.any);
    if (reading === SCATTERED) {
      for (const value of scatteredValues(event, path)) this.#lookAll(event, gate.branchesFor(value));
    } else if (Array.isArray(reading)) {
      for (const value of reading) if (isScalar(value)) this.#lookAll(event, gate.branchesFor(value));
    } else this.#lookAll(event, gate.branchesFor(reading as Scalar));
  }

  #lookAll(event: JsonObject, branches: readonly number[]): void {
    for (let at = 0; at < branches.length; at++) this.#look(event, branches[at] as number);
  }

  #look(event: JsonObject, index: number): void {
    const branch = this.#branches[index] as IndexBranch;
    if (branch.lookedAt === this.#turn) return;
    branch.lookedAt = this.#turn;
    if (!this.#verify(event, branch.leaves)) return;
    for (const entry of branch.entries) {
      if (this.#matchedFor[entry] === this.#turn) continue;
      this.#matchedFor[entry] = this.#turn;
      this.#matched.push(entry);
    }
  }

  #verify(event: JsonObject, leaves: readonly IndexLeaf[]): boolean {
    let isScattered = false;
    for (let at = 0; at < leaves.length; at++) {
      const leaf = leaves[at] as IndexLeaf;
      const reading = this.#read(event, leaf.slot);
      if (reading === SCATTERED) isScattered = true;
      else if (!isPassing(reading, leaf)) return false;
    }
    if (!isScattered) return true;
    return matchScattered(
      event,
      leaves.filter((leaf) => this.#read(event, leaf.slot) === SCATTERED),
    );
  }

  #read(event: JsonObject, index: number): PathReading {
    const slot = this.#slots[index] as PathSlot;
    if (slot.readFor !== this.#turn) {
      slot.reading = readEventPath(event, slot.path);
      slot.readFor = this.#turn;
    }
    return slot.reading;
  }

  #addBranch(branch: PatternBranch, entries: readonly number[]): void {
    const leaves = branch.map((leaf): IndexLeaf => {
      const slot = this.#slotFor(leaf.text);
      return { slot, path: (this.#slots[slot] as PathSlot).path, ...compileMatchers(leaf.matchers) };
    });
    this.#branches.push({ leaves, entries, lookedAt: 0 });
  }

  #fileBranches(gates: readonly (ChosenGate | undefined)[]): void {
    const gateOfSlot = new Map<number, ValueGate>();
    for (const [branch, chosen] of gates.entries()) {
      if (chosen === undefined) {
        this.#ungated.push(branch);
        continue;
      }
      const slot = this.#slotFor(chosen.leaf.text);
      const gate = gateOfSlot.get(slot) ?? new ValueGate();
      if (!gateOfSlot.has(slot)) this.#gates.push({ slot, path: (this.#slots[slot] as PathSlot).path, gate });
      gateOfSlot.set(slot, gate);
      for (const key of chosen.keys) gate.file(key, branch);
    }
  }

  #slotFor(text: string): number {
    const known = this.#slotOfText.get(text);
    if (known !== undefined) return known;
    const slot = this.#slots.push({ path: compileEventPath(text), reading: undefined, readFor: 0 }) - 1;
    this.#slotOfText.set(text, slot);
    return slot;
  }
}

function distinctPatterns(
  patternsOfEntries: readonly (readonly Pattern[])[],
): readonly { readonly pattern: Pattern; readonly entries: number[] }[] {
  const distinct = new Map<string, { readonly pattern: Pattern; readonly entries: number[] }>();
  for (const [entry, patterns] of patternsOfEntries.entries()) {
    for (const pattern of patterns) {
      const text = JSON.stringify(pattern.json);
      const known = distinct.get(text);
      if (known === undefined) distinct.set(text, { pattern, entries: [entry] });
      else known.entries.push(entry);
    }
  }
  return [...distinct.values()];
}

/** Every scalar that a path leads to, whatever arrays it lies in: more than can be chosen together, never less. */
function scatteredValues(event: JsonObject, path: EventPath): ReadonlySet<Scalar> {
  const values = new Set<Scalar>();
  const open: { readonly value: Json; readonly step: number }[] = [{ value: event, step: 0 }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value, step } = next;
    const reaches = path.steps[step];
    if (Array.isArray(value)) for (const element of value) open.push({ value: element, step });
    else if (reaches === undefined) {
      if (isScalar(value)) values.add(value);
    } else if (isJsonObject(value)) {
      for (const reach of reaches) {
        const member = readReach(value, reach);
        if (member !== undefined) open.push({ value: member, step: reach.next });
      }
    }
  }
  return values;
}
