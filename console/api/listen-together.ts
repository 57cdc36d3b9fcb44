/**
 * A browser opens six connections to a server at most, and a page that listens keeps one: the seventh page would wait
 * for the others to be closed. So of the pages of one browser only one listens, and passes on what it hears:
 *
 *     page A  holds the lock, listens ──► channel ──► page B, page C (wait for the lock)
 *
 * When A is closed the browser gives the lock to the next. Where there are no locks, as on plain HTTP to another
 * machine, each page listens alone.
 */
import type { LiveEvent } from '../../src/api/contract/session.ts';
import { type Listener, listen } from './listen.ts';

/** What a page says to the others. */
export type Told =
  | { readonly kind: 'heard'; readonly event: LiveEvent }
  | { readonly kind: 'connected' | 'disconnected' }
  /** A page that has just been opened asks whether the server can be heard. */
  | { readonly kind: 'asked' };

/** What the pages of a browser share. */
export interface Shared {
  /** Does some work when it is the turn of this page, which lasts until the work is done; throws once `signal` is aborted before. */
  hold(signal: AbortSignal, work: () => Promise<void>): Promise<unknown>;
  /** Calls `hear` with what the other pages say. */
  openChannel(hear: (told: Told) => void): Channel;
}

/** Reaches all other pages. */
export interface Channel {
  say(told: Told): void;
  close(): void;
}

/** Listens to the server, together with the other pages of the browser, until the function that is returned is called. */
export function listenTogether(
  listener: Listener,
  shared: Shared | undefined = sharedHere(),
  listenAlone: (listener: Listener) => () => void = listen,
): () => void {
  if (shared === undefined) return listenAlone(listener);
  const leaving = new AbortController();
  let isLost = false;
  const channel = shared.openChannel((told) => {
    if (told.kind !== 'asked') tell(listener, told);
    else if (isLost) channel.say({ kind: 'disconnected' });
  });
  const say = (told: Told) => {
    if (told.kind !== 'heard') isLost = told.kind === 'disconnected';
    tell(listener, told);
    channel.say(told);
  };
  channel.say({ kind: 'asked' });
  void takeTurn(shared, leaving.signal, () =>
    listenAlone({
      hear: (event) => say({ kind: 'heard', event }),
      connected: () => say({ kind: 'connected' }),
      disconnected: () => say({ kind: 'disconnected' }),
    }),
  );
  return () => {
    leaving.abort();
    channel.close();
  };
}

/** The name of the lock and of the channel. */
const NAME = 'corroborate-events';

function sharedHere(): Shared | undefined {
  // Absent on plain HTTP, whatever its type says.
  const locks: typeof navigator.locks | undefined = navigator.locks;
  return (
    locks && {
      hold: (signal, work) => locks.request(NAME, { signal }, work),
      openChannel,
    }
  );
}

function openChannel(hear: (told: Told) => void): Channel {
  const channel = new BroadcastChannel(NAME);
  channel.onmessage = ({ data }) => hear(data);
  return { say: (told) => channel.postMessage(told), close: () => channel.close() };
}

function tell(listener: Listener, told: Told): void {
  if (told.kind === 'heard') listener.hear(told.event);
  else if (told.kind === 'connected') listener.connected();
  else if (told.kind === 'disconnected') listener.disconnected();
}

/** Begins once it is the turn of this page, and ends when the signal is aborted. */
async function takeTurn(shared: Shared, signal: AbortSignal, begin: () => () => void): Promise<void> {
  const untilLeft = (end: () => void) =>
    new Promise<void>((resolve) => {
      signal.addEventListener('abort', () => {
        end();
        resolve();
      });
    });
  try {
    await shared.hold(signal, () => untilLeft(begin()));
  } catch (error) {
    // Whoever leaves before it is their turn.
    if (!signal.aborted) throw error;
  }
}
