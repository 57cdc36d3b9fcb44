import type { LiveEvent } from './contract/session.ts';

/** Tells all pages that are open of what has changed. */
export interface LiveEvents {
  publish(event: LiveEvent): void;
  /** Calls `listen` with each event, and `end` when there are no more, until the function that is returned is called. */
  subscribe(listen: (event: LiveEvent) => void, end?: () => void): () => void;
  readonly subscribers: number;
  /** Ends what all subscribers listen to. */
  close(): void;
}

interface Subscriber {
  readonly listen: (event: LiveEvent) => void;
  readonly end: () => void;
}

/** Creates a channel within the process. */
export function createLiveEvents(): LiveEvents {
  const subscribers = new Set<Subscriber>();
  return {
    publish: (event) => {
      for (const { listen } of [...subscribers]) listen(event);
    },
    subscribe: (listen, end = () => {}) => {
      const subscriber = { listen, end };
      subscribers.add(subscriber);
      return () => void subscribers.delete(subscriber);
    },
    get subscribers() {
      return subscribers.size;
    },
    close: () => {
      for (const { end } of [...subscribers]) end();
      subscribers.clear();
    },
  };
}
