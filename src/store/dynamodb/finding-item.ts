import type { Evidence, Filing } from '../../core/correlation/evidence.ts';
import type { FindingChange } from '../../core/correlation/finding-change.ts';
import type { Observation } from '../../core/correlation/observe.ts';
import type { Entity, Relation } from '../../core/entity/entity.ts';
import type { FindingKey } from '../../core/finding/finding.ts';
import { type Item, type ItemKey, numberOf, partitionOf, textOf, toKey, toNumber } from './item.ts';
import { fromPacked, toPacked } from './packed.ts';
import { TABLE } from './table.ts';

/** The parts of a change that a save still has to write when the finding itself is written. */
export type Parts = Pick<FindingChange, 'filed' | 'withdrawn' | 'stated' | 'ended'>;

/** The newest version of a finding as the table holds it. */
export interface HeldFinding {
  readonly observation: Observation;
  /** Tells one save from another that wrote the same version. */
  readonly nonce: string;
  /** Present while a save too large for one transaction is under way. */
  readonly pending?: PendingSave;
}

/** A save that takes several steps. */
export interface PendingSave {
  readonly parts: Parts;
  /** How many effects of the parts are done. */
  readonly step: number;
  /** Places whose piece was to be removed and is gone already: it has no effects, but is told as withdrawn. */
  readonly gone?: readonly string[];
}

/** Where the newest version of a finding is kept. */
export function findingKeyOf({ productArn, id }: FindingKey): ItemKey {
  return { pk: partitionOf('finding', productArn, id), sk: 'version' };
}

/** The newest version of a finding as an item. */
export function toFindingItem(held: HeldFinding, expiresAt: number | undefined): Item {
  const { observation, nonce, pending } = held;
  return {
    ...toKey(findingKeyOf(observation.key)),
    version: { S: observation.order },
    nonce: { S: nonce },
    data: toPacked(toBody(observation)),
    ...(pending && { pending: toPacked(pending.parts), step: toNumber(pending.step) }),
    ...(pending?.gone && { gone: toPacked(pending.gone) }),
    ...(expiresAt === undefined ? {} : { [TABLE.ttl]: toNumber(expiresAt) }),
  };
}

/** What `toFindingItem` made an item of. */
export function fromFindingItem(item: Item): HeldFinding {
  const pending = item.pending && {
    parts: fromPacked<Parts>(item.pending),
    step: numberOf(item, 'step'),
    ...(item.gone && { gone: fromPacked<readonly string[]>(item.gone) }),
  };
  return {
    observation: fromBody(fromPacked<Body>(item.data), textOf(item, 'version')),
    nonce: textOf(item, 'nonce'),
    ...(pending && { pending }),
  };
}

/** A piece is evidence of its own finding, unless it says otherwise. */
type KeptPiece = Omit<Evidence, 'finding'> & Partial<Pick<Evidence, 'finding'>>;

/** An observation with each entity and each piece written once, however many signals share them. */
interface Body {
  readonly key: readonly [string, string];
  readonly isMatched?: true;
  readonly rules?: string;
  readonly withdrawal?: string;
  readonly entities?: readonly Entity[];
  readonly pieces?: readonly KeptPiece[];
  /** Rule, signal, entity of the key, place among the entities, place among the pieces. */
  readonly filings?: readonly (readonly [string, string, string | null, number, number])[];
  readonly relations?: readonly (readonly [number, number])[];
}

function toBody(observation: Observation): Body {
  const { key, isMatched, withdrawal, filings, relations } = observation;
  const entities = createList<Entity>();
  const pieces = createList<KeptPiece>();
  const filed = filings.map(({ key: at, entity, evidence: { finding, ...rest } }) => {
    const isOwn = finding.productArn === key.productArn && finding.id === key.id;
    const piece = isOwn ? rest : { ...rest, finding };
    const place = at.entity === entity.key ? null : at.entity;
    return [at.rule, at.signal, place, entities.placeOf(entity), pieces.placeOf(piece)] as const;
  });
  const tied = relations.map(({ ends: [a, b] }) => [entities.placeOf(a), entities.placeOf(b)] as const);
  return {
    key: [key.productArn, key.id],
    ...(isMatched && { isMatched }),
    ...(observation.rules === undefined ? {} : { rules: observation.rules }),
    ...(withdrawal === undefined ? {} : { withdrawal }),
    ...(entities.all.length > 0 && { entities: entities.all }),
    ...(filed.length > 0 && { pieces: pieces.all, filings: filed }),
    ...(tied.length > 0 && { relations: tied }),
  };
}

/** Values each once, told apart by their JSON. */
function createList<T>(): { readonly all: readonly T[]; placeOf(value: T): number } {
  const all: T[] = [];
  const places = new Map<string, number>();
  return {
    all,
    placeOf: (value) => {
      const text = JSON.stringify(value);
      const place = places.get(text) ?? all.push(value) - 1;
      places.set(text, place);
      return place;
    },
  };
}

function fromBody(body: Body, order: string): Observation {
  const finding = { productArn: body.key[0], id: body.key[1] };
  const filings = (body.filings ?? []).map(([rule, signal, place, entityPlace, piecePlace]): Filing => {
    const entity = elementOf(body.entities, entityPlace);
    const evidence = { finding, ...elementOf(body.pieces, piecePlace) };
    return { key: { rule, signal, entity: place ?? entity.key }, entity, evidence };
  });
  const relations = (body.relations ?? []).map(
    ([a, b]): Relation => ({ ends: [elementOf(body.entities, a), elementOf(body.entities, b)] }),
  );
  return {
    key: finding,
    order,
    isMatched: body.isMatched === true,
    ...(body.rules === undefined ? {} : { rules: body.rules }),
    ...(body.withdrawal === undefined ? {} : { withdrawal: body.withdrawal }),
    filings,
    relations,
  };
}

function elementOf<T>(list: readonly T[] | undefined, place: number): T {
  const element = list?.[place];
  if (element === undefined) throw new Error('an item of a finding that names what it does not hold');
  return element;
}
