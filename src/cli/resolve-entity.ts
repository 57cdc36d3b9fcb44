import { distance } from 'fastest-levenshtein';
import type { Entity } from '../core/entity/entity.ts';
import { entityOf } from '../core/entity/entity-of.ts';
import { UsageError } from './usage-error.ts';

const CANDIDATES_SHOWN = 5;
const COMPARED_LENGTH_MAX = 128;

/** Where entities are seen, in words, and what helps for those that are not. */
export interface SeenIn {
  /** `no finding in the input` */
  readonly nothing: string;
  readonly wayOut?: string;
}

const SEEN_IN_INPUT: SeenIn = { nothing: 'no finding in the input' };

/**
 * The entity of a type that the user means, among those seen: by its key, by an ARN in any spelling, or by the end
 * of its key (`i-0abc`, a bucket's name, an account id). Throws UsageError with candidates when there is none or
 * more than one.
 */
export function resolveEntity(
  text: string,
  type: string,
  seen: ReadonlyMap<string, Entity>,
  seenIn: SeenIn = SEEN_IN_INPUT,
): Entity {
  const canonical = entityOf({ Type: type, Id: text }, undefined);
  const exact = seen.get(text) ?? (canonical === undefined ? undefined : seen.get(canonical.key));
  if (exact !== undefined) return exact;
  const ending = [...seen.values()].filter(({ key }) => endsWithName(key, text));
  const [first, second] = ending;
  if (first !== undefined && second === undefined) return first;
  if (first === undefined) throw unknownEntity(text, type, seen, seenIn);
  const hint = `name one of them: ${namesOf(ending)}`;
  throw new UsageError(`\`${text}\` is ${ending.length} entities of type ${type}`, { hint });
}

/** The part of a key by which people call an entity: what follows its last `/` or `:`. */
function nameOf(key: string): string {
  return key.slice(Math.max(key.lastIndexOf('/'), key.lastIndexOf(':')) + 1);
}

function endsWithName(key: string, name: string): boolean {
  if (name === '' || !key.endsWith(name)) return false;
  const before = key.charAt(key.length - name.length - 1);
  return before === '/' || before === ':';
}

function unknownEntity(
  text: string,
  type: string,
  seen: ReadonlyMap<string, Entity>,
  { nothing, wayOut }: SeenIn,
): UsageError {
  const near = seen.size === 0 ? [] : [`the nearest are ${namesOf(nearest(text, [...seen.values()]))}`];
  const hint = [...(wayOut === undefined ? [] : [wayOut]), ...near].join('; ');
  const what = seen.size === 0 ? '' : `\`${text}\`, `;
  return new UsageError(`${nothing} is about ${what}an entity of type ${type}`, hint === '' ? {} : { hint });
}

function nearest(text: string, entities: readonly Entity[]): readonly Entity[] {
  const name = nameOf(text).slice(0, COMPARED_LENGTH_MAX);
  return entities
    .map((entity) => ({ entity, steps: distance(name, nameOf(entity.key).slice(0, COMPARED_LENGTH_MAX)) }))
    .sort((a, b) => a.steps - b.steps || (a.entity.key < b.entity.key ? -1 : 1))
    .map(({ entity }) => entity);
}

function namesOf(entities: readonly Entity[]): string {
  const shown = entities.slice(0, CANDIDATES_SHOWN).map(({ key }) => key);
  return `${shown.join(', ')}${entities.length > CANDIDATES_SHOWN ? ', …' : ''}`;
}
