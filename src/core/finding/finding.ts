import type { JsonObject } from '../json.ts';

/** What names a finding, whatever its version: ProductArn and Id (design, section 2). */
export interface FindingKey {
  readonly productArn: string;
  readonly id: string;
}

/** ASFF severity labels from the least to the most severe (ASFF `Severity.Label`). */
export const SEVERITY_LABELS = ['INFORMATIONAL', 'LOW', 'MEDIUM', 'HIGH', 'CRITICAL'] as const;

/** An ASFF severity label. */
export type SeverityLabel = (typeof SEVERITY_LABELS)[number];

/** What Corroborate adds to a finding so that rules read the same for every feed and every spelling. */
export interface Normalized {
  /** `GuardDuty`, `Inspector`, … from the ProductArn; `company/product` for a product without a name of its own. */
  readonly Product: string;
  /** Native finding types (`Backdoor:EC2/C&CActivity.B!DNS`); a type without a native spelling stays as it is. */
  readonly Type: readonly string[];
  /** Security control id (`EC2.18`), consolidated spelling; absent when the finding is not about a control. */
  readonly Control?: string;
  /** Distinct CVE and GHSA ids, in the order in which the finding names them. */
  readonly Vulnerability: readonly string[];
  /** Severity label, derived from the number where the label is absent; absent where neither can be read. */
  readonly Severity?: SeverityLabel;
}

/** An ASFF finding whose identity and UpdatedAt have been checked; every other member is as it came in. */
export interface Finding extends JsonObject {
  readonly ProductArn: string;
  readonly Id: string;
  readonly UpdatedAt: string;
}

/** A finding with `Normalized` set; this is what event patterns are matched against. */
export interface NormalizedFinding extends Finding {
  readonly Normalized: Normalized & JsonObject;
}

/** Whether a signal's evidence happened (threat detection) or is so (failed control, open vulnerability). */
export type EvidenceKind = 'activity' | 'condition';
