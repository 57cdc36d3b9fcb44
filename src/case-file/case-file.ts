import type { SeverityLabel } from '../core/finding/finding.ts';
import type { Issue, Position } from '../core/issue.ts';
import type { JsonObject } from '../core/json.ts';

/** The tests of one rule: cases over one world of findings. */
export interface CaseFile {
  readonly file: string;
  readonly cases: readonly RuleCase[];
  /** Mutants of the rule that no case needs to kill. */
  readonly survivors: readonly ExplainedSurvivor[];
  /** What its findings hardly mean; the cases run all the same. */
  readonly warnings: readonly Issue[];
}

/** A mutant of the rule that means the same as the rule, and why. */
export interface ExplainedSurvivor {
  readonly name: string;
  readonly reason: string;
  readonly position: Position;
}

/** One case: records in the order in which they arrive, and the incidents that they must lead to. */
export interface RuleCase {
  readonly name: string;
  readonly position: Position;
  readonly given: readonly WorldEntry[];
  /** Empty for `expect: none`. */
  readonly expect: readonly ExpectedIncident[];
}

/** An incident that a case expects. */
export interface ExpectedIncident {
  readonly status: 'open' | 'resolved';
  /** Canonical key of the entity. */
  readonly entity: string;
  /** The entity as the case file writes it. */
  readonly entityName: string;
  readonly severity?: SeverityLabel;
  /** For each signal named: the entries whose findings must be its evidence, all of them and no other. */
  readonly evidence: Readonly<Record<string, readonly WorldEntry[]>>;
}

/** A named entry of the world; times are offsets in milliseconds from `CASE_START`. */
export type WorldEntry = NewFinding | LiteralFinding | FindingVersion | StatedRelation;

/** A finding in short form, first version. */
export interface NewFinding {
  readonly form: 'new';
  readonly name: string;
  readonly product: string;
  /** Native finding type, or a whole ASFF type. */
  readonly type?: string;
  readonly control?: string;
  readonly vulnerabilities: readonly string[];
  readonly severity?: SeverityLabel;
  readonly state: FindingState;
  readonly resources: readonly string[];
  readonly account: string;
  readonly region: string;
  /** Last observed and updated. */
  readonly atMs: number;
  /** First observed. */
  readonly sinceMs: number;
  /** Members that replace those of the expanded finding. */
  readonly members: JsonObject;
}

/** A whole ASFF finding, as it stands. */
export interface LiteralFinding {
  readonly form: 'literal';
  readonly name: string;
  readonly finding: JsonObject;
  /** Time of the event that carries it; absent for a finding without one. */
  readonly atMs?: number;
}

/** A later version of a finding. */
export interface FindingVersion {
  readonly form: 'version';
  readonly name: string;
  readonly of: WorldFinding;
  readonly atMs: number;
  readonly sinceMs?: number;
  readonly state: FindingState;
  readonly severity?: SeverityLabel;
  readonly members: JsonObject;
}

/** An entry that is a finding. */
export type WorldFinding = NewFinding | LiteralFinding | FindingVersion;

/** A Config item of the first resource that relates it to the others; a later one for the same resource replaces it. */
export interface StatedRelation {
  readonly form: 'relation';
  readonly name: string;
  readonly resources: readonly string[];
  readonly account: string;
  readonly region: string;
  readonly atMs: number;
}

/** Open, or one of the ways in which a finding is withdrawn (design, 4.2). */
export const FINDING_STATES = [
  'open',
  'archived',
  'resolved',
  'suppressed',
  'false-positive',
  'passed',
  'not-available',
] as const;

/** The state in which a finding stands in a case. */
export type FindingState = (typeof FINDING_STATES)[number];
