import type { Rule } from '../core/rule/rule.ts';
import { ruleContent } from '../core/rule/rule-content.ts';
import { digest } from '../digest.ts';
import { createMemoryStore } from '../store/memory/memory-store.ts';
import { openSqliteStore } from '../store/sqlite/sqlite-store.ts';
import type { Store } from '../store.ts';
import { keepMemorySmall } from './keep-memory-small.ts';
import { isTable } from './open-table-store.ts';
import { type Session, toPath } from './session.ts';
import { UsageError } from './usage-error.ts';

/** Where a replay keeps what it learns: a SQLite file, or nothing past its end. */
export interface StoreChoice {
  readonly store?: string;
  /** Empties the store first. */
  readonly rebuild?: boolean;
}

/**
 * Opens the store for these rules, and remembers their hashes in it. Throws UsageError when a rule has changed
 * since the store was written (design 4.12); warns of rules that earlier findings have not been seen by. `onFailure` is
 * told when a save has failed and the store takes no more.
 */
export async function openStore(
  session: Session,
  choice: StoreChoice,
  rules: readonly Rule[],
  onFailure: (error: unknown) => void = () => {},
): Promise<Store> {
  if (choice.store === undefined) return createMemoryStore();
  if (isTable(choice.store)) throw writesFilesOnly(choice.store);
  keepMemorySmall();
  const store = openSqliteStore(toPath(session, choice.store), { onFailure });
  try {
    if (choice.rebuild === true) await store.clear();
    await continueWith(store, rules, session, choice.store);
    return store;
  } catch (error) {
    await store.close();
    throw error;
  }
}

async function continueWith(
  store: Store,
  rules: readonly Rule[],
  session: Session,
  file: string,
): Promise<void> {
  const known = await store.loadRuleHashes();
  const hashes = new Map(rules.map((rule) => [rule.id, digest(ruleContent(rule))]));
  const changed = [...hashes]
    .filter(([id, hash]) => known.has(id) && known.get(id) !== hash)
    .map(([id]) => id);
  if (changed.length > 0) throw changedRules(changed, file);
  const added = known.size === 0 ? [] : [...hashes.keys()].filter((id) => !known.has(id));
  for (const id of added) {
    session.messages.warn(
      `the rule \`${id}\` is new to \`${file}\`: it has not seen the findings of earlier runs`,
    );
  }
  await store.saveRuleHashes(hashes);
  await store.flush();
}

function changedRules(ids: readonly string[], file: string): UsageError {
  const names = ids.map((id) => `\`${id}\``).join(', ');
  const message = `${names} changed since \`${file}\` was written, whose incidents would no longer be true`;
  return new UsageError(message, {
    hint: 'replay all findings again with `--rebuild`, or name another store',
  });
}

function writesFilesOnly(store: string): UsageError {
  return new UsageError(`\`${store}\` is a deployed table, which only its functions write`, {
    hint: 'name a file; `incidents` and `explain` read tables',
  });
}
