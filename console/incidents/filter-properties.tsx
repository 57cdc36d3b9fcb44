import type { PropertyFilterProps } from '@cloudscape-design/components/property-filter';
import type { FilterOperator, FilterProperty } from '../../src/api/contract/incidents.ts';
import type { RuleRow } from '../../src/api/contract/rules.ts';
import { SEVERITY_LABELS } from '../../src/core/finding/finding.ts';
import { HANDLING_STATES } from '../../src/core/handling/handling.ts';
import { visibleText } from '../shared/visible-text.ts';
import type { Texts } from '../texts/texts.ts';
import { DayForm } from './day-form.tsx';
import type { KnownValues } from './known-values.ts';

const SAME: readonly FilterOperator[] = ['=', '!='];
const TEXT: readonly FilterOperator[] = ['=', '!=', ':', '!:', '^', '!^'];
const ORDER: readonly FilterOperator[] = ['>=', '<=', '>', '<'];

/** The comparisons that the server knows for each property; the first is offered first. */
const OPERATORS: Readonly<Record<FilterProperty, readonly FilterOperator[]>> = {
  severity: [...SAME, ...ORDER],
  status: SAME,
  handling: SAME,
  rule: TEXT,
  title: TEXT,
  entity: TEXT,
  type: TEXT,
  account: TEXT,
  region: TEXT,
  assignee: TEXT,
  evidence: ORDER,
  age: ORDER,
  openedAt: ORDER,
  updatedAt: ORDER,
  id: TEXT,
};

/** What the list is filtered by, with words for values that are codes. */
export function filterProperties(texts: Texts): PropertyFilterProps.FilteringProperty[] {
  const { incidents } = texts;
  return Object.entries(OPERATORS).map(([key, operators]) => {
    const property = key as FilterProperty;
    const format = formatOf(property, texts);
    const isDay = property === 'openedAt' || property === 'updatedAt';
    return {
      key,
      propertyLabel: incidents.properties[property],
      groupValuesLabel: incidents.valuesOf(incidents.properties[property]),
      ...(!operators.includes('=') && { defaultOperator: '>=' }),
      operators: operators.map((operator) => ({
        operator,
        ...(format && { format }),
        ...(isDay && { form: DayForm }),
      })),
    };
  });
}

function formatOf(
  property: FilterProperty,
  { incidents, shared }: Texts,
): ((value: string) => string) | undefined {
  const words: Partial<Record<FilterProperty, Readonly<Record<string, string>>>> = {
    severity: shared.severities,
    status: shared.statuses,
    handling: { ...shared.handlings, '': shared.unhandled },
    assignee: { '': incidents.nobody },
    account: { '': incidents.unknown },
    region: { '': incidents.unknown },
  };
  const known = words[property];
  return known && ((value) => (Object.hasOwn(known, value) ? (known[value] ?? value) : value));
}

/** The values that are offered: all that codes can be, and of texts those that were seen. */
export function filterOptions(
  { incidents, shared }: Texts,
  known: KnownValues,
  rules: readonly RuleRow[],
): PropertyFilterProps.FilteringOption[] {
  const option = (propertyKey: FilterProperty, value: string, label?: string) => ({
    ...{ propertyKey, value },
    label: label ?? visibleText(value),
  });
  const titles = new Map(rules.map(({ id, title }) => [id, title]));
  const ruleIds = new Set([...titles.keys(), ...(known.get('rule') ?? [])]);
  return [
    ...SEVERITY_LABELS.toReversed().map((value) => option('severity', value, shared.severities[value])),
    ...(['open', 'resolved'] as const).map((value) => option('status', value, shared.statuses[value])),
    option('handling', '', shared.unhandled),
    ...HANDLING_STATES.map((value) => option('handling', value, shared.handlings[value])),
    ...[...ruleIds].sort().map((value) => ({
      ...option('rule', value),
      ...(titles.has(value) && { tags: [visibleText(titles.get(value) ?? '')] }),
    })),
    option('assignee', '', incidents.nobody),
    ...SEEN.flatMap((key) => [...(known.get(key) ?? [])].sort().map((value) => option(key, value))),
    ...['1h', '24h', '7d', '30d'].map((value) => option('age', value)),
  ];
}

/** Properties of which the values seen are offered. */
const SEEN = ['title', 'type', 'account', 'region', 'assignee'] as const;
