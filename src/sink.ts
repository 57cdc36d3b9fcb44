import type { Decision } from './core/correlation/incident.ts';

/** Where decisions go: a ticket, a chat, Security Hub. Delivery is at least once, under a stable incident id. */
export interface Sink {
  /**
   * Delivers decisions in their order; throws when any of them could not be delivered, a DeliveryError where the
   * others were.
   */
  deliver(decisions: readonly Decision[]): Promise<void>;
}

/** Some decisions could not be delivered; those in `delivered` were. */
export class DeliveryError extends Error {
  override readonly name = 'DeliveryError';
  readonly delivered: readonly Decision[];
  constructor(message: string, delivered: readonly Decision[], options?: ErrorOptions) {
    super(message, options);
    this.delivered = delivered;
  }
}

/** A sink for those who read the incidents from the store. */
export const NO_SINK: Sink = { deliver: async () => {} };
