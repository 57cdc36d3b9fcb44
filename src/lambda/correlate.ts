/**
 * What was saved is judged: the table's stream brings each version of a finding with the one before it. All changes of
 * a batch are settled together, so that an entity that ten findings are about is judged once. A record that can never
 * be processed goes to the dead letters at once, and holds nobody up.
 */
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { forgottenChange, type SavedChange } from '../core/correlation/finding-change.ts';
import type { Engine } from '../engine.ts';
import type { AccountTable } from '../store/dynamodb/account-table.ts';
import { isTransient } from './is-transient.ts';
import { readStreamRecord, type StreamNews } from './stream-record.ts';
import type { Telemetry } from './telemetry.ts';
import { tryToDeliver } from './try-to-deliver.ts';

/** A record that cannot be processed, for the dead letters. */
export interface PoisonRecord {
  readonly sequenceNumber: string;
  readonly reason: string;
  /** The key of the item. */
  readonly item: string;
}

/** What correlate works with. */
export interface CorrelateParts {
  readonly engine: Engine;
  readonly table: Pick<AccountTable, 'store' | 'expirePiece' | 'expireFinding' | 'keepFinding'>;
  readonly telemetry: Telemetry;
  readonly now: () => number;
  readonly bury: (poison: PoisonRecord) => Promise<void>;
}

/** A record, and what has to be judged because of it. */
interface Told {
  readonly record: DynamoDBRecord;
  readonly change: SavedChange;
}

/** Creates the handler: the first record that failed is named, and comes again with all behind it. */
export function createCorrelate(
  parts: CorrelateParts,
): (event: DynamoDBStreamEvent) => Promise<DynamoDBBatchResponse> {
  let wideTold = 0;
  return async ({ Records: records }) => {
    const failed = new Set<DynamoDBRecord>();
    const told: Told[] = [];
    for (const record of records) {
      const change = await guarded(record, failed, parts, () => readRecord(record, parts));
      if (change !== undefined) told.push({ record, change });
    }
    await settleAll(told, failed, parts);
    await tryToDeliver(() => parts.engine.flush(), parts.telemetry);
    wideTold = tellWide(wideTold, parts);
    noteLag(records, parts);
    parts.telemetry.flush();
    const first = records.find((record) => failed.has(record))?.dynamodb?.SequenceNumber;
    return { batchItemFailures: first === undefined ? [] : [{ itemIdentifier: first }] };
  };
}

async function readRecord(record: DynamoDBRecord, parts: CorrelateParts): Promise<SavedChange | undefined> {
  const { table } = parts;
  const news = readStreamRecord(record);
  switch (news.kind) {
    case 'saved':
      return news.change;
    case 'pending':
      // Loading completes it; its last step comes as a record of its own.
      await table.store.loadFinding(news.finding.observation.key);
      return undefined;
    case 'piece-expired':
      await table.expirePiece(news.eventId, news.image);
      return undefined;
    case 'finding-expired':
      return expire(news, parts);
    case 'other':
      return undefined;
  }
}

/** No incident resolves by the passing of time (design 4.10): what states a relation that one may rest on stays. */
async function expire(
  { eventId, image, observation }: Extract<StreamNews, { readonly kind: 'finding-expired' }>,
  { engine, table }: CorrelateParts,
): Promise<SavedChange | undefined> {
  if ((await engine.isNeeded(observation)) && (await table.keepFinding(eventId, image))) return undefined;
  await table.expireFinding(eventId, image);
  // Said anew when the record is delivered again: judging twice does no harm, judging never would.
  return forgottenChange(observation);
}

/** All together; where that fails for good, one by one, so that whatever is at fault is found. */
async function settleAll(
  told: readonly Told[],
  failed: Set<DynamoDBRecord>,
  parts: CorrelateParts,
): Promise<void> {
  try {
    await parts.engine.settle(told.map(({ change }) => change));
  } catch (error) {
    if (isTransient(error)) {
      parts.telemetry.error('a batch will be tried again', error);
      for (const { record } of told) failed.add(record);
      return;
    }
    for (const { record, change } of told) {
      await guarded(record, failed, parts, () => parts.engine.settle([change]));
    }
  }
}

/** Undefined when it failed: to be tried again, or, where that cannot help, buried. */
async function guarded<T>(
  record: DynamoDBRecord,
  failed: Set<DynamoDBRecord>,
  parts: CorrelateParts,
  work: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (!isTransient(error) && (await isBuried(record, error, parts))) return undefined;
    parts.telemetry.error('a record will be tried again', error);
    failed.add(record);
    return undefined;
  }
}

async function isBuried(record: DynamoDBRecord, error: unknown, parts: CorrelateParts): Promise<boolean> {
  const sequenceNumber = record.dynamodb?.SequenceNumber ?? 'unknown';
  const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  try {
    await parts.bury({ sequenceNumber, reason, item: JSON.stringify(record.dynamodb?.Keys ?? {}) });
  } catch (buryError) {
    parts.telemetry.error('a dead letter was not taken', buryError, { sequenceNumber });
    return false;
  }
  parts.telemetry.count('poison');
  parts.telemetry.error('a record can never be processed', error, { sequenceNumber });
  return true;
}

/** Tells of each wide entity once in the life of a worker; how many have been told. */
function tellWide(toldBefore: number, { engine, telemetry }: CorrelateParts): number {
  const all = engine.wideEntities();
  for (const { entity, relatedType, relatedCount } of all.slice(toldBefore)) {
    telemetry.count('wide');
    telemetry.warn('an entity is wide: signals do not cross it', {
      entity: entity.key,
      relatedType,
      relatedCount,
    });
  }
  return all.length;
}

function noteLag(records: readonly DynamoDBRecord[], { telemetry, now }: CorrelateParts): void {
  const created = records.flatMap(({ dynamodb }) => dynamodb?.ApproximateCreationDateTime ?? []);
  if (created.length > 0) telemetry.lag(Math.max(0, now() - Math.min(...created) * 1000));
}
