import { FORGET_AFTER_MS } from '../../core/correlation/copies.ts';
import type { Evidence, SignalKey } from '../../core/correlation/evidence.ts';
import type { Observation } from '../../core/correlation/observe.ts';
import { CONDITION_LIFETIME_MS } from '../../core/finding/interval.ts';
import { type DurationMs, parseInstant } from '../../core/instant.ts';
import type { DeliveryLog } from '../../delivery-log.ts';
import type { Store } from '../../store.ts';
import { createDeliveryLog } from './delivery-log.ts';
import {
  createDynamoDbStore,
  type DynamoDbStoreOptions,
  saveOptionsOf,
  sessionOf,
} from './dynamodb-store.ts';
import { expireFinding, expirePiece, keepFinding } from './expire.ts';
import { fromFindingItem } from './finding-item.ts';
import type { Item } from './item.ts';
import { createLimiter, type LimiterClock, type RateLimit } from './limiter.ts';
import { createNotes, type Notes } from './notes.ts';
import { PREFIX, TABLE } from './table.ts';

/** The table of an account with all that is kept there beside what the store's port knows. */
export interface AccountTable {
  readonly store: Store;
  readonly log: DeliveryLog;
  readonly notes: Notes;
  /** A function that comes back when the next request to an API with a limit may go. */
  limiter(limit: RateLimit): () => Promise<void>;
  /** Discounts a piece of evidence that TTL has removed, once for each record of the stream. */
  expirePiece(eventId: string, image: Item): Promise<void>;
  /** Ends the relations of a finding that TTL has removed, once for each record of the stream. */
  expireFinding(eventId: string, image: Item): Promise<void>;
  /**
   * Puts a finding that TTL has removed back for as long again as Security Hub remembers one; false where there is
   * nothing to put back any more: it has come anew, or expired before.
   */
  keepFinding(eventId: string, image: Item): Promise<boolean>;
  /** One page of the newest versions of all findings: for repairs, which items that cannot be read must not stop. */
  scanFindings(after: string | undefined): Promise<ScannedPage>;
}

/** What a page of a scan has found; `next` is where the next one starts. */
export interface ScannedPage {
  readonly observations: readonly Observation[];
  readonly unreadable: number;
  readonly next?: string;
}

/** What an account's table is opened with. */
export interface AccountTableOptions extends DynamoDbStoreOptions {
  readonly clock: LimiterClock;
  /** How long quarantined records and notes are kept. */
  readonly retentionMs: DurationMs;
}

/** Opens the table of an account. */
export function openAccountTable(options: AccountTableOptions): AccountTable {
  const session = sessionOf(options);
  const saving = saveOptionsOf(options);
  const { now } = options.clock;
  const removal = (eventId: string, image: Item) => ({
    eventId,
    image,
    noteExpiresAt: toSeconds(now() + NOTE_LIFETIME_MS),
    writesMax: saving.writesMax,
  });
  return {
    store: createDynamoDbStore(session, saving),
    log: createDeliveryLog(session),
    notes: createNotes(session, now, options.retentionMs),
    limiter: (limit) => createLimiter(session, limit, options.clock),
    expirePiece: (eventId, image) => expirePiece(session, removal(eventId, image)),
    expireFinding: (eventId, image) => expireFinding(session, removal(eventId, image)),
    keepFinding: (eventId, image) =>
      keepFinding(session, removal(eventId, image), toSeconds(now() + CONDITION_LIFETIME_MS)),
    scanFindings: async (after) => {
      const { items, next } = await session.scan({
        FilterExpression: 'begins_with(#pk, :finding)',
        ExpressionAttributeNames: { '#pk': TABLE.partitionKey },
        ExpressionAttributeValues: { ':finding': { S: PREFIX.finding } },
        Limit: SCAN_PAGE,
        ...(after === undefined ? {} : { ExclusiveStartKey: JSON.parse(after) as Item }),
      });
      const observations = items.flatMap(readObservation);
      return {
        observations,
        unreadable: items.length - observations.length,
        ...(next === undefined ? {} : { next: JSON.stringify(next) }),
      };
    },
  };
}

function readObservation(item: Item): readonly Observation[] {
  try {
    return [fromFindingItem(item).observation];
  } catch {
    return [];
  }
}

/** Items looked at for one page of a repair. */
const SCAN_PAGE = 500;

/** A stream keeps its records for 24 hours: after twice that none is delivered again. */
const NOTE_LIFETIME_MS: DurationMs = 2 * 24 * 60 * 60 * 1000;

/** When evidence may be forgotten (design 4.10): its end, `within` and 30 days; in seconds since 1970. */
export function evidenceExpiry({ to }: Evidence, withinMs: DurationMs): number {
  return toSeconds(to + withinMs + FORGET_AFTER_MS);
}

/**
 * When the newest version of a finding may be forgotten: when Security Hub has (90 days after its last update) and
 * all its evidence is, with 30 days to spare. In seconds since 1970.
 */
export function findingExpiry(
  { order, filings }: Observation,
  expiryOf: (key: SignalKey, evidence: Evidence) => number | undefined,
): number | undefined {
  const updatedAt = parseInstant(order.slice(0, order.indexOf('|')));
  if (updatedAt === undefined) return undefined;
  const ownEnd = toSeconds(updatedAt + CONDITION_LIFETIME_MS + FORGET_AFTER_MS);
  return Math.max(ownEnd, ...filings.map(({ key, evidence }) => expiryOf(key, evidence) ?? 0));
}

function toSeconds(ms: number): number {
  return Math.ceil(ms / 1000);
}
