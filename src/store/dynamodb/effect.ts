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
import { type Item, type ItemKey, keyOf, toNumber } from './item.ts';
import { toPacked } from './packed.ts';
import { countKeyOf, pieceKeyOf, placeOf, toPieceItem, valueKeyOf } from './piece-item.ts';
import { type HeldRelation, relationKeyOf, relationWrites, sideKeysOf } from './relation-item.ts';
import type { Write } from './session.ts';
import { type CountedValue, valueWrites } from './value-item.ts';

/** One thing that a change does. */
export type Effect = PieceEffect | ExpiredEffect | ValueEffect | RelationEffect;

/** A finding comes to be evidence at a place, is so no longer, or is so otherwise. */
export interface PieceEffect {
  readonly kind: 'piece';
  readonly key: SignalKey;
  readonly before?: Evidence;
  readonly after?: Evidence;
}

/** A piece that TTL has removed from a place counts no more. */
export interface ExpiredEffect {
  readonly kind: 'expired';
  readonly pk: string;
  readonly piece: Evidence;
}

/** A value is counted for one piece more or less. */
export interface ValueEffect {
  readonly kind: 'value';
  /** The place: the partition of what is filed there. */
  readonly pk: string;
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
  const pk = placeOf(key);
  const had = new Set(before?.values);
  const has = new Set(after?.values);
  return [
    ...[...has].filter((value) => !had.has(value)).map((value) => valueEffect(pk, value, 1)),
    ...[...had].filter((value) => !has.has(value)).map((value) => valueEffect(pk, value, -1)),
  ];
}

function valueEffect(pk: string, value: string, by: 1 | -1): ValueEffect {
  return { kind: 'value', pk, value, by };
}

/** What has to be counted when TTL has removed a piece. */
export function toExpiredEffects(pk: string, piece: Evidence): readonly Effect[] {
  const values = [...new Set(piece.values)].map((value) => valueEffect(pk, value, -1));
  return [{ kind: 'expired', pk, piece }, ...values];
}

/** The items that an effect may write, for cutting a change into transactions. */
export function itemsOf(effect: Effect): readonly ItemKey[] {
  if (effect.kind === 'relation') return [relationKeyOf(effect.relation), ...sideKeysOf(effect.relation)];
  if (effect.kind === 'value') return [countKeyOf(effect.pk), valueKeyOf(effect.pk, effect.value)];
  if (effect.kind === 'expired') return [countKeyOf(effect.pk)];
  const pk = placeOf(effect.key);
  const pieces = [effect.before, effect.after].flatMap((piece) => piece ?? []);
  return [countKeyOf(pk), ...pieces.map((piece) => pieceKeyOf(pk, piece))];
}

/** The items that have to be read before an effect can be written. */
export function readsOf(effect: Effect): readonly ItemKey[] {
  if (effect.kind === 'relation') return [relationKeyOf(effect.relation)];
  return effect.kind === 'value' ? [valueKeyOf(effect.pk, effect.value)] : [];
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
    if (effect.kind === 'expired') counts.add(effect.pk, changeOf({ before: effect.piece }));
    if (effect.kind !== 'piece') continue;
    counts.add(placeOf(effect.key), changeOf(effect), effect.key);
    if (effect.before !== undefined) removals.set(writes.length, effect);
    writes.push(...pieceWrites(effect, expiryOf));
  }
  for (const { pk, value, by } of mergedValues(effects)) {
    const { write, distinct } = valueWrites(pk, value, by, held(valueKeyOf(pk, value)));
    if (write !== undefined) writes.push(write);
    counts.add(pk, { pieces: 0, distinct });
  }
  const relations = relationWrites(mergedRelations(effects), held);
  return {
    writes: [...writes, ...counts.writes(), ...relations.writes],
    removals,
    begun: relations.begun,
    ended: relations.ended,
  };
}

/** A piece that keeps its item is overwritten; what has been removed by TTL in the meantime is neither. */
function pieceWrites({ key, before, after }: PieceEffect, expiryOf: ExpiryOf): readonly Write[] {
  const pk = placeOf(key);
  const added = after && toPieceItem(pk, after, expiryOf(key, after));
  if (before === undefined) return added === undefined ? [] : [{ put: added }];
  const removed = pieceKeyOf(pk, before);
  if (added === undefined) return [{ remove: removed, condition: EXISTS }];
  if (keyOf(added).sk === removed.sk) return [{ put: added, condition: EXISTS }];
  return [{ remove: removed, condition: EXISTS }, { put: added }];
}

const EXISTS = { expression: 'attribute_exists(pk)' } as const;

/** What pieces that come and go add to the counts of their place; one without values counts as a value itself. */
function changeOf({ before, after }: Pick<PieceEffect, 'before' | 'after'>): CountChange {
  const by = (isCounted: (piece: Evidence) => boolean) =>
    Number(after !== undefined && isCounted(after)) - Number(before !== undefined && isCounted(before));
  return {
    pieces: by(() => true),
    distinct: by(({ values }) => values === undefined),
  };
}

interface Counts {
  /** `key` is written for people who look at the table, whose keys are hashes. */
  add(pk: string, change: CountChange, key?: SignalKey): void;
  writes(): readonly Write[];
}

interface CountChange {
  readonly pieces: number;
  readonly distinct: number;
}

function createCounts(): Counts {
  const byPlace = new Map<string, { readonly change: CountChange; readonly key: SignalKey | undefined }>();
  return {
    add: (pk, { pieces, distinct }, key) => {
      const known = byPlace.get(pk);
      const before = known?.change ?? { pieces: 0, distinct: 0 };
      const change = {
        pieces: before.pieces + pieces,
        distinct: before.distinct + distinct,
      };
      byPlace.set(pk, { change, key: key ?? known?.key });
    },
    writes: () => [...byPlace].flatMap(([pk, { change, key }]) => countWrites(pk, change, key)),
  };
}

function countWrites(
  pk: string,
  { pieces, distinct }: CountChange,
  key: SignalKey | undefined,
): readonly Write[] {
  if (pieces === 0 && distinct === 0) return [];
  const values = { ':pieces': toNumber(pieces), ':distinct': toNumber(distinct) };
  const update = countKeyOf(pk);
  const expression = 'ADD pieces :pieces, distinctValues :distinct';
  if (key === undefined) return [{ update, expression, values }];
  const place = toPacked([key.rule, key.signal, key.entity]);
  return [
    {
      update,
      expression: `${expression} SET #place = :place`,
      names: { '#place': 'place' },
      values: { ...values, ':place': place },
    },
  ];
}

/** Several pieces of one change may share a place and a value. */
function mergedValues(effects: readonly Effect[]): Iterable<CountedValue> {
  const merged = new Map<string, CountedValue>();
  for (const effect of effects) {
    if (effect.kind !== 'value') continue;
    const { pk, value } = effect;
    const text = `${pk}\n${value}`;
    merged.set(text, { pk, value, by: (merged.get(text)?.by ?? 0) + effect.by });
  }
  return merged.values();
}

function mergedRelations(effects: readonly Effect[]): readonly HeldRelation[] {
  const merged = new Map<string, HeldRelation>();
  for (const effect of effects) {
    if (effect.kind !== 'relation') continue;
    const { pk } = relationKeyOf(effect.relation);
    const { relation, by } = merged.get(pk) ?? { relation: effect.relation, by: 0 };
    merged.set(pk, { relation, by: by + effect.by });
  }
  return [...merged.values()].filter(({ by }) => by !== 0);
}
