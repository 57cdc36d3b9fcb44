import type { FindingChange, RelationChanges } from '../../core/correlation/finding-change.ts';
import type { Observation } from '../../core/correlation/observe.ts';
import type { Relation } from '../../core/entity/entity.ts';
import { ConflictError } from '../../store.ts';
import { cutEffects } from './cut-effects.ts';
import { type Effect, type EffectWrites, type ExpiryOf, readsOf, toEffects, toWrites } from './effect.ts';
import {
  findingKeyOf,
  fromFindingItem,
  type HeldFinding,
  type Parts,
  toFindingItem,
} from './finding-item.ts';
import { type Item, keyOf, textOf, toNumber } from './item.ts';
import { placeOf } from './piece-item.ts';
import { BusyError } from './retry.ts';
import { type Condition, ConditionError, type Session, type Write } from './session.ts';

/** What saving needs to know beside the change. */
export interface SaveOptions {
  /** Items a transaction may write: 100, fewer in tests of what is cut. */
  readonly writesMax: number;
  readonly expiryOf: ExpiryOf;
  /** When the newest version of a finding may be forgotten, in seconds since 1970; undefined for never. */
  readonly findingExpiryOf: (observation: Observation) => number | undefined;
  /** When an incident that resolves now may be forgotten, in seconds since 1970; absent for never. */
  readonly resolvedExpiry?: () => number;
  /** The clock: milliseconds since 1970. */
  readonly now: () => number;
  /** A text that no other save has. */
  readonly createNonce: () => string;
}

/** How often a save is planned anew when what it rests on has changed in the meantime. */
const PLANS_MAX = 20;

/**
 * Saves a version of a finding with all that it changes. What fits into one transaction is written by one. More is
 * written in steps: the finding first, together with what is still to do, then part after part, each in a transaction
 * with the number of the step. Whoever comes upon a save that was left halfway completes it (`completeSave`), so that
 * it is all or nothing to everyone who loads the finding before he judges. Throws ConflictError.
 */
export async function saveFinding(
  session: Session,
  change: FindingChange,
  options: SaveOptions,
): Promise<RelationChanges> {
  const nonce = options.createNonce();
  const isWhole = cutEffects(toEffects(change), options.writesMax - 1).length <= 1;
  if (isWhole) return saveAtOnce(session, change, nonce, options);
  const { filed, withdrawn, stated, ended } = change;
  const parts = { filed, withdrawn, stated, ended };
  const held: HeldFinding = { observation: change.next, nonce, pending: { parts, step: 0 } };
  const item = toFindingItem(held, options.findingExpiryOf(change.next));
  await orConflict(change, nonce, () => session.put(item, replacing(change)));
  return (await completeSave(session, held, options)).relations;
}

async function saveAtOnce(
  session: Session,
  change: FindingChange,
  nonce: string,
  options: SaveOptions,
): Promise<RelationChanges> {
  const item = toFindingItem({ observation: change.next, nonce }, options.findingExpiryOf(change.next));
  let parts: Parts = change;
  for (let plans = 0; plans < PLANS_MAX; plans += 1) {
    const planned = await plan(session, toEffects(parts), options);
    const failed = await orConflict(change, nonce, () =>
      planned.writes.length === 0
        ? session.put(item, replacing(change))
        : session.transact([{ put: item, condition: replacing(change) }, ...planned.writes]),
    );
    if (failed === undefined) return { begun: planned.begun, ended: planned.ended };
    parts = withoutGone(parts, goneIn(failed, planned));
  }
  throw new BusyError(`what finding ${change.next.key.id} rests on kept changing`);
}

/** Undefined when the write has been done; throws ConflictError when the finding itself stood in its way. */
async function orConflict(
  { next }: FindingChange,
  nonce: string,
  write: () => Promise<void>,
): Promise<ConditionError | undefined> {
  const failed = await conditionErrorOf(write());
  if (failed === undefined || !failed.held.has(FINDING)) return failed;
  // A write that was carried out, but whose answer was lost, stands in its own way when it is tried again.
  if (textOf(failed.held.get(FINDING), 'nonce') === nonce) return undefined;
  throw new ConflictError(`finding ${next.key.id} was saved by somebody else`);
}

/** The number that the finding has among the writes of its transaction. */
const FINDING = 0;

/** The condition that the version which a change replaces is still the newest, and whole. */
export function replacing({ replaces }: FindingChange): Condition {
  if (replaces === undefined) return { expression: 'attribute_not_exists(pk)' };
  return {
    expression: '#version = :replaces AND attribute_not_exists(pending)',
    names: { '#version': 'version' },
    values: { ':replaces': { S: replaces } },
  };
}

/** Carries on, from where it was left, a save that takes several steps; the relations that begin or end by it. */
export async function completeSave(
  session: Session,
  started: HeldFinding,
  options: SaveOptions,
): Promise<{ readonly observation: Observation; readonly relations: RelationChanges }> {
  const begun: Relation[] = [];
  const ended: Relation[] = [];
  let held: HeldFinding | undefined = started;
  for (let plans = 0; held?.pending !== undefined; plans += 1) {
    if (plans > PLANS_MAX + toEffects(started.pending?.parts ?? NOTHING).length)
      throw new BusyError(`what finding ${held.observation.key.id} rests on kept changing`);
    const done: EffectWrites | undefined = await takeStep(session, held, options);
    begun.push(...(done?.begun ?? []));
    ended.push(...(done?.ended ?? []));
    const item = await session.get(findingKeyOf(held.observation.key));
    held = item === undefined ? undefined : fromFindingItem(item);
  }
  return { observation: held?.observation ?? started.observation, relations: { begun, ended } };
}

const NOTHING: Parts = { filed: [], withdrawn: [], stated: [], ended: [] };

/** What the step has written; undefined when somebody else took it, or what it rests on had changed. */
async function takeStep(
  session: Session,
  held: HeldFinding,
  options: SaveOptions,
): Promise<EffectWrites | undefined> {
  const { parts, step, gone = [] } = held.pending ?? { parts: NOTHING, step: 0 };
  const left = toEffects(withoutGone(parts, gone)).slice(step);
  const next = cutEffects(left, options.writesMax - 1)[0] ?? [];
  const planned = await plan(session, next, options);
  const isLast = next.length === left.length;
  const { pending: _, ...whole } = held;
  const after = isLast ? whole : { ...whole, pending: { ...held.pending, parts, step: step + next.length } };
  const failed = await conditionErrorOf(
    session.transact([stepWrite(after, held, options), ...planned.writes]),
  );
  if (failed === undefined) return planned;
  const found = failed.held.has(FINDING) ? [] : goneIn(failed, planned);
  if (found.length > 0) {
    const lesser = { ...held, pending: { parts, step, gone: [...gone, ...found] } };
    await conditionErrorOf(session.transact([stepWrite(lesser, held, options)]));
  }
  return undefined;
}

async function conditionErrorOf(write: Promise<void>): Promise<ConditionError | undefined> {
  try {
    await write;
    return undefined;
  } catch (error) {
    if (error instanceof ConditionError) return error;
    throw error;
  }
}

function stepWrite(after: HeldFinding, before: HeldFinding, options: SaveOptions): Write {
  return {
    put: toFindingItem(after, options.findingExpiryOf(after.observation)),
    condition: {
      expression: 'nonce = :nonce AND step = :step',
      values: { ':nonce': { S: before.nonce }, ':step': toNumber(before.pending?.step ?? 0) },
    },
  };
}

/** Reads what effects rest on, and says what they write. */
export async function plan(
  session: Session,
  effects: readonly Effect[],
  { expiryOf }: Pick<SaveOptions, 'expiryOf'>,
): Promise<EffectWrites> {
  const keys = new Map(effects.flatMap(readsOf).map((key) => [`${key.pk}\n${key.sk}`, key]));
  const items = keys.size === 0 ? [] : await session.getAll([...keys.values()]);
  const held = new Map<string, Item>(
    items.map((item) => {
      const { pk, sk } = keyOf(item);
      return [`${pk}\n${sk}`, item];
    }),
  );
  return toWrites(effects, ({ pk, sk }) => held.get(`${pk}\n${sk}`), expiryOf);
}

/** Places whose piece was to be removed and is gone already: TTL was faster, and its record discounts it. */
function goneIn(error: ConditionError, { removals }: EffectWrites): readonly string[] {
  return [...removals].flatMap(([number, { key }]) =>
    // The finding is written before them all.
    error.held.has(number + 1) && error.held.get(number + 1) === undefined ? [placeOf(key)] : [],
  );
}

function withoutGone(parts: Parts, gone: readonly string[]): Parts {
  if (gone.length === 0) return parts;
  const places = new Set(gone);
  return { ...parts, withdrawn: parts.withdrawn.filter(({ key }) => !places.has(placeOf(key))) };
}
