import type { LiveEvent } from './contract/session.ts';

/** Tells all pages that are open of what has changed. */
export interface LiveEvents {
  publish(event: LiveEvent): void;
  /** Calls `listen` with each event until the function that is returned is called. */
  subscribe(listen: (event: LiveEvent) => void): () => void;
  readonly subscribers: number;
}

/** Creates a channel within the process. */
export function createLiveEvents(): LiveEvents {
  const listeners = new Set<(event: LiveEvent) => void>();
  return {
    publish: (event) => {
      for (const listen of listeners) listen(event);
    },
    subscribe: (listen) => {
      listeners.add(listen);
      return () => void listeners.delete(listen);
    },
    get subscribers() {
      return listeners.size;
    },
  };
}
