/** A value of an attribute as it is on the wire: exactly one member is given; binary values are base64. */
export type AttributeValue = {
  readonly S?: string;
  readonly N?: string;
  readonly B?: string;
  readonly BOOL?: boolean;
  readonly NULL?: boolean;
  readonly SS?: readonly string[];
  readonly NS?: readonly string[];
  readonly BS?: readonly string[];
  readonly L?: readonly AttributeValue[];
  readonly M?: Item;
};

/** An item, or the key of one: attributes by name. */
export interface Item {
  readonly [attribute: string]: AttributeValue;
}

/** Name of a type of values, as conditions and key schemas write it. */
export type AttributeType = keyof AttributeValue;

/** The type of a value. */
export function typeOf(value: AttributeValue): AttributeType {
  for (const type in value) return type as AttributeType;
  throw new Error('an attribute value without a type');
}

/** The value of a type that is text: S, N or B; undefined for any other. */
export function textOf(value: AttributeValue): string | undefined {
  return value.S ?? value.N ?? value.B;
}

/** True when two items, or two missing ones, hold the same: sets in any order, attributes in any order. */
export function isSameItem(a: Item, b: Item): boolean {
  const names = Object.keys(a);
  if (names.length !== Object.keys(b).length) return false;
  return names.every((name) => isSame(a[name], b[name]));
}

/** True when two values are the same: of one type, and equal member by member. */
export function isSame(a: AttributeValue | undefined, b: AttributeValue | undefined): boolean {
  if (a === b) return true;
  if (a === undefined || b === undefined) return false;
  const type = typeOf(a);
  if (type !== typeOf(b)) return false;
  if (a.M !== undefined && b.M !== undefined) return isSameItem(a.M, b.M);
  if (a.L !== undefined && b.L !== undefined) return isSameList(a.L, b.L);
  const set = a.SS ?? a.NS ?? a.BS;
  if (set === undefined) return a[type] === b[type];
  const other = new Set(b.SS ?? b.NS ?? b.BS);
  return set.length === other.size && set.every((each) => other.has(each));
}

function isSameList(a: readonly AttributeValue[], b: readonly AttributeValue[]): boolean {
  return a.length === b.length && a.every((value, index) => isSame(value, b[index]));
}
