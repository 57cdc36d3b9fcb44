import { z } from 'zod';
import type { DeliveryCounts } from '../../core/delivery-counts.ts';

/** Something that could not be read: its input, its place there as text, and why. */
export interface QuarantinedView {
  readonly at: string;
  readonly place: string;
  readonly reason: string;
}

/** What became of a body of findings: the counts, and the first quarantined records. */
export interface IntakeResult {
  readonly counts: DeliveryCounts;
  readonly quarantined: readonly QuarantinedView[];
}

/** One run of taking findings in: a replay, files that were watched, or findings that were posted. */
export interface IntakeRunView {
  readonly source: string;
  readonly startedAt: string;
  readonly endedAt: string;
  readonly counts: DeliveryCounts;
  /** UpdatedAt of the newest finding of the run. */
  readonly newestAt?: string | undefined;
}

/** How the intake is doing. */
export interface Health {
  /** Over all runs that the store knows; absent where the store keeps none (a deployed table: see its metrics). */
  readonly counts?: DeliveryCounts | undefined;
  /** The last runs, the newest first, at most fifty. */
  readonly runs: readonly IntakeRunView[];
  /** The newest first, at most two hundred. */
  readonly quarantined: readonly QuarantinedView[];
  /** How long before the end of the last run that read any finding the newest of it was updated, in milliseconds. */
  readonly lagMs?: number | undefined;
  readonly store: { readonly kind: 'memory' | 'sqlite' | 'dynamodb'; readonly name: string };
  readonly incidents: { readonly open: number; readonly resolved: number };
  /** Decisions that did not reach the sink yet; counted up to a thousand, which may be more. */
  readonly undelivered: number;
  readonly watching?: string | undefined;
  readonly startedAt: string;
  readonly version: string;
}

const instant = z.iso.datetime({ offset: true });

const countsSchema: z.ZodType<DeliveryCounts> = z.strictObject({
  received: z.int(),
  matched: z.int(),
  ignored: z.int(),
  duplicate: z.int(),
  stale: z.int(),
  quarantined: z.int(),
  context: z.int(),
});

const quarantinedSchema: z.ZodType<QuarantinedView> = z.strictObject({
  at: instant,
  place: z.string(),
  reason: z.string(),
});

/** The form of `IntakeResult`. */
export const intakeResultSchema: z.ZodType<IntakeResult> = z.strictObject({
  counts: countsSchema,
  quarantined: z.array(quarantinedSchema),
});

/** The form of `Health`. */
export const healthSchema: z.ZodType<Health> = z.strictObject({
  counts: countsSchema.optional(),
  runs: z.array(
    z.strictObject({
      source: z.string(),
      startedAt: instant,
      endedAt: instant,
      counts: countsSchema,
      newestAt: instant.optional(),
    }),
  ),
  quarantined: z.array(quarantinedSchema),
  lagMs: z.number().optional(),
  store: z.strictObject({ kind: z.enum(['memory', 'sqlite', 'dynamodb']), name: z.string() }),
  incidents: z.strictObject({ open: z.int(), resolved: z.int() }),
  undelivered: z.int(),
  watching: z.string().optional(),
  startedAt: instant,
  version: z.string(),
});
