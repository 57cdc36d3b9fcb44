import type { Entity } from '../entity/entity.ts';
import type { Instant } from '../instant.ts';
import type { Evidence, SignalKey } from './evidence.ts';

/** One page of the evidence of a signal; it starts after the piece `after`, in the page's own order. */
export interface EvidenceQuery {
  /** Latest end first (`end`) or latest start first (`start`); ties by productArn, then id. */
  readonly order: 'end' | 'start';
  /** Only evidence that ends at this instant or later. */
  readonly endsFrom?: Instant;
  /** Only evidence that starts at this instant or earlier. */
  readonly startsUntil?: Instant;
  readonly after?: Evidence;
  readonly limit: number;
}

/** The earliest start and the latest last-observed instant over the evidence of a signal. */
export interface EvidenceSpan {
  readonly first: Instant;
  readonly last: Instant;
}

/** How many entities of a type are related to an entity, and how that was judged last. */
export interface RelatedMeasure {
  readonly count: number;
  readonly isMarkedWide: boolean;
}

/**
 * What correlation needs to read. A store implements it; correlation itself knows no store. Each call reads one
 * partition and costs what it returns, never what is stored beside it.
 */
export interface EvidenceReader {
  /** One page of evidence. A page shorter than its limit is the last. */
  readEvidence(key: SignalKey, query: EvidenceQuery): Promise<readonly Evidence[]>;
  /** How many distinct values (findings, where a signal has no `distinct`) the signal's evidence has: exact. */
  countEvidence(key: SignalKey): Promise<number>;
  /** From when to when the evidence was observed; undefined when there is none. */
  spanEvidence(key: SignalKey): Promise<EvidenceSpan | undefined>;
  /** Entities of a type that relations tie to an entity (by its relation key), at most `limit`, in key order. */
  readRelated(
    entity: string,
    type: string,
    query: { readonly after?: string; readonly limit: number },
  ): Promise<readonly Entity[]>;
  /** How many entities of a type relations tie to an entity: exact. */
  countRelated(entity: string, type: string): Promise<number>;
  /** Their number, and whether `markWide` of the store was last told that they are too many; else false. */
  measureRelated(entity: string, type: string): Promise<RelatedMeasure>;
  /** Entities that have joined a group of a rule (see `joinGroup` of the store), in key order. */
  readGroup(
    rule: string,
    group: string,
    query: { readonly after?: string; readonly limit: number },
  ): Promise<readonly Entity[]>;
}
