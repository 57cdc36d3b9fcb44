import type { Evidence, SignalKey } from '../../core/correlation/evidence.ts';
import { CONDITION_LIFETIME_MS } from '../../core/finding/interval.ts';
import type { Instant } from '../../core/instant.ts';
import { type Item, type ItemKey, keyOf, numberOf, partitionOf, textOf, toKey, toNumber } from './item.ts';
import { fromPacked, toPacked } from './packed.ts';
import { fromSortPair, toLatestFirst, toSortPair, toSortText } from './sort-text.ts';
import { TABLE } from './table.ts';

/** The partition of all that is filed for one signal of one rule on one entity: pieces, values, and their count. */
export function placeOf({ rule, signal, entity }: SignalKey): string {
  return partitionOf('evidence', rule, signal, entity);
}

/** The item of a place that counts its pieces and its distinct values. */
export function countKeyOf(pk: string): ItemKey {
  return { pk, sk: 'count' };
}

/** The item that counts the pieces with one value. */
export function valueKeyOf(pk: string, value: string): ItemKey {
  return { pk, sk: `value#${toSortText(value)}` };
}

/**
 * Pieces lie in two strands, each by its latest end. In one the end of a piece tells when it was last observed, as that
 * of most conditions does: 90 days before it. Its first piece is then the one that was observed last, and the index by
 * observation, which costs a write unit for each piece, holds the other strand alone.
 */
export const STRANDS = { told: 't', indexed: 'i' } as const;

/** One of the strands of pieces: what their sort keys start with. */
export type Strand = (typeof STRANDS)[keyof typeof STRANDS];

/** The strand of a piece. */
function strandOf({ kind, to, lastObserved }: Evidence): Strand {
  const isTold = kind === 'condition' && to - lastObserved === CONDITION_LIFETIME_MS;
  return isTold ? STRANDS.told : STRANDS.indexed;
}

/** The item of a piece. */
export function pieceKeyOf(pk: string, piece: Evidence): ItemKey {
  return { pk, sk: strandOf(piece) + endTextOf(piece) };
}

/** The place of a piece within its strand: by its latest end. */
export function endTextOf({ to, finding }: Evidence): string {
  return toLatestFirst(to) + toSortPair(finding.productArn, finding.id);
}

/** The sort key of a piece in the index by latest start. */
export function startTextOf({ from, finding }: Evidence): string {
  return toLatestFirst(from) + toSortPair(finding.productArn, finding.id);
}

/** Comes after every instant as text: the character after the digits. */
export const AFTER_INSTANTS = ':';

/** What is kept of a piece beside what its keys and numbers say. */
type Body = Omit<Evidence, 'finding' | 'from' | 'to' | 'lastObserved'> & Partial<Pick<Evidence, 'finding'>>;

/** A piece of evidence as an item. */
export function toPieceItem(pk: string, piece: Evidence, expiresAt: number | undefined): Item {
  const { finding, from, to, lastObserved, ...rest } = piece;
  const pair = toSortPair(finding.productArn, finding.id);
  const [productArn, id] = fromSortPair(pair);
  const body: Body = productArn === finding.productArn && id === finding.id ? rest : { ...rest, finding };
  return {
    ...toKey(pieceKeyOf(pk, piece)),
    [TABLE.byStart.sortKey]: { S: startTextOf(piece) },
    ...(strandOf(piece) === STRANDS.indexed && {
      [TABLE.byObserved.sortKey]: { S: toLatestFirst(lastObserved) + partitionOf('finding', pair) },
    }),
    from: toNumber(from),
    to: toNumber(to),
    last: toNumber(lastObserved),
    data: toPacked(body),
    ...(expiresAt === undefined ? {} : { [TABLE.ttl]: toNumber(expiresAt) }),
  };
}

/** The piece of evidence that `toPieceItem` made an item of. */
export function fromPieceItem(item: Item): Evidence {
  const [productArn, id] = fromSortPair(keyOf(item).sk.slice(1 + toLatestFirst(ANY).length));
  return {
    finding: { productArn, id },
    ...fromPacked<Body>(item.data),
    from: numberOf(item, 'from') as Instant,
    to: numberOf(item, 'to') as Instant,
    lastObserved: numberOf(item, 'last') as Instant,
  };
}

const ANY = 0 as Instant;

/** The place that an item of evidence is filed at. */
export function placeIn(item: Item): string {
  return textOf(item, TABLE.partitionKey);
}
