import { z } from 'zod';
import { SEVERITY_LABELS, type SeverityLabel } from '../../core/finding/finding.ts';

/** Over how many days, ending today; days are those of `timeZone`. */
export interface OverviewQuery {
  readonly days: number;
  /** IANA name, UTC by default. */
  readonly timeZone: string;
}

/**
 * Where things stand. What was opened and resolved is told from the last state of each incident: one that has opened
 * again counts on the day of its last opening only.
 */
export interface Overview {
  readonly open: number;
  readonly resolved: number;
  /** Open ones that nobody has acknowledged or decided about. */
  readonly unhandled: number;
  /** All severities, the highest first. */
  readonly openBySeverity: readonly { readonly severity: SeverityLabel; readonly count: number }[];
  /** Open incidents by rule, the most first. */
  readonly openByRule: readonly { readonly rule: string; readonly title: string; readonly count: number }[];
  /** One for each day of the range, the oldest first; `day` is YYYY-MM-DD. What is dated later counts for today. */
  readonly perDay: readonly { readonly day: string; readonly opened: number; readonly resolved: number }[];
  /** Time from opening to resolution of the incidents resolved in the range, in milliseconds. */
  readonly timeToResolve?:
    | { readonly count: number; readonly medianMs: number; readonly p90Ms: number }
    | undefined;
  /** Accounts with the most open incidents, at most ten; an incident whose entity tells no account is in none. */
  readonly accounts: readonly {
    readonly account: string;
    readonly open: number;
    readonly critical: number;
  }[];
  /** Open incidents about resources whose ARN names no account, as that of a bucket: they are in no account above. */
  readonly openWithoutAccount: number;
}

/** The form of `OverviewQuery`. */
export const overviewQuerySchema: z.ZodType<OverviewQuery> = z.strictObject({
  days: z.coerce.number().int().min(1).max(366).default(30),
  timeZone: z.string().max(64).default('UTC'),
});

/** The form of `Overview`. */
export const overviewSchema: z.ZodType<Overview> = z.strictObject({
  open: z.int(),
  resolved: z.int(),
  unhandled: z.int(),
  openBySeverity: z.array(z.strictObject({ severity: z.enum(SEVERITY_LABELS), count: z.int() })),
  openByRule: z.array(z.strictObject({ rule: z.string(), title: z.string(), count: z.int() })),
  perDay: z.array(z.strictObject({ day: z.iso.date(), opened: z.int(), resolved: z.int() })),
  timeToResolve: z.strictObject({ count: z.int(), medianMs: z.number(), p90Ms: z.number() }).optional(),
  accounts: z.array(z.strictObject({ account: z.string(), open: z.int(), critical: z.int() })),
  openWithoutAccount: z.int(),
});
