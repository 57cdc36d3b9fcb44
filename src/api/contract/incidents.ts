import { z } from 'zod';
import type { IncidentStatus } from '../../core/correlation/incident.ts';
import { SEVERITY_LABELS, type SeverityLabel } from '../../core/finding/finding.ts';
import { type HandlingView, handlingViewSchema } from './handling.ts';
import {
  EXPORT_FORMATS,
  FILTER_OPERATORS,
  FILTER_PROPERTIES,
  PAGE_LIMIT_MAX,
  SORT_COLUMNS,
  TOKENS_MAX,
  VALUE_LENGTH_MAX,
} from './list-choices.ts';

/** The resource that an incident is about; account and Region where its key tells them. */
export interface EntityView {
  readonly type: string;
  readonly id: string;
  readonly account?: string | undefined;
  readonly region?: string | undefined;
}

/** How one signal stands, without its findings. */
export interface SignalCount {
  readonly count: number;
  readonly required: number;
  readonly satisfied: boolean;
}

/** A row of the list: an incident without its findings; instants are ISO 8601 UTC with milliseconds. */
export interface IncidentRow {
  readonly id: string;
  readonly rule: { readonly id: string; readonly version: number };
  readonly status: IncidentStatus;
  readonly severity: SeverityLabel;
  readonly title: string;
  readonly entity: EntityView;
  readonly firstObservedAt: string;
  readonly lastObservedAt: string;
  readonly openedAt: string;
  readonly updatedAt: string;
  readonly resolvedAt?: string | undefined;
  /** Distinct pieces of evidence of all signals together. */
  readonly evidence: number;
  readonly signals: Readonly<Record<string, SignalCount>>;
  /** Some listed finding is a GuardDuty sample. */
  readonly sample: boolean;
  readonly handling?: HandlingView | undefined;
}

/** A page of the list, how many incidents the filter finds, and how many there are. */
export interface IncidentPage {
  readonly incidents: readonly IncidentRow[];
  readonly count: number;
  readonly total: number;
}

/** What incidents are filtered by; `age` is the time since the incident opened, as `12h` or `30d`. */
export type FilterProperty = (typeof FILTER_PROPERTIES)[number];

/** How a value of a condition is compared. */
export type FilterOperator = (typeof FILTER_OPERATORS)[number];

/** One condition; without a property it is about all texts of the row. An empty value is that of a row without one. */
export interface FilterToken {
  readonly property?: FilterProperty | undefined;
  readonly operator: FilterOperator;
  readonly value: string;
}

/** Conditions, of which all have to hold, or any. */
export interface IncidentFilter {
  readonly operation: 'and' | 'or';
  readonly tokens: readonly FilterToken[];
}

/** A column that a list can be sorted by. */
export type SortColumn = (typeof SORT_COLUMNS)[number];

/** Which incidents, in which order. */
export interface IncidentSelection {
  /** An `IncidentFilter` as JSON. */
  readonly filter: IncidentFilter;
  readonly sort: SortColumn;
  readonly order: 'asc' | 'desc';
}

/** Which page of which incidents. */
export interface IncidentQuery extends IncidentSelection {
  readonly offset: number;
  readonly limit: number;
}

const instant = z.iso.datetime({ offset: true });

/** The form of `EntityView`. */
export const entitySchema: z.ZodType<EntityView> = z.strictObject({
  type: z.string(),
  id: z.string(),
  account: z.string().optional(),
  region: z.string().optional(),
});

const signalCountSchema: z.ZodType<SignalCount> = z.strictObject({
  count: z.int(),
  required: z.int(),
  satisfied: z.boolean(),
});

/** The form of `IncidentRow`. */
export const incidentRowSchema: z.ZodType<IncidentRow> = z.strictObject({
  id: z.string(),
  rule: z.strictObject({ id: z.string(), version: z.int() }),
  status: z.enum(['open', 'resolved']),
  severity: z.enum(SEVERITY_LABELS),
  title: z.string(),
  entity: entitySchema,
  firstObservedAt: instant,
  lastObservedAt: instant,
  openedAt: instant,
  updatedAt: instant,
  resolvedAt: instant.optional(),
  evidence: z.int(),
  signals: z.record(z.string(), signalCountSchema),
  sample: z.boolean(),
  handling: handlingViewSchema.optional(),
});

/** The form of `IncidentPage`. */
export const incidentPageSchema: z.ZodType<IncidentPage> = z.strictObject({
  incidents: z.array(incidentRowSchema),
  count: z.int().min(0),
  total: z.int().min(0),
});

const filterObject: z.ZodType<IncidentFilter> = z.strictObject({
  operation: z.enum(['and', 'or']),
  tokens: z
    .array(
      z.strictObject({
        property: z.enum(FILTER_PROPERTIES).optional(),
        operator: z.enum(FILTER_OPERATORS),
        value: z.string().max(VALUE_LENGTH_MAX),
      }),
    )
    .max(TOKENS_MAX),
});

/** A filter as it stands in an address: JSON. */
const filterText = z
  .string()
  .max(16_384)
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue('it is not JSON');
      return z.NEVER;
    }
  })
  .pipe(filterObject);

const selection = {
  filter: filterText.default({ operation: 'and', tokens: [] }).describe('A filter as JSON.'),
  sort: z.enum(SORT_COLUMNS).default('urgency'),
  order: z.enum(['asc', 'desc']).default('asc'),
};

/** The form of `IncidentQuery`. */
export const incidentQuerySchema: z.ZodType<IncidentQuery> = z.strictObject({
  ...selection,
  offset: z.coerce.number().int().min(0).max(10_000_000).default(0),
  limit: z.coerce.number().int().min(1).max(PAGE_LIMIT_MAX).default(50),
});

/** What an export holds: all incidents of a selection, in a format. */
export interface ExportQuery extends IncidentSelection {
  readonly format: (typeof EXPORT_FORMATS)[number];
  /** Publishing account and Region of ASFF. */
  readonly account?: string | undefined;
  readonly region?: string | undefined;
}

/** The form of `ExportQuery`. */
export const exportQuerySchema: z.ZodType<ExportQuery> = z.strictObject({
  ...selection,
  format: z.enum(EXPORT_FORMATS),
  account: z.string().max(12).optional(),
  region: z.string().max(32).optional(),
});
