import { z } from 'zod';
import { SEVERITY_LABELS, type SeverityLabel } from '../../core/finding/finding.ts';
import type { RuleStatus } from '../../core/rule/rule.ts';
import { type AttackView, attackSchema, type NearMissView, nearMissSchema } from './incident.ts';
import { type EntityView, entitySchema } from './incidents.ts';

/** A rule in the list. */
export interface RuleRow {
  readonly id: string;
  readonly version: number;
  readonly status: RuleStatus;
  readonly title: string;
  readonly severity: SeverityLabel;
  readonly entity: string;
  readonly requires: readonly string[];
  readonly attack: readonly AttackView[];
  readonly open: number;
  readonly resolved: number;
  /** When an incident of it opened last; like `weeks` told from the last opening of each incident. */
  readonly lastFiredAt?: string | undefined;
  /** Incidents opened in each of the last twelve weeks, the oldest first. */
  readonly weeks: readonly number[];
}

/** All rules of the server, in the order of their ids. */
export interface RuleList {
  readonly rules: readonly RuleRow[];
}

/** One rule, as its file has it. */
export interface RuleDetail {
  readonly rule: RuleRow;
  readonly file: string;
  /** As it is in the file, in the file's own language. */
  readonly source: string;
  readonly description: string;
  readonly remediation?: string | undefined;
  readonly prevention?: string | undefined;
  readonly references: readonly string[];
  /** Of the file beside the rule; none where that has errors, which `corroborate lint` tells. */
  readonly cases: readonly RuleCase[];
  /** Entities for which it lacks one thing, at most fifty, as far as the newest findings that are kept tell of them. */
  readonly nearMisses: readonly NearMissView[];
}

/** A case beside a rule; `expect` says what comes of it in the words of case files: `open: instance/web`, or `none`. */
export interface RuleCase {
  readonly name: string;
  readonly expect: string;
}

/** A rule as somebody has edited it. */
export interface RuleDraft {
  readonly source: string;
}

/**
 * What an edited rule would have done with the findings that the store holds. Relations that only events and
 * configuration items state are not kept, so that signals on related resources see those alone that findings state.
 */
export interface WouldHaveFired {
  /** What is wrong with the rule; with an error among it nothing is tried. */
  readonly issues: readonly RuleIssueView[];
  /**
   * Versions of findings that were tried, at most 200,000, the newest, and as many as a minute allows; 0 where the store
   * keeps none.
   */
  readonly findings: number;
  /** At most a hundred, the latest first. */
  readonly incidents: readonly {
    readonly entity: EntityView;
    readonly status: 'open' | 'resolved';
    readonly severity: SeverityLabel;
    readonly openedAt: string;
    readonly evidence: number;
  }[];
  /** How many incidents would have opened, whether they resolved again or not. */
  readonly count: number;
  /** How many the rule as it runs now opens on the same findings; absent where it does not run. */
  readonly countNow?: number | undefined;
}

/** A problem of a rule file, with its place. */
export interface RuleIssueView {
  readonly code: string;
  readonly level: 'error' | 'warning';
  readonly message: string;
  readonly hint?: string | undefined;
  readonly line?: number | undefined;
  readonly column?: number | undefined;
}

/** Longest text of a rule, in UTF-16 units: a file may have as many bytes. */
const SOURCE_LENGTH_MAX = 256 * 1024;

const severity = z.enum(SEVERITY_LABELS);
const instant = z.iso.datetime({ offset: true });

const ruleRowSchema: z.ZodType<RuleRow> = z.strictObject({
  id: z.string(),
  version: z.int(),
  status: z.enum(['draft', 'test', 'stable', 'deprecated']),
  title: z.string(),
  severity,
  entity: z.string(),
  requires: z.array(z.string()),
  attack: z.array(attackSchema),
  open: z.int(),
  resolved: z.int(),
  lastFiredAt: instant.optional(),
  weeks: z.array(z.int()),
});

/** The form of `RuleList`. */
export const ruleListSchema: z.ZodType<RuleList> = z.strictObject({ rules: z.array(ruleRowSchema) });

/** The form of `RuleDetail`. */
export const ruleDetailSchema: z.ZodType<RuleDetail> = z.strictObject({
  rule: ruleRowSchema,
  file: z.string(),
  source: z.string(),
  description: z.string(),
  remediation: z.string().optional(),
  prevention: z.string().optional(),
  references: z.array(z.string()),
  cases: z.array(z.strictObject({ name: z.string(), expect: z.string() })),
  nearMisses: z.array(nearMissSchema),
});

/** The form of `RuleDraft`. */
export const ruleDraftSchema: z.ZodType<RuleDraft> = z.strictObject({
  source: z.string().max(SOURCE_LENGTH_MAX),
});

/** The form of `WouldHaveFired`. */
export const wouldHaveFiredSchema: z.ZodType<WouldHaveFired> = z.strictObject({
  issues: z.array(
    z.strictObject({
      code: z.string(),
      level: z.enum(['error', 'warning']),
      message: z.string(),
      hint: z.string().optional(),
      line: z.int().optional(),
      column: z.int().optional(),
    }),
  ),
  findings: z.int(),
  incidents: z.array(
    z.strictObject({
      entity: entitySchema,
      status: z.enum(['open', 'resolved']),
      severity,
      openedAt: instant,
      evidence: z.int(),
    }),
  ),
  count: z.int(),
  countNow: z.int().optional(),
});
