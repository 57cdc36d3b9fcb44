import type { MutantResult } from '../../case-file/mutant/run-mutants.ts';
import type { Issue } from '../../core/issue.ts';
import { toCounted } from '../progress.ts';
import type { BoundaryReport } from './run-boundaries.ts';
import type { RuleResult } from './test-report.ts';

/** What the boundary cases and mutants of all rules came to together. */
export interface BoundaryTally {
  readonly isFailed: boolean;
  readonly issues: readonly Issue[];
  /** Rules that are not stable, with how many of their mutants survive unexplained. */
  readonly warnings: readonly { readonly rule: string; readonly survivors: number }[];
  /** The sums, in words. */
  readonly lines: readonly string[];
}

/** Adds the reports up; undefined when none was asked for. */
export function tallyBoundaries(results: readonly RuleResult[]): BoundaryTally | undefined {
  const reports = results.flatMap(({ rule, boundaries }) =>
    boundaries === undefined ? [] : [{ rule, boundaries }],
  );
  if (reports.length === 0) return undefined;
  const all = reports.map(({ boundaries }) => boundaries);
  const issues = all.flatMap((report) => report.issues);
  const warnings = reports
    .filter(({ boundaries }) => !boundaries.isStrict)
    .map(({ rule, boundaries }) => ({ rule, survivors: survivorsOf(boundaries).length }))
    .filter(({ survivors }) => survivors > 0);
  const isFailed = issues.length > 0 || all.some((report) => failuresOf(report) > 0 || isOutlived(report));
  return { isFailed, issues, warnings, lines: [boundaryLine(all), mutantLine(all)] };
}

/** The mutants that no case kills and that nothing explains. */
export function survivorsOf<T extends MutantResult>({
  mutants,
}: {
  readonly mutants: readonly T[];
}): readonly T[] {
  return mutants.filter(isSurvivor);
}

/** Whether no case kills a mutant and nothing explains it. */
export function isSurvivor({ killedBy, explanation }: MutantResult): boolean {
  return killedBy === undefined && explanation === undefined;
}

/** How many boundary cases came out otherwise than the meaning says. */
function failuresOf({ run }: BoundaryReport): number {
  return run.results.filter(({ differences }) => differences.length > 0).length;
}

/** What boundary cases came to, in words. */
export function boundaryLine(reports: readonly BoundaryReport[]): string {
  const made = sumOf(reports, ({ run }) => run.results.length);
  const skipped = sumOf(reports, ({ run }) => run.skipped.length);
  return `${toCounted(made, 'boundary case')}: ${sumOf(reports, failuresOf)} failed, ${skipped} skipped`;
}

/** What mutants came to, in words. */
export function mutantLine(reports: readonly BoundaryReport[]): string {
  const mutants = reports.flatMap((report) => report.mutants);
  const killed = mutants.filter(({ killedBy }) => killedBy !== undefined).length;
  const survivors = mutants.filter(isSurvivor).length;
  const explained = mutants.length - killed - survivors;
  return `${toCounted(mutants.length, 'mutant')}: ${killed} killed, ${explained} explained, ${survivors} survive`;
}

function isOutlived(report: BoundaryReport): boolean {
  return report.isStrict && survivorsOf(report).length > 0;
}

function sumOf<T>(items: readonly T[], measure: (item: T) => number): number {
  return items.reduce((sum, item) => sum + measure(item), 0);
}
