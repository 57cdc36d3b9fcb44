import type { Item } from './item.ts';
import type { Session } from './session.ts';
import { PREFIX } from './table.ts';

/** A session that can read the counts of relations once in place of again and again. */
export interface RememberingSession extends Session {
  /**
   * From here on, until anything but relations and groups is asked for, the count of a side of relations is read once.
   * That is as long as it is being found out what a batch touches; whatever is judged after it is read anew.
   */
  rememberCounts(): void;
}

/** Adds remembering to a session; until it is asked for, everything is read as ever. */
export function rememberingSession(session: Session): RememberingSession {
  let counts: Map<string, Promise<Item | undefined>> | undefined;
  const forget = () => {
    counts = undefined;
  };
  const forgetting =
    <Args extends readonly unknown[], T>(work: (...args: Args) => Promise<T>) =>
    (...args: Args) => {
      forget();
      return work(...args);
    };
  return {
    rememberCounts: () => {
      counts = new Map();
    },
    get: (key) => {
      if (!isOfRelations(key.pk)) forget();
      const text = `${key.pk}\n${key.sk}`;
      const item = counts?.get(text) ?? session.get(key);
      counts?.set(text, item);
      return item;
    },
    query: (request, limit) => {
      if (!isOfRelations(request.ExpressionAttributeValues?.[':pk']?.S ?? '')) forget();
      return session.query(request, limit);
    },
    getAll: forgetting(session.getAll),
    put: forgetting(session.put),
    remove: forgetting(session.remove),
    update: forgetting(session.update),
    transact: forgetting(session.transact),
    scan: forgetting(session.scan),
    removeAll: forgetting(session.removeAll),
  };
}

function isOfRelations(pk: string): boolean {
  return pk.startsWith(PREFIX.related) || pk.startsWith(PREFIX.group);
}
