import type { Rule } from '../../core/rule/rule.ts';

/** Leads to a place in a rule file: `signals`, `backdoor`, `count`. */
export type Path = readonly (string | number)[];

/** A rule that differs from the written one in one thing; a good suite of cases tells the two apart. */
export interface RuleMutant {
  /** Unique among the mutants of the rule: `within doubled`, `backdoor dropped`. */
  readonly name: string;
  /** What the rule file says, and the mutant does not. */
  readonly path: Path;
  /** What a case that tells the two apart looks like. */
  readonly wanted: string;
  /** Makes the rule only when asked: a pattern may hold very many values, each of them a mutant. */
  toRule(): Rule;
}
