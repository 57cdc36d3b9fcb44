import type { EvidenceKind, FindingKey, SeverityLabel } from '../finding/finding.ts';
import type { Instant } from '../instant.ts';

/** Where evidence is filed: one signal of one rule on one entity (for `on`, on the related entity). */
export interface SignalKey {
  readonly entity: string;
  readonly rule: string;
  readonly signal: string;
}

/** One finding that satisfies one signal for one entity, over the interval [from, to] (design 4.3). */
export interface Evidence {
  readonly finding: FindingKey;
  readonly title: string;
  readonly severity?: SeverityLabel;
  readonly kind: EvidenceKind;
  readonly from: Instant;
  readonly to: Instant;
  /** The last instant at which the finding was seen to be so; never a condition's end. */
  readonly lastObserved: Instant;
  /** Distinct values that the finding contributes to a signal with `distinct`; absent when findings are counted. */
  readonly values?: readonly string[];
  /** Set for findings that a product made up to show what they look like. */
  readonly isSample?: true;
}
