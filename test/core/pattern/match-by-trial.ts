import { isJsonObject, type Json, type JsonObject } from '../../../src/core/json.ts';
import { compileMatchers } from '../../../src/core/pattern/compile-matchers.ts';
import { patternGroup } from '../../../src/core/pattern/parse-pattern.ts';
import type { Pattern } from '../../../src/core/pattern/pattern.ts';
import { type PatternBranch, patternBranches } from '../../../src/core/pattern/pattern-branches.ts';

interface Field {
  readonly text: string;
  readonly value: string | number | boolean | null;
  /** Which element of which list the value is in: `list:index`. */
  readonly elements: readonly string[];
}

/** Matches by flattening the event and trying every choice of values: slow, and plainly right. */
export function matchByTrial(pattern: Pattern, event: JsonObject): boolean {
  const fields = flatten(event);
  return patternBranches(patternGroup(pattern)).some((branch) => tryLeaf(branch, 0, [], fields));
}

function tryLeaf(
  branch: PatternBranch,
  at: number,
  chosen: readonly string[],
  fields: readonly Field[],
): boolean {
  const leaf = branch[at];
  if (leaf === undefined) return true;
  const { test, isAbsenceEnough } = compileMatchers(leaf.matchers);
  const left = fields.filter((field) => field.text === leaf.text && isConsistent(field, chosen));
  if (left.length === 0) return isAbsenceEnough && tryLeaf(branch, at + 1, chosen, fields);
  return left.some(
    (field) => test(field.value) && tryLeaf(branch, at + 1, [...chosen, ...field.elements], fields),
  );
}

function isConsistent(field: Field, chosen: readonly string[]): boolean {
  const lists = new Map(chosen.map((element) => element.split(':') as [string, string]));
  return field.elements.every((element) => {
    const [list = '', index] = element.split(':');
    return !lists.has(list) || lists.get(list) === index;
  });
}

function flatten(event: JsonObject): readonly Field[] {
  const fields: Field[] = [];
  let lists = 0;
  const visit = (value: Json, names: readonly string[], elements: readonly string[]): void => {
    if (Array.isArray(value)) {
      const list = lists++;
      for (const [index, element] of value.entries()) {
        const isInside = typeof element === 'object' && element !== null;
        visit(element, names, isInside ? [...elements, `${list}:${index}`] : elements);
      }
    } else if (isJsonObject(value)) {
      for (const [name, member] of Object.entries(value)) visit(member ?? null, [...names, name], elements);
    } else fields.push({ text: names.join('.'), value: value as Field['value'], elements });
  };
  visit(event, [], []);
  return fields;
}
