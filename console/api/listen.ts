import { PATHS } from '../../src/api/contract/paths.ts';
import type { LiveEvent } from '../../src/api/contract/session.ts';

/** Who is told of what the server says. */
export interface Listener {
  readonly hear: (event: LiveEvent) => void;
  /** The server can be heard from now on; what it said before was missed. */
  readonly connected: () => void;
  readonly disconnected: () => void;
}

/** What a page needs of an `EventSource`. */
export type Source = Pick<EventSource, 'onmessage' | 'onopen' | 'onerror' | 'readyState' | 'close'>;

/** `EventSource.CLOSED`. */
const CLOSED = 2;

/** A server that refuses, as it does when too many pages listen, is asked again after this long. */
const AGAIN_MS = 15_000;

/**
 * Listens to the server until the function that is returned is called. A browser goes on by itself where a connection
 * broke, and gives up where it was refused; there it is asked to begin again.
 */
export function listen(
  listener: Listener,
  open: (address: string) => Source = (address) => new EventSource(address),
): () => void {
  let source: Source;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const begin = () => {
    timer = undefined;
    source = open(PATHS.events.path);
    source.onmessage = ({ data }) => listener.hear(JSON.parse(data));
    source.onopen = listener.connected;
    source.onerror = () => {
      listener.disconnected();
      if (source.readyState === CLOSED) timer ??= setTimeout(begin, AGAIN_MS);
    };
  };
  begin();
  return () => {
    source.close();
    clearTimeout(timer);
  };
}
