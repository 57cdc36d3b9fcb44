// Values inside arrays must be chosen from the same elements: where `Resources.Type` is taken from element 2,
// `Resources.Id` must come from element 2 as well (array consistency). The paths are decided one after the other;
// what has been decided is the set of array elements chosen so far. Choices that no later path can notice are
// dropped, and equal sets are kept once, so that the work grows with the event and not with its combinations.

import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import type { ValueTest } from './compile-matchers.ts';
import { type EventPath, isScalar, readReach } from './event-path.ts';

/** Arrays nested deeper than this around a value are not looked into. */
export const ARRAY_DEPTH_MAX = 128;

/** At most this many sets of chosen elements are carried from one path to the next. */
export const CHOICES_MAX = 100_000;

/** One path of a pattern, compiled. */
export interface PatternLeafTest {
  readonly path: EventPath;
  readonly test: ValueTest;
  readonly isAbsenceEnough: boolean;
}

/**
 * True when values can be chosen for all the leaves, in their order, from array elements that agree. The event
 * must be a tree, as JSON is: an array that occurs in two places would count as one. An event that needs more than
 * CHOICES_MAX sets of choices, which none outside a test does, may be said not to match.
 */
export function matchScattered(event: JsonObject, leaves: readonly PatternLeafTest[]): boolean {
  const arrays = new ArrayUses();
  const trees = leaves.map((leaf, index) => growTree(event, leaf, arrays, index));
  if (leaves.some((leaf, index) => trees[index]?.holdsPassing === false && !leaf.isAbsenceEnough))
    return false;
  let choices: readonly Choice[] = [undefined];
  for (const [index, leaf] of leaves.entries()) {
    choices = decideLeaf(leaf, trees[index] as ValueTree, choices, new Outcomes(arrays, index));
    if (choices.length === 0) return false;
  }
  return true;
}

/** An array element that has been chosen, and those chosen before it. */
type Choice =
  | { readonly array: readonly Json[]; readonly index: number; readonly before: Choice }
  | undefined;

/** The values of one path, sorted by the array elements around them; `holds…` speak of the whole tree. */
interface ValueTree {
  hasValue: boolean;
  hasPassing: boolean;
  holdsValue: boolean;
  holdsPassing: boolean;
  readonly arrays: Map<readonly Json[], Map<number, ValueTree>>;
}

/** Which arrays there are, and which leaf is the last that has values in them. */
class ArrayUses {
  readonly #uses = new Map<readonly Json[], { readonly id: number; lastLeaf: number }>();

  note(array: readonly Json[], leaf: number): void {
    const use = this.#uses.get(array);
    if (use === undefined) this.#uses.set(array, { id: this.#uses.size, lastLeaf: leaf });
    else use.lastLeaf = leaf;
  }

  idOf(array: readonly Json[]): number {
    return this.#uses.get(array)?.id ?? -1;
  }

  isUsedAfter(array: readonly Json[], leaf: number): boolean {
    return (this.#uses.get(array)?.lastLeaf ?? -1) > leaf;
  }
}

/** The different sets of choices that a leaf leaves behind, without the choices that no later leaf can notice. */
class Outcomes {
  readonly #byKey = new Map<string, Choice>();
  readonly #arrays: ArrayUses;
  readonly #leaf: number;

  constructor(arrays: ArrayUses, leaf: number) {
    this.#arrays = arrays;
    this.#leaf = leaf;
  }

  isNoticed(array: readonly Json[]): boolean {
    return this.#arrays.isUsedAfter(array, this.#leaf);
  }

  add(choice: Choice): void {
    if (this.#byKey.size >= CHOICES_MAX) return;
    const kept: Exclude<Choice, undefined>[] = [];
    for (let each = choice; each !== undefined; each = each.before)
      if (this.isNoticed(each.array)) kept.push(each);
    const key = kept
      .map(({ array, index }) => `${this.#arrays.idOf(array)}:${index}`)
      .sort()
      .join();
    if (this.#byKey.has(key)) return;
    this.#byKey.set(
      key,
      kept.reduce<Choice>((before, { array, index }) => ({ array, index, before }), undefined),
    );
  }

  list(): readonly Choice[] {
    return [...this.#byKey.values()];
  }
}

function growTree(event: JsonObject, leaf: PatternLeafTest, arrays: ArrayUses, index: number): ValueTree {
  const tree = emptyTree();
  new Grower(leaf, arrays, index).visit(event, 0, tree, 0);
  return tree;
}

class Grower {
  readonly #leaf: PatternLeafTest;
  readonly #arrays: ArrayUses;
  readonly #index: number;

  constructor(leaf: PatternLeafTest, arrays: ArrayUses, index: number) {
    this.#leaf = leaf;
    this.#arrays = arrays;
    this.#index = index;
  }

  visit(value: Json, step: number, tree: ValueTree, depth: number): void {
    const reaches = this.#leaf.path.steps[step];
    if (Array.isArray(value)) this.#visitElements(value, step, tree, depth);
    else if (reaches === undefined) this.#visitEnd(value, tree);
    else if (isJsonObject(value)) {
      for (const reach of reaches) {
        const member = readReach(value, reach);
        if (member !== undefined) this.visit(member, reach.next, tree, depth);
      }
    }
  }

  #visitElements(array: readonly Json[], step: number, tree: ValueTree, depth: number): void {
    if (depth >= ARRAY_DEPTH_MAX) return;
    for (let index = 0; index < array.length; index++) {
      const element = array[index];
      if (isScalar(element)) {
        // A scalar takes no part in the consistency of the array that it is directly in (aws/event-ruler, Event).
        if (step === this.#leaf.path.steps.length) this.#visitEnd(element, tree);
      } else if (element !== undefined) {
        const inner = emptyTree();
        this.visit(element, step, inner, depth + 1);
        if (inner.holdsValue) this.#attach(tree, array, index, inner);
      }
    }
  }

  #visitEnd(value: Json, tree: ValueTree): void {
    if (!isScalar(value)) return;
    const isPassing = this.#leaf.test(value);
    tree.hasValue = tree.holdsValue = true;
    if (isPassing) tree.hasPassing = tree.holdsPassing = true;
  }

  #attach(tree: ValueTree, array: readonly Json[], index: number, inner: ValueTree): void {
    this.#arrays.note(array, this.#index);
    const elements = tree.arrays.get(array);
    if (elements === undefined) tree.arrays.set(array, new Map([[index, inner]]));
    else elements.set(index, inner);
    tree.holdsValue = true;
    if (inner.holdsPassing) tree.holdsPassing = true;
  }
}

function decideLeaf(
  leaf: PatternLeafTest,
  tree: ValueTree,
  choices: readonly Choice[],
  outcomes: Outcomes,
): readonly Choice[] {
  for (const choice of choices) {
    if (leaf.isAbsenceEnough && !isValueLeft(tree, choice)) outcomes.add(choice);
    choosePassing(tree, choice, choice, outcomes);
  }
  return outcomes.list();
}

function isValueLeft(tree: ValueTree, choice: Choice): boolean {
  if (tree.hasValue) return true;
  for (const [array, elements] of tree.arrays) {
    const chosen = chosenIndex(choice, array);
    if (chosen === undefined) return true;
    const inner = elements.get(chosen);
    if (inner !== undefined && isValueLeft(inner, choice)) return true;
  }
  return false;
}

function choosePassing(tree: ValueTree, decided: Choice, choice: Choice, outcomes: Outcomes): void {
  if (!tree.holdsPassing) return;
  if (tree.hasPassing) outcomes.add(choice);
  for (const [array, elements] of tree.arrays) {
    const chosen = chosenIndex(decided, array);
    if (chosen !== undefined) {
      const inner = elements.get(chosen);
      if (inner !== undefined) choosePassing(inner, decided, choice, outcomes);
    } else if (!outcomes.isNoticed(array)) {
      // Arrays inside one that nobody notices any more have not been chosen from, nor will they be.
      if ([...elements.values()].some((inner) => inner.holdsPassing)) outcomes.add(choice);
    } else {
      for (const [index, inner] of elements)
        choosePassing(inner, decided, { array, index, before: choice }, outcomes);
    }
  }
}

function chosenIndex(choice: Choice, array: readonly Json[]): number | undefined {
  for (let each = choice; each !== undefined; each = each.before) if (each.array === array) return each.index;
  return undefined;
}

function emptyTree(): ValueTree {
  return { hasValue: false, hasPassing: false, holdsValue: false, holdsPassing: false, arrays: new Map() };
}
