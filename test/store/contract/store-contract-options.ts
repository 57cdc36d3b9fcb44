import type { Store } from '../../../src/store.ts';

/** Members of the port that a store may lack. */
export const CAPABILITIES = ['keptFindings', 'intakeLog', 'loadFormerHandling'] as const;

/** One of them. */
export type Capability = (typeof CAPABILITIES)[number];

/** In what a store may honestly differ from the others. */
export interface StoreContractOptions {
  /** Closes a store and opens what it has written; absent for a store that ends with its process. */
  readonly reopen?: (store: Store) => Promise<Store>;
  /** `lazy` for a store that deletes by TTL: what is forgotten may still be read and counted for a while. */
  readonly ttlGranularity?: 'exact' | 'lazy';
  /** What the port leaves to the store, and this one has. */
  readonly capabilities?: readonly Capability[];
  /** Random sequences to try; fewer for a store behind a network. */
  readonly runs?: number;
}
