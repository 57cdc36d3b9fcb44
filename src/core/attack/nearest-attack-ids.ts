import { parentId, techniqueOf } from './attack-ids.ts';
import { TACTICS } from './tactics.ts';
import { TECHNIQUES } from './technique-table.ts';

/** More candidates than this help nobody. */
const NEAREST_MAX = 3;

/**
 * The ids that a misspelt one may have been meant to be, at most three, in the order of the tables: those with two
 * neighbouring characters the other way round, or else those with one other character. The number of a sub-technique
 * is looked for in its own technique, where that exists. Empty where there is none, or too many to tell.
 */
export function nearestAttackIds(id: string): readonly string[] {
  const parent = techniqueOf(parentId(id));
  const candidates = parent === undefined ? ALL : ALL.filter((other) => other.startsWith(`${parent.id}.`));
  const swapped = candidates.filter((other) => isSwapped(id, other));
  const found = swapped.length > 0 ? swapped : candidates.filter((other) => differsByOne(id, other));
  return found.length > NEAREST_MAX ? [] : found;
}

const ALL: readonly string[] = [...TACTICS, ...TECHNIQUES].map(({ id }) => id);

function isSwapped(id: string, other: string): boolean {
  if (id.length !== other.length) return false;
  const [first = 0, second = 0, ...more] = differences(id, other);
  if (second !== first + 1 || more.length > 0) return false;
  return id.charAt(first) === other.charAt(second) && id.charAt(second) === other.charAt(first);
}

function differsByOne(id: string, other: string): boolean {
  return id.length === other.length && differences(id, other).length === 1;
}

/** The places at which two texts of one length have different characters. */
function differences(id: string, other: string): readonly number[] {
  return Array.from(id).flatMap((character, at) => (character === other.charAt(at) ? [] : [at]));
}
