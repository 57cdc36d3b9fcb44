import type { IncidentSignalView } from '../../../src/api/contract/incident.ts';
import type { SeverityLabel } from '../../../src/core/finding/finding.ts';
import type { ResolutionParts } from './parse-resolution.ts';

/** A piece of the sentence: words, or a name out of the rule, which is shown as code. */
export type WhyPart = string | { readonly name: string };

/** What the sentence is made of. */
export interface WhyFacts {
  readonly title: string;
  /** What kind of resource the incident is about, in words; as ASFF has it where there are none. */
  readonly noun: string;
  /** `30 days`; absent when the rule is not known any more. */
  readonly within?: string | undefined;
  readonly required: readonly IncidentSignalView[];
  /** Signals of which some were needed, and those of them that are met. */
  readonly any?: AnyFacts | undefined;
  readonly unless: readonly IncidentSignalView[];
  readonly optional: readonly IncidentSignalView[];
  /** Names that had to come in this order. */
  readonly order: readonly string[];
  /** The severity that optional signals have raised the incident to. */
  readonly raisedTo?: SeverityLabel | undefined;
  /** Present when the incident is resolved. */
  readonly ended?: ResolutionParts | undefined;
}

/** Signals of which `atLeast` are needed. */
export interface AnyFacts {
  readonly atLeast: number;
  readonly of: number;
  readonly met: readonly IncidentSignalView[];
}
