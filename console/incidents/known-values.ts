import type { FilterProperty, IncidentRow } from '../../src/api/contract/incidents.ts';

/** Values of rows seen so far, to be offered where somebody writes a filter. */
export type KnownValues = ReadonlyMap<FilterProperty, ReadonlySet<string>>;

/** Of each property at most so many are offered. */
const VALUES_MAX = 200;

/** The values known before and those of more rows; the same map where there is nothing new. */
export function withKnownValues(before: KnownValues, rows: readonly IncidentRow[]): KnownValues {
  const values = rows.flatMap(valuesOf).filter(([property, value]) => isNew(before.get(property), value));
  if (values.length === 0) return before;
  const known = new Map([...before].map(([property, set]) => [property, new Set(set)]));
  for (const [property, value] of values) {
    const set = known.get(property) ?? new Set();
    if (isNew(set, value)) known.set(property, set.add(value));
  }
  return known;
}

function isNew(set: ReadonlySet<string> = new Set(), value: string): boolean {
  return !set.has(value) && set.size < VALUES_MAX;
}

function valuesOf({
  rule,
  title,
  entity,
  handling,
}: IncidentRow): readonly (readonly [FilterProperty, string])[] {
  const values: readonly (readonly [FilterProperty, string | undefined])[] = [
    ['rule', rule.id],
    ['title', title],
    ['type', entity.type],
    ['account', entity.account],
    ['region', entity.region],
    ['assignee', handling?.assignee],
  ];
  return values.flatMap(([property, value]) => (value === undefined ? [] : [[property, value] as const]));
}
