import { type AttributeValue, type Item, isSame, textOf, typeOf } from './attribute-value.ts';
import type { Condition, Operand } from './dynalite.ts';
import { orderOf } from './key-order.ts';
import { isCall, isPath, valueAt } from './operand.ts';

/** Decides whether an item, empty where there is none, meets a condition or passes a filter. */
export function matchCondition(condition: Condition, item: Item): boolean {
  switch (condition.type) {
    case 'and':
      return condition.args.every((each) => matchCondition(each, item));
    case 'or':
      return condition.args.some((each) => matchCondition(each, item));
    case 'not':
      return !condition.args.some((each) => matchCondition(each, item));
    default: {
      const [value, ...others] = condition.args.map((operand) => operandValue(operand, item));
      return compare(condition.type === 'function' ? (condition.name ?? '') : condition.type, value, others);
    }
  }
}

function operandValue(operand: Operand, item: Item): AttributeValue | undefined {
  if (isPath(operand)) return valueAt(operand, item);
  if (!isCall(operand)) return operand;
  const [measured] = operand.args;
  return measured === undefined ? undefined : sizeOf(operandValue(measured, item));
}

/** The function `size`: bytes of text, number of elements otherwise. */
function sizeOf(value: AttributeValue | undefined): AttributeValue | undefined {
  if (value === undefined) return undefined;
  const list = value.SS ?? value.NS ?? value.BS ?? value.L;
  if (list !== undefined) return { N: String(list.length) };
  if (value.S !== undefined) return { N: String(Buffer.byteLength(value.S)) };
  if (value.B !== undefined) return { N: String(Buffer.byteLength(value.B, 'base64')) };
  return value.M === undefined ? undefined : { N: String(Object.keys(value.M).length) };
}

type Value = AttributeValue | undefined;

function compare(name: string, value: Value, others: readonly Value[]): boolean {
  const test = TESTS.get(name);
  if (test === undefined) throw new Error(`a condition with \`${name}\``);
  return test(value, others);
}

const TESTS: ReadonlyMap<string, (value: Value, others: readonly Value[]) => boolean> = new Map([
  ['=', (value, [other]) => isBoth(value, other) && isSame(value, other)],
  ['<>', (value, [other]) => !(isBoth(value, other) && isSame(value, other))],
  ['<', (value, [other]) => isOrdered(value, other, (a, b) => a < b)],
  ['<=', (value, [other]) => isOrdered(value, other, (a, b) => a <= b)],
  ['>', (value, [other]) => isOrdered(value, other, (a, b) => a > b)],
  ['>=', (value, [other]) => isOrdered(value, other, (a, b) => a >= b)],
  ['between', (value, [low, high]) => isBetween(value, low, high)],
  ['in', (value, others) => others.some((other) => isBoth(value, other) && isSame(value, other))],
  ['attribute_exists', (value) => value !== undefined],
  ['attribute_not_exists', (value) => value === undefined],
  ['attribute_type', (value, [type]) => value !== undefined && typeOf(value) === type?.S],
  ['begins_with', (value, [prefix]) => beginsWith(value, prefix)],
  ['contains', (value, [part]) => contains(value, part)],
]);

function isBoth(a: Value, b: Value): boolean {
  return a !== undefined && b !== undefined;
}

function isOrdered(a: Value, b: Value, test: (a: string, b: string) => boolean): boolean {
  if (a === undefined || b === undefined || typeOf(a) !== typeOf(b)) return false;
  const [first, second] = [orderOf(a), orderOf(b)];
  return first !== undefined && second !== undefined && test(first, second);
}

function isBetween(value: Value, low: Value, high: Value): boolean {
  return isOrdered(value, low, (a, b) => a >= b) && isOrdered(value, high, (a, b) => a <= b);
}

function beginsWith(value: Value, prefix: Value): boolean {
  if (value?.N !== undefined) return false;
  return isOrdered(value, prefix, (a, b) => a.startsWith(b));
}

function contains(value: Value, part: Value): boolean {
  if (value === undefined || part === undefined) return false;
  if (value.L !== undefined) return value.L.some((element) => isSame(element, part));
  const text = textOf(part) ?? '';
  const set = value.SS ?? value.NS ?? value.BS;
  if (set !== undefined) return `${typeOf(part)}S` === typeOf(value) && set.includes(text);
  if (value.S !== undefined && part.S !== undefined) return value.S.includes(part.S);
  if (value.B === undefined || part.B === undefined) return false;
  return Buffer.from(value.B, 'base64').includes(Buffer.from(part.B, 'base64'));
}
