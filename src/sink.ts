import type { Decision } from './core/correlation/incident.ts';

/** Where decisions go: a ticket, a chat, Security Hub. Delivery is at least once, under a stable incident id. */
export interface Sink {
  /** Delivers decisions in their order; throws when any of them could not be delivered. */
  deliver(decisions: readonly Decision[]): Promise<void>;
}

/** A sink for those who read the incidents from the store. */
export const NO_SINK: Sink = { deliver: async () => {} };
