import type { EntityKind } from '../entity/entity.ts';
import type { EvidenceKind, SeverityLabel } from '../finding/finding.ts';
import type { DurationMs } from '../instant.ts';
import type { Pattern } from '../pattern/pattern.ts';
import type { OtherLanguage, RuleTexts } from './rule-texts.ts';

/** How far a rule has come: a draft is never replayed. */
export type RuleStatus = 'draft' | 'test' | 'stable' | 'deprecated';

/**
 * What a signal does in its rule: `required` must be met; `any` counts towards `any.atLeast`; `unless` blocks;
 * `optional` never decides, it is shown and may raise the severity.
 */
export type SignalRole = 'required' | 'any' | 'unless' | 'optional';

/** A named leg of a rule: a pattern over findings, and how many distinct ones it takes. */
export interface Signal {
  readonly name: string;
  readonly role: SignalRole;
  /** The finding matches when any of these does. */
  readonly match: readonly Pattern[];
  /** How many distinct findings, or distinct values of `distinct`, meet the signal; at least 1. */
  readonly count: number;
  /** Path whose distinct values are counted instead of findings (`['Normalized', 'Vulnerability']`). */
  readonly distinct?: readonly string[];
  /** The related entity that the signal sits on; absent for the rule's own entity. */
  readonly on?: EntityKind;
  /** Overrides the kind that follows from the finding's product and type. */
  readonly kind?: EvidenceKind;
  /** Severity of an incident in which this optional signal is met, when higher than the rule's. */
  readonly severity?: SeverityLabel;
}

/** A rule that has been checked: which signals together make an incident. */
export interface Rule {
  readonly id: string;
  readonly version: number;
  readonly status: RuleStatus;
  readonly title: string;
  readonly severity: SeverityLabel;
  readonly description: string;
  readonly remediation?: string;
  readonly prevention?: string;
  /** What is not an incident although the rule holds, each in a sentence. */
  readonly falsePositives?: readonly string[];
  /** What the rule says in other languages; `inLanguage` chooses. */
  readonly texts?: Readonly<Partial<Record<OtherLanguage, RuleTexts>>>;
  readonly references: readonly string[];
  /** MITRE ATT&CK tactic and technique ids. */
  readonly attack: readonly string[];
  /** Products that must be switched on for the rule to be able to hold. */
  readonly requires: readonly string[];
  /** Codes of the linter's warnings that are known, each with the reason. */
  readonly acknowledged?: Readonly<Record<string, string>>;
  /** ASFF type of the entity that the signals must have in common. */
  readonly entity: string;
  readonly withinMs: DurationMs;
  readonly signals: readonly Signal[];
  /** k of n over the signals whose role is `any`. */
  readonly any?: { readonly atLeast: number; readonly of: readonly string[] };
  /** Names of required or `any` signals whose evidence must start in this order. */
  readonly order?: readonly string[];
}
