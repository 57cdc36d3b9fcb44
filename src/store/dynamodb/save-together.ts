/**
 * Saves of many findings that come together. Those that write to the same items (the count of a place, a value, the
 * sources of a relation) go into one transaction, in which such an item is written, and paid for, once:
 *
 *     A: [finding A] [piece A] [value CVE-1] [count +1]
 *     B: [finding B] [piece B] [value CVE-2] [count +1]
 *     →  [finding A] [finding B] [piece A] [piece B] [value CVE-1] [value CVE-2] [count +2]
 *
 * It is an attempt: whatever stands in its way is left for each finding's own save, which starts from the beginning.
 */
import { type FindingChange, type Outcome, planFinding } from '../../core/correlation/finding-change.ts';
import type { Observation } from '../../core/correlation/observe.ts';
import { type Effect, itemsOf, toEffects } from './effect.ts';
import { findingKeyOf, fromFindingItem, toFindingItem } from './finding-item.ts';
import { keyOf } from './item.ts';
import { plan, replacing, type SaveOptions, saveFinding } from './save-finding.ts';
import type { Session, Write } from './session.ts';

/** What became of the observations that were saved, or needed no saving; those that are missing are still to be saved. */
export type SavedTogether = ReadonlyMap<Observation, Outcome>;

/** Transactions that are under way at the same time. */
const GROUPS_AT_ONCE = 5;

/** Saves what can be saved at the first attempt; of several versions of one finding the first. Never throws. */
export async function saveTogether(
  session: Session,
  observations: readonly Observation[],
  options: SaveOptions,
): Promise<SavedTogether> {
  const saved = new Map<Observation, Outcome>();
  const first = new Map(observations.toReversed().map((each) => [textOf(each), each]));
  const planned = await planAll(session, [...first.values()].reverse(), saved).catch(() => []);
  const groups = groupsOf(planned, options.writesMax);
  for (let at = 0; at < groups.length; at += GROUPS_AT_ONCE) {
    await Promise.all(
      groups.slice(at, at + GROUPS_AT_ONCE).map(async (group) => {
        const isSaved = await saveGroup(session, group, options).catch(() => false);
        if (isSaved) for (const { observation, outcome } of group.members) saved.set(observation, outcome);
      }),
    );
  }
  return saved;
}

/** A change to be saved, and what the delivery of its finding comes to by it. */
interface Planned {
  readonly observation: Observation;
  readonly change: FindingChange;
  readonly outcome: Outcome;
}

function textOf({ key }: Observation): string {
  const { pk, sk } = findingKeyOf(key);
  return `${pk}\n${sk}`;
}

/** A save that was left halfway is none of ours: whoever saves that finding alone completes it. */
async function planAll(
  session: Session,
  observations: readonly Observation[],
  settled: Map<Observation, Outcome>,
): Promise<readonly Planned[]> {
  const items = await session.getAll(observations.map(({ key }) => findingKeyOf(key)));
  const held = new Map(
    items.map((item) => {
      const { pk, sk } = keyOf(item);
      return [`${pk}\n${sk}`, fromFindingItem(item)];
    }),
  );
  return observations.flatMap((observation): readonly Planned[] => {
    const known = held.get(textOf(observation));
    if (known?.pending !== undefined) return [];
    const { outcome, change } = planFinding(known?.observation, observation);
    if (change !== undefined) return [{ observation, change, outcome }];
    settled.set(observation, outcome);
    return [];
  });
}

/** Changes that are saved by one transaction, with all items that it writes. */
interface Group {
  readonly members: Planned[];
  readonly effects: Effect[];
  readonly items: Set<string>;
}

/** Only what shares an item goes together: all in a transaction fails when one of it does. */
function groupsOf(planned: readonly Planned[], itemsMax: number): readonly Group[] {
  const groups: Group[] = [];
  for (const each of planned) {
    const effects = toEffects(each.change);
    const items = new Set(effects.flatMap(itemsOf).map(({ pk, sk }) => `${pk}\n${sk}`));
    const group = groups.find((other) => {
      const more = [...items].filter((item) => !other.items.has(item)).length;
      return more < items.size && other.members.length + 1 + other.items.size + more <= itemsMax;
    });
    if (group === undefined) {
      groups.push({ members: [each], effects: [...effects], items });
      continue;
    }
    group.members.push(each);
    group.effects.push(...effects);
    for (const item of items) group.items.add(item);
  }
  return groups;
}

async function saveGroup(
  session: Session,
  { members, effects }: Group,
  options: SaveOptions,
): Promise<boolean> {
  const [only, another] = members;
  if (only === undefined) return true;
  if (another === undefined) {
    await saveFinding(session, only.change, options);
    return true;
  }
  const { writes } = await plan(session, effects, options);
  const findings = members.map(
    ({ change }): Write => ({
      put: toFindingItem(
        { observation: change.next, nonce: options.createNonce() },
        options.findingExpiryOf(change.next),
      ),
      condition: replacing(change),
    }),
  );
  await session.transact([...findings, ...writes]);
  return true;
}
