/**
 * What follows when TTL has removed an item. The record of the removal comes by the stream, at least once and late:
 * each is applied once, under a note with the record's id.
 */
import type { Relation } from '../../core/entity/entity.ts';
import { cutEffects } from './cut-effects.ts';
import { type Effect, type EffectWrites, toExpiredEffects } from './effect.ts';
import { fromFindingItem } from './finding-item.ts';
import { type Item, numberOf, toKey, toNumber } from './item.ts';
import { countKeyOf, fromPieceItem, placeIn } from './piece-item.ts';
import { BusyError } from './retry.ts';
import { plan } from './save-finding.ts';
import { ConditionError, type Session } from './session.ts';
import { PREFIX, TABLE } from './table.ts';

/** A removal that the stream tells of. */
export interface Removal {
  /** The id of the record: the same each time it is delivered. */
  readonly eventId: string;
  /** The item as it was. */
  readonly image: Item;
  /** When the note about it may go, in seconds since 1970: later than the stream can deliver it again (24 hours). */
  readonly noteExpiresAt: number;
  /** Items a transaction may write. */
  readonly writesMax: number;
}

/** Discounts a piece of evidence that TTL has removed; a place without any goes. */
export async function expirePiece(session: Session, removal: Removal): Promise<void> {
  const pk = placeIn(removal.image);
  await applyOnce(session, toExpiredEffects(pk, fromPieceItem(removal.image)), removal);
  const count = await session.get(countKeyOf(pk));
  if (count === undefined || numberOf(count, 'pieces') > 0) return;
  const isEmpty = { expression: 'pieces <= :none', values: { ':none': toNumber(0) } };
  try {
    await session.remove(countKeyOf(pk), isEmpty);
  } catch (error) {
    // Something was filed there in the meantime.
    if (!(error instanceof ConditionError)) throw error;
  }
}

/** Ends what a finding that TTL has removed was the last to state. */
export async function expireFinding(session: Session, removal: Removal): Promise<void> {
  const { observation } = fromFindingItem(removal.image);
  const effects = observation.relations.map(
    (relation: Relation): Effect => ({ kind: 'relation', relation, by: -1 }),
  );
  await applyOnce(session, effects, removal);
}

/** Puts a finding that TTL has removed back until `expiresAt`; false where it has come anew, or expired before. */
export async function keepFinding(session: Session, removal: Removal, expiresAt: number): Promise<boolean> {
  const put = { ...removal.image, [TABLE.ttl]: toNumber(expiresAt) };
  const isGone = { expression: 'attribute_not_exists(pk)' };
  try {
    await session.transact([
      { put: { ...noteOf(removal, 0), kept: { BOOL: true } }, condition: isGone },
      { put, condition: isGone },
    ]);
    return true;
  } catch (error) {
    if (error instanceof ConditionError) return false;
    throw error;
  }
}

/** How often a run of effects is planned anew when what it rests on has changed in the meantime. */
const PLANS_MAX = 20;

async function applyOnce(session: Session, effects: readonly Effect[], removal: Removal): Promise<void> {
  for (const [number, run] of cutEffects(effects, removal.writesMax - 1).entries()) {
    if ((await writeOnce(session, noteOf(removal, number), run)) === 'kept') return;
  }
}

function noteOf({ eventId, noteExpiresAt }: Removal, number: number): Item {
  return {
    ...toKey({ pk: PREFIX.once + eventId, sk: String(number) }),
    [TABLE.ttl]: toNumber(noteExpiresAt),
  };
}

async function writeOnce(session: Session, note: Item, run: readonly Effect[]): Promise<'applied' | 'kept'> {
  for (let plans = 0; plans < PLANS_MAX; plans += 1) {
    const { writes }: EffectWrites = await plan(session, run, { expiryOf: () => undefined });
    try {
      await session.transact([
        { put: note, condition: { expression: 'attribute_not_exists(pk)' } },
        ...writes,
      ]);
      return 'applied';
    } catch (error) {
      if (!(error instanceof ConditionError)) throw error;
      if (error.held.has(0)) return error.held.get(0)?.kept?.BOOL === true ? 'kept' : 'applied';
    }
  }
  throw new BusyError('what an expired item was counted in kept changing');
}
