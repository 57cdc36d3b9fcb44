import { harmlessText } from '../../core/harmless-text.ts';
import type { JsonObject } from '../../core/json.ts';
import type { BoundaryReport, PlacedMutant } from './run-boundaries.ts';
import { boundaryLine, isSurvivor, mutantLine, survivorsOf } from './tally-boundaries.ts';

/** The report of a rule in short: sums, boundary cases that failed, why some were skipped, mutants that survive. */
export function toBoundaryText(report: BoundaryReport, caseFile: string): string {
  const failed = report.run.results.filter(({ differences }) => differences.length > 0);
  const lines = [
    `  ${boundaryLine([report])}`,
    ...failed.flatMap(({ madeOf, name, position, differences }) => [
      `  FAIL  ${madeOf}: ${name} (${caseFile}:${position.line}:${position.column})`,
      ...differences.map((difference) => `        ${difference}`),
    ]),
    ...skippedByReason(report).map(([reason, times]) => `  skip  ${times} × ${reason}`),
    `  ${mutantLine([report])}`,
    ...survivorsOf(report).flatMap(({ name, position, wanted }) => [
      `  LIVES ${name} (${report.ruleFile}:${position.line}:${position.column})`,
      `        wanted: ${wanted}`,
    ]),
  ];
  return lines.map((line) => `${harmlessText(line)}\n`).join('');
}

function skippedByReason({ run }: BoundaryReport): readonly (readonly [reason: string, times: number])[] {
  const times = new Map<string, number>();
  for (const { reason } of run.skipped) times.set(reason, (times.get(reason) ?? 0) + 1);
  return [...times];
}

/** The members that the report of a rule adds to its results. */
export function toBoundaryJson({ ruleFile, run, mutants, issues }: BoundaryReport): JsonObject {
  return {
    boundaries: {
      cases: run.results.map(({ madeOf, name, position, differences }) => {
        const passed = differences.length === 0;
        return { name, madeOf, line: position.line, passed, differences };
      }),
      skipped: run.skipped.map(({ madeOf, name, reason }) => ({ name, madeOf, reason })),
    },
    mutants: mutants.map((mutant) => toMutantJson(mutant, ruleFile)),
    idleExplanations: issues.map(({ message, position }) => ({ message, line: position?.line ?? 0 })),
  };
}

function toMutantJson(mutant: PlacedMutant, file: string): JsonObject {
  const { name, position, killedBy, explanation, wanted } = mutant;
  return {
    name,
    file,
    line: position.line,
    column: position.column,
    outcome: outcomeOf(mutant),
    ...(killedBy !== undefined && { killedBy }),
    ...(explanation !== undefined && { explanation }),
    ...(isSurvivor(mutant) && { wanted }),
  };
}

function outcomeOf({ killedBy, explanation }: PlacedMutant): 'killed' | 'explained' | 'survived' {
  if (killedBy !== undefined) return 'killed';
  return explanation === undefined ? 'survived' : 'explained';
}
