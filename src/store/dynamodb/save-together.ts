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
import type { FindingChange } from '../../core/correlation/finding-change.ts';
import type { FindingKey } from '../../core/finding/finding.ts';
import type { TogetherSaver } from '../../store.ts';
import { type Effect, itemsOf, toEffects } from './effect.ts';
import { findingKeyOf, fromFindingItem, toFindingItem } from './finding-item.ts';
import { keyOf } from './item.ts';
import { plan, replacing, type SaveOptions, saveFinding } from './save-finding.ts';
import type { Session, Write } from './session.ts';

/** Transactions that are under way at the same time. */
const GROUPS_AT_ONCE = 5;

/** Creates what saves the findings of a batch. */
export function createTogetherSaver(session: Session, options: SaveOptions): TogetherSaver {
  return {
    load: (keys) => loadAll(session, keys),
    save: async (changes) => {
      const saved = new Set<FindingChange>();
      const groups = groupsOf(changes, options.writesMax);
      for (let at = 0; at < groups.length; at += GROUPS_AT_ONCE) {
        await Promise.all(
          groups.slice(at, at + GROUPS_AT_ONCE).map(async (group) => {
            const isSaved = await saveGroup(session, group, options).catch(() => false);
            if (isSaved) for (const change of group.members) saved.add(change);
          }),
        );
      }
      return saved;
    },
  };
}

/** A save that was left halfway is none of ours: whoever saves that finding alone completes it. */
async function loadAll(session: Session, keys: readonly FindingKey[]): ReturnType<TogetherSaver['load']> {
  const items = await session.getAll(keys.map(findingKeyOf));
  const held = new Map(items.map((item) => [keyOf(item).pk, fromFindingItem(item)]));
  return keys.map((key) => {
    const known = held.get(findingKeyOf(key).pk);
    return known?.pending === undefined ? known?.observation : 'busy';
  });
}

/** Changes that are saved by one transaction, with all items that it writes. */
interface Group {
  readonly members: FindingChange[];
  readonly effects: Effect[];
  readonly items: Set<string>;
}

/** Only what shares an item goes together: all in a transaction fails when one of it does. */
function groupsOf(changes: readonly FindingChange[], itemsMax: number): readonly Group[] {
  const groups: Group[] = [];
  for (const each of changes) {
    const effects = toEffects(each);
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
    await saveFinding(session, only, options);
    return true;
  }
  const { writes } = await plan(session, effects, options);
  const findings = members.map(
    (change): Write => ({
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
