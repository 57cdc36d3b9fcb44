import type { IndexRefresher } from '../../api/incident-index/refresh-index.ts';
import type { LiveEvents } from '../../api/live-events.ts';
import { IDS_TOLD_MAX } from '../../api/tell-of-saves.ts';
import type { Clock } from '../clock.ts';
import type { Messages } from '../messages.ts';

/** A store that others write, and who is told of what they change. */
export interface Refreshing {
  readonly refresher: IndexRefresher;
  readonly events: LiveEvents;
  readonly messages: Messages;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

const EVERY_MS = 30_000;

/** So often all incidents are read, and not only those that are open. */
const ALL_EVERY = 20;

/** A table is read for at most a tenth of the time. */
const SHARE = 10;

/** Looks for what others have changed every 30 seconds, at long lists less often, until the signal is aborted. */
export async function refreshServed({
  refresher,
  events,
  messages,
  clock,
  signal,
}: Refreshing): Promise<void> {
  let isTold = false;
  for (let round = 1; !signal.aborted; round += 1) {
    const begun = clock.nowMs();
    try {
      const ids = round === 1 ? [] : await refresher.refresh(round % ALL_EVERY === 0 ? 'all' : 'open');
      if (ids.length > 0) events.publish({ type: 'incidents', ids: ids.slice(0, IDS_TOLD_MAX) });
      isTold = false;
    } catch (error) {
      // What is shown stays as it was read last.
      if (!isTold)
        messages.warn(`the incidents cannot be read: ${error instanceof Error ? error.message : error}`);
      isTold = true;
    }
    const tookMs = Math.max(0, clock.nowMs() - begun);
    await clock.sleep(Math.max(EVERY_MS, SHARE * tookMs), signal).catch(() => {});
  }
}
