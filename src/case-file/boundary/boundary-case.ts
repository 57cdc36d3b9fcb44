import type { Evidence } from '../../core/correlation/evidence.ts';
import type { Digest } from '../../core/correlation/observe.ts';
import type { RuleIndex } from '../../core/correlation/rule-index.ts';
import type { Rule } from '../../core/rule/rule.ts';
import type { CaseRecord } from '../expand-case.ts';

/** What must have come of an entity at the end: an incident that is open or resolved, or none ever. */
export interface ExpectedEnd {
  readonly entity: string;
  readonly status: 'open' | 'resolved' | 'none';
}

/** A written case changed at the edge of what its rule demands, with what follows from the meaning of the rule. */
export interface BoundaryCase {
  readonly name: string;
  readonly records: readonly CaseRecord[];
  readonly expect: readonly ExpectedEnd[];
}

/** A boundary case that is not made, since its end would not be certain. */
export interface SkippedBoundary {
  readonly name: string;
  readonly reason: string;
}

/** Boundary cases, and those that could not be made of what the case gives. */
export type Boundaries = readonly (BoundaryCase | SkippedBoundary)[];

/** What a written case delivers, with the entry of its world that each record comes from. */
export interface GivenRecord {
  readonly name: string;
  readonly record: CaseRecord;
  /** Text of the finding's identity; absent for a record that states relations. */
  readonly finding?: string;
}

/** A case that opens an incident, and all that boundary cases are made of. */
export interface BoundaryWorld {
  readonly rule: Rule;
  readonly index: RuleIndex;
  readonly digest: Digest;
  /** Key of the entity with the open incident. */
  readonly entity: string;
  /** The newest version of each finding, and every statement of relations. */
  readonly given: readonly GivenRecord[];
  /** All open evidence of the incident, by signal. */
  readonly evidence: ReadonlyMap<string, readonly Evidence[]>;
  /** Whether a finding of the case could block the rule. */
  readonly mayBlock: boolean;
}

/** Whether a boundary case was made. */
export function isMade(boundary: BoundaryCase | SkippedBoundary): boundary is BoundaryCase {
  return 'records' in boundary;
}
