import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Evidence, SignalKey } from '../../core/correlation/evidence.ts';
import type { Observation } from '../../core/correlation/observe.ts';
import type { Store } from '../../store.ts';
import { findingKeyOf, fromFindingItem } from './finding-item.ts';
import { incidentMethods } from './incidents.ts';
import { type ItemKey, keyOf, numberOf, textOf, toKey } from './item.ts';
import { fromPacked, toPacked } from './packed.ts';
import { countKeyOf, placeOf } from './piece-item.ts';
import { placeMethods } from './places.ts';
import { readEvidence, spanEvidence } from './read-evidence.ts';
import { createRetryPolicy, type RetryPolicy } from './retry.ts';
import { completeSave, type SaveOptions, saveFinding } from './save-finding.ts';
import { createTogetherSaver } from './save-together.ts';
import { openSession, type Session } from './session.ts';
import { toSortText } from './sort-text.ts';
import { PREFIX, TABLE } from './table.ts';

/** A table to open, and what its items are to be like. */
export interface DynamoDbStoreOptions {
  readonly client: DynamoDBClient;
  readonly table: string;
  /** When evidence may be forgotten by time, in seconds since 1970; absent for never. */
  readonly expiryOf?: (key: SignalKey, evidence: Evidence) => number | undefined;
  /** When the newest version of a finding may be forgotten; absent for never. */
  readonly findingExpiryOf?: (observation: Observation) => number | undefined;
  /** When an incident that resolves now may be forgotten; absent for never. */
  readonly resolvedExpiry?: () => number;
  readonly retryPolicy?: RetryPolicy;
  /** The clock, in milliseconds since 1970; that of the machine when nothing is said. */
  readonly now?: () => number;
  /** Makes texts that no other save has; tests give their own, so that runs can be repeated. */
  readonly createNonce?: () => string;
  /** For those who may not write: a save that was left halfway is not completed, and read as it stands. */
  readonly isReadOnly?: boolean;
  /** Items a transaction may write; less than the 100 of DynamoDB in tests alone. */
  readonly writesMax?: number;
}

/** The most that TransactWriteItems takes (Amazon DynamoDB API Reference). */
const TRANSACT_WRITES_MAX = 100;

/**
 * Opens the store in a DynamoDB table that exists. Any number of workers may read and write it at once. Evidence is
 * forgotten by TTL, late and in its own time: `forgetEvidence` does nothing. The client is the caller's to destroy.
 */
export function openDynamoDbStore(options: DynamoDbStoreOptions): Store {
  return createDynamoDbStore(sessionOf(options), saveOptionsOf(options), options.isReadOnly);
}

/** The table that options name. */
export function sessionOf({ client, table, retryPolicy }: DynamoDbStoreOptions): Session {
  return openSession(client, table, retryPolicy ?? createRetryPolicy(sleep));
}

/** Creates the store over a table that is open. */
export function createDynamoDbStore(session: Session, saving: SaveOptions, isReadOnly = false): Store {
  return {
    isShared: true,
    loadFinding: async (key) => {
      const item = await session.get(findingKeyOf(key));
      if (item === undefined) return undefined;
      const held = fromFindingItem(item);
      if (held.pending === undefined || isReadOnly) return held.observation;
      return (await completeSave(session, held, saving)).observation;
    },
    saveFinding: (change) => saveFinding(session, change, saving),
    together: createTogetherSaver(session, saving),
    readEvidence: (key, query) => readEvidence(session, key, query),
    countEvidence: async (key) => numberOf(await session.get(countKeyOf(placeOf(key))), 'distinctValues'),
    spanEvidence: (key) => spanEvidence(session, key),
    forgetEvidence: async () => {},
    ...placeMethods(session),
    ...incidentMethods(session, saving),
    ...ruleHashMethods(session),
    flush: async () => {},
    clear: () => clear(session),
    close: async () => {},
  };
}

/** How a table is saved to, as options say. */
export function saveOptionsOf(options: DynamoDbStoreOptions): SaveOptions {
  return {
    writesMax: options.writesMax ?? TRANSACT_WRITES_MAX,
    expiryOf: options.expiryOf ?? (() => undefined),
    findingExpiryOf: options.findingExpiryOf ?? (() => undefined),
    ...(options.resolvedExpiry && { resolvedExpiry: options.resolvedExpiry }),
    now: options.now ?? Date.now,
    createNonce: options.createNonce ?? (() => randomBytes(NONCE_BYTES).toString('base64url')),
  };
}

const NONCE_BYTES = 9;

/** More rules than this are in no store. */
const RULES_MAX = 100_000;

function ruleHashMethods(session: Session): Pick<Store, 'loadRuleHashes' | 'saveRuleHashes'> {
  return {
    loadRuleHashes: async () => {
      const items = await session.query(
        {
          KeyConditionExpression: '#pk = :pk',
          ExpressionAttributeNames: { '#pk': TABLE.partitionKey },
          ExpressionAttributeValues: { ':pk': { S: PREFIX.rules } },
        },
        RULES_MAX,
      );
      return new Map(items.map((item) => [fromPacked<string>(item.rule), textOf(item, 'hash')]));
    },
    saveRuleHashes: async (hashes) => {
      for (const [rule, hash] of hashes) {
        const key = { pk: PREFIX.rules, sk: toSortText(rule) };
        await session.put({ ...toKey(key), rule: toPacked(rule), hash: { S: hash } });
      }
    },
  };
}

async function clear(session: Session): Promise<void> {
  for (;;) {
    const { items, next } = await session.scan({
      ProjectionExpression: '#pk, #sk',
      ExpressionAttributeNames: { '#pk': TABLE.partitionKey, '#sk': TABLE.sortKey },
    });
    await session.removeAll(items.map((item): ItemKey => keyOf(item)));
    if (next === undefined) return;
  }
}
