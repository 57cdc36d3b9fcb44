import type { BusClause, BusMember } from '../../core/bus/bus-clause.ts';
import {
  PATTERN_CHARACTERS_MAX,
  patternCharacters,
  toFindingsPattern,
} from '../../core/bus/event-pattern.ts';
import type { Json } from '../../core/json.ts';

/**
 * Clauses that together let in what this one does, each short enough for a pattern of its own: the longest of its
 * lists is cut into pieces.
 */
export function splitClause(clause: BusClause): readonly BusClause[] {
  const tooMany = patternCharacters(toFindingsPattern([clause])) - PATTERN_CHARACTERS_MAX;
  if (tooMany <= 0) return [clause];
  const [longest] = [...clause]
    .filter(([, list]) => list.length > 1)
    .sort((a, b) => lengthOf(b) - lengthOf(a));
  if (longest === undefined)
    throw new Error('a clause with one matcher for each member is too long for a pattern');
  const [member, list] = longest;
  // Where other lists are long as well there is hardly room for this one: halves leave it to them to be cut next.
  const room = Math.max(lengthOf(longest) - tooMany, lengthOf(longest) / 2);
  const pieces = Math.min(list.length, Math.max(2, Math.ceil(lengthOf(longest) / room)));
  return cut(list, pieces).flatMap((piece) => splitClause(new Map(clause).set(member, piece)));
}

function cut(list: readonly Json[], pieces: number): readonly (readonly Json[])[] {
  const size = Math.ceil(list.length / pieces);
  return Array.from({ length: Math.ceil(list.length / size) }, (_, at) =>
    list.slice(at * size, (at + 1) * size),
  );
}

function lengthOf([, list]: readonly [BusMember, readonly Json[]]): number {
  return JSON.stringify(list).length;
}
