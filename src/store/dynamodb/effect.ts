/**
 * What a change does to evidence and relations, one small effect at a time, and the writes that do it.
 *
 * A transaction takes 100 items at most, so a change may have to be cut. An effect is the least that cannot be: a
 * piece that comes or goes, a value of it that is counted, a relation that gains or loses a source. Effects on one
 * counter are added up, since a transaction may name an item only once.
 *
 *     [piece A comes] [value CVE-1 of A] [piece B comes] [value CVE-1 of B]
 *     →  put A, put B, set value CVE-1 to 2, count +2 pieces +1 distinct
 */
import type { Evidence, SignalKey } from '../../core/correlation/evidence.ts';
import type { Relation } from '../../core/entity/entity.ts';
import type { Parts } from './finding-item.ts';
import { type Item, type ItemKey, toNumber } from './item.ts';
import { toPacked } from './packed.ts';
import { countKeyOf, pieceKeyOf, placeOf, toPieceItem, valueKeyOf } from './piece-item.ts';
import { type HeldRelation, relationKeyOf, relationWrites, sideKeysOf } from './relation-item.ts';
import type { Write } from './session.ts';
import { type CountedValue, valueWrites } from './value-item.ts';

/** One thing that a change does. */
export type Effect = PieceEffect | ValueEffect | RelationEffect;

/** A finding comes to be evidence at a place, is so no longer, or is so otherwise. */
export interface PieceEffect {
  readonly kind: 'piece';
  readonly key: SignalKey;
  readonly before?: Evidence;
  readonly after?: Evidence;
}

/** A value is counted for one piece more or less. */
export interface ValueEffect {
  readonly kind: 'value';
  readonly key: SignalKey;
  readonly value: string;
  readonly by: 1 | -1;
}

/** A relation is stated by one source more or less. */
export interface RelationEffect {
  readonly kind: 'relation';
  readonly relation: Relation;
  readonly by: 1 | -1;
}

/** All that a change does; pieces come first, so that what has expired is known before its values are counted. */
export function toEffects({ filed, withdrawn, stated, ended }: Parts): readonly Effect[] {
  const pieces = new Map<string, PieceEffect>();
  for (const { key, evidence } of withdrawn)
    pieces.set(placeOf(key), { kind: 'piece', key, before: evidence });
  for (const { key, evidence } of filed) {
    const known = pieces.get(placeOf(key));
    pieces.set(placeOf(key), { kind: 'piece', key, ...known, after: evidence });
  }
  return [
    ...pieces.values(),
    ...[...pieces.values()].flatMap(valueEffects),
    ...stated.map((relation): Effect => ({ kind: 'relation', relation, by: 1 })),
    ...ended.map((relation): Effect => ({ kind: 'relation', relation, by: -1 })),
  ];
}

function valueEffects({ key, before, after }: PieceEffect): readonly ValueEffect[] {
  const had = new Set(before?.values);
  const has = new Set(after?.values);
  return [
    ...[...has].filter((value) => !had.has(value)).map((value) => valueEffect(key, value, 1)),
    ...[...had].filter((value) => !has.has(value)).map((value) => valueEffect(key, value, -1)),
  ];
}

function valueEffect(key: SignalKey, value: string, by: 1 | -1): ValueEffect {
  return { kind: 'value', key, value, by };
}

/** The items that an effect may write, for cutting a change into transactions. */
export function itemsOf(effect: Effect): readonly ItemKey[] {
  if (effect.kind === 'relation') return [relationKeyOf(effect.relation), ...sideKeysOf(effect.relation)];
  const pk = placeOf(effect.key);
  if (effect.kind === 'value') return [countKeyOf(pk), valueKeyOf(pk, effect.value)];
  const pieces = [effect.before, effect.after].flatMap((piece) => piece ?? []);
  return [countKeyOf(pk), ...pieces.map((piece) => pieceKeyOf(pk, piece))];
}

/** The items that have to be read before an effect can be written. */
export function readsOf(effect: Effect): readonly ItemKey[] {
  if (effect.kind === 'relation') return [relationKeyOf(effect.relation)];
  return effect.kind === 'value' ? [valueKeyOf(placeOf(effect.key), effect.value)] : [];
}

/** What effects come to: writes for one transaction, and the relations that begin or end by them. */
export interface EffectWrites {
  readonly writes: readonly Write[];
  /** For each write that removes a piece, by its number among the writes: the effect. */
  readonly removals: ReadonlyMap<number, PieceEffect>;
  readonly begun: readonly Relation[];
  readonly ended: readonly Relation[];
}

/** When an item may be forgotten by time, in seconds since 1970; undefined for never. */
export type ExpiryOf = (key: SignalKey, evidence: Evidence) => number | undefined;

/** The writes of effects, given the items that `readsOf` names; they hold on the condition that these still are so. */
export function toWrites(
  effects: readonly Effect[],
  held: (key: ItemKey) => Item | undefined,
  expiryOf: ExpiryOf,
): EffectWrites {
  const writes: Write[] = [];
  const removals = new Map<number, PieceEffect>();
  const counts = createCounts();
  for (const effect of effects) {
    if (effect.kind !== 'piece') continue;
    const pk = placeOf(effect.key);
    const { before, after } = effect;
    const by = (after === undefined ? 0 : 1) - (before === undefined ? 0 : 1);
    counts.add(effect.key, by, distinctBy(effect));
    if (before !== undefined) {
      removals.set(writes.length, effect);
      const isSameItem = after !== undefined && pieceKeyOf(pk, before).sk === pieceKeyOf(pk, after).sk;
      if (!isSameItem) writes.push({ remove: pieceKeyOf(pk, before), condition: EXISTS });
      else writes.push({ put: toPieceItem(pk, after, expiryOf(effect.key, after)), condition: EXISTS });
      if (isSameItem) continue;
    }
    if (after !== undefined) writes.push({ put: toPieceItem(pk, after, expiryOf(effect.key, after)) });
  }
  for (const { key, value, by } of mergedValues(effects)) {
    const { write, distinct } = valueWrites(key, value, by, held(valueKeyOf(placeOf(key), value)));
    if (write !== undefined) writes.push(write);
    counts.add(key, 0, distinct);
  }
  const relations = relationWrites(mergedRelations(effects), held);
  return {
    writes: [...writes, ...counts.writes(), ...relations.writes],
    removals,
    begun: relations.begun,
    ended: relations.ended,
  };
}

const EXISTS = { expression: 'attribute_exists(pk)' } as const;

/** A piece without values counts as one itself. */
function distinctBy({ before, after }: PieceEffect): number {
  const one = (piece: Evidence | undefined) => (piece !== undefined && piece.values === undefined ? 1 : 0);
  return one(after) - one(before);
}

interface Counts {
  add(key: SignalKey, pieces: number, distinct: number): void;
  writes(): readonly Write[];
}

function createCounts(): Counts {
  const byPlace = new Map<string, { key: SignalKey; pieces: number; distinct: number }>();
  return {
    add: (key, pieces, distinct) => {
      const pk = placeOf(key);
      const sum = byPlace.get(pk) ?? { key, pieces: 0, distinct: 0 };
      byPlace.set(pk, sum);
      sum.pieces += pieces;
      sum.distinct += distinct;
    },
    writes: () =>
      [...byPlace].flatMap(([pk, { key, pieces, distinct }]) =>
        pieces === 0 && distinct === 0 ? [] : [countWrite(pk, key, pieces, distinct)],
      ),
  };
}

/** Rule, signal and entity are written for people who look at the table: its keys are hashes. */
function countWrite(
  pk: string,
  { rule, signal, entity }: SignalKey,
  pieces: number,
  distinct: number,
): Write {
  return {
    update: countKeyOf(pk),
    expression: 'ADD pieces :p, distinctValues :d SET #place = :place',
    names: { '#place': 'place' },
    values: {
      ':p': toNumber(pieces),
      ':d': toNumber(distinct),
      ':place': toPacked([rule, signal, entity]),
    },
  };
}

/** Several pieces of one change may share a place and a value. */
function mergedValues(effects: readonly Effect[]): Iterable<CountedValue> {
  const merged = new Map<string, CountedValue>();
  for (const effect of effects) {
    if (effect.kind !== 'value') continue;
    const { pk, sk } = valueKeyOf(placeOf(effect.key), effect.value);
    const by = (merged.get(`${pk}${sk}`)?.by ?? 0) + effect.by;
    merged.set(`${pk}${sk}`, { key: effect.key, value: effect.value, by });
  }
  return merged.values();
}

function mergedRelations(effects: readonly Effect[]): readonly HeldRelation[] {
  const merged = new Map<string, HeldRelation>();
  for (const effect of effects) {
    if (effect.kind !== 'relation') continue;
    const { pk } = relationKeyOf(effect.relation);
    const by = (merged.get(pk)?.by ?? 0) + effect.by;
    merged.set(pk, { relation: effect.relation, by });
  }
  return [...merged.values()].filter(({ by }) => by !== 0);
}
