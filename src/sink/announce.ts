import type { News } from '../format/incident/news.ts';

/** Tells news to somebody, at least once; throws when that could not be done. */
export type Announce = (news: readonly News[]) => Promise<void>;

/** Tells news to all of several, one after the other. */
export function announceToAll(all: readonly Announce[]): Announce {
  return async (news) => {
    if (news.length === 0) return;
    for (const announce of all) await announce(news);
  };
}
