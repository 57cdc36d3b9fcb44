import type { BusClause } from '../../core/bus/bus-clause.ts';
import {
  PATTERN_CHARACTERS_MAX,
  patternCharacters,
  toFindingsPattern,
} from '../../core/bus/event-pattern.ts';

/**
 * The clauses laid into few patterns, the longest first and each into the first pattern with room for it. A pattern
 * of 2,048 characters has no room for as many `$or` as EventBridge refuses (1,000 combinations).
 */
export function packClauses(clauses: readonly BusClause[]): readonly (readonly BusClause[])[] {
  const sets: { readonly clauses: BusClause[]; characters: number }[] = [];
  const lengths = new Map(clauses.map((clause) => [clause, addedCharacters(clause)]));
  const byLength = clauses.toSorted((a, b) => (lengths.get(b) ?? 0) - (lengths.get(a) ?? 0));
  for (const clause of byLength) {
    const length = lengths.get(clause) ?? 0;
    const set = sets.find(({ characters }) => characters + length <= PATTERN_CHARACTERS_MAX);
    if (set === undefined) sets.push({ clauses: [clause], characters: FRAME_CHARACTERS + length });
    else {
      set.clauses.push(clause);
      set.characters += length;
    }
  }
  return sets.map((set) => set.clauses);
}

const EXAMPLE: BusClause = new Map([['Region', ['']]]);

/** Characters of a pattern around the choices of its `$or`. */
const FRAME_CHARACTERS =
  patternCharacters(toFindingsPattern([EXAMPLE, EXAMPLE])) - 2 * addedCharacters(EXAMPLE);

/** Characters that a further choice adds to a pattern with `$or`, its comma included. */
function addedCharacters(clause: BusClause): number {
  const two = patternCharacters(toFindingsPattern([EXAMPLE, EXAMPLE]));
  return patternCharacters(toFindingsPattern([EXAMPLE, EXAMPLE, clause])) - two;
}
