/**
 * Findings in: each message of the queue is an event of the bus. A finding that concerns no rule costs nothing but its
 * reading; of every other its newest version is saved with its evidence, which the table's stream brings to `correlate`.
 */
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type { Outcome } from '../core/correlation/finding-change.ts';
import type { Observation } from '../core/correlation/observe.ts';
import { checkFinding } from '../core/finding/check-finding.ts';
import type { Finding } from '../core/finding/finding.ts';
import type { Json } from '../core/json.ts';
import type { Engine } from '../engine.ts';
import { contextOf } from '../format/context-of.ts';
import { type DocumentItem, parseDocument } from '../format/document.ts';
import { isDeeperThan, mayBeDeeperThan } from '../format/json-stream/is-deeper-than.ts';
import { DOCUMENT_DEPTH_MAX } from '../format/json-stream/json-limits.ts';
import type { Notes } from '../store/dynamodb/notes.ts';
import { sideBySide } from './side-by-side.ts';
import type { Telemetry } from './telemetry.ts';

/** What ingest works with. */
export interface IngestParts {
  readonly engine: Engine;
  readonly notes: Notes;
  readonly telemetry: Telemetry;
  /** Looks up what a saved finding's security groups are attached to; absent where that is not wanted. */
  readonly lookUp?: (observation: Observation) => Promise<void>;
  /** Notes that events arrive. */
  readonly beat: () => Promise<void>;
}

/** What became of one delivery of a finding, or `context` for an event that carries relations only. */
type End = Outcome | 'quarantined' | 'context';

/** Messages worked on side by side. */
const MESSAGES_AT_ONCE = 5;

/** Creates the handler: messages that failed are named, and come again; all others are done. */
export function createIngest(parts: IngestParts): (event: SQSEvent) => Promise<SQSBatchResponse> {
  return async (event) => {
    const ends: End[] = [];
    const failed: string[] = [];
    const messages = event.Records.map((record) => readMessage(record, parts));
    const saved = await parts.engine.saveTogether(messages.flatMap(observationsIn));
    const take = async (message: Message) => {
      try {
        ends.push(...(await takeMessage(message, saved, parts)));
      } catch (error) {
        const { messageId } = message.record;
        parts.telemetry.error('a message will be tried again', error, { messageId });
        failed.push(messageId);
      }
    };
    await sideBySide(messages, MESSAGES_AT_ONCE, take);
    await beat(parts);
    countEnds(ends, parts.telemetry);
    parts.telemetry.flush();
    return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
  };
}

/** One message: its deliveries, or the error that reading it came to. */
interface Message {
  readonly record: SQSRecord;
  readonly deliveries: readonly Delivery[] | { readonly error: unknown };
}

/** What an event of a message asks for; text is the reason why it cannot be read. */
type Delivery =
  | { readonly kind: 'unreadable'; readonly reason: string }
  | { readonly kind: 'nothing'; readonly end: 'ignored' | 'context' }
  | { readonly kind: 'finding' | 'context'; readonly observation: Observation };

function observationsIn({ deliveries }: Message): readonly Observation[] {
  if ('error' in deliveries) return [];
  return deliveries.flatMap((each) => ('observation' in each ? [each.observation] : []));
}

/** What became of observations that were saved with others. */
type SavedTogether = ReadonlyMap<Observation, Outcome>;

/** What only tells that events arrive must not bring them again. */
async function beat({ beat: noteArrival, telemetry }: IngestParts): Promise<void> {
  try {
    await noteArrival();
  } catch (error) {
    telemetry.error('that events arrive could not be noted', error);
  }
}

function countEnds(ends: readonly End[], { count }: Telemetry): void {
  for (const end of ends) {
    if (end !== 'context') count('received');
    count(end);
  }
}

function readMessage(record: SQSRecord, { engine }: IngestParts): Message {
  try {
    const json = parseBody(record.body);
    if (typeof json === 'string') return { record, deliveries: [unreadable(json)] };
    const items = parseDocument(json.value);
    if (items.length === 0) return { record, deliveries: [unreadable('an event without findings')] };
    return { record, deliveries: items.map((item) => readItem(item, engine)) };
  } catch (error) {
    return { record, deliveries: { error } };
  }
}

function unreadable(reason: string): Delivery {
  return { kind: 'unreadable', reason };
}

/** Text is the reason why the body cannot be read. */
function parseBody(body: string): { readonly value: Json } | string {
  try {
    const value = JSON.parse(body) as Json;
    const isTooDeep = mayBeDeeperThan(body, DOCUMENT_DEPTH_MAX) && isDeeperThan(value, DOCUMENT_DEPTH_MAX);
    return isTooDeep ? `nested deeper than ${DOCUMENT_DEPTH_MAX}` : { value };
  } catch (error) {
    return `not JSON: ${error instanceof Error ? error.message : String(error)}`;
  }
}

function readItem(item: DocumentItem, engine: Engine): Delivery {
  if (item.kind === 'unknown') return unreadable(item.reason);
  if (item.kind === 'context') {
    const context = contextOf(item);
    if (typeof context === 'string') return unreadable(context);
    const observation = engine.observeContext(context);
    return observation === undefined ? { kind: 'nothing', end: 'context' } : { kind: 'context', observation };
  }
  const reason = checkFinding(item.value);
  if (reason !== undefined) return unreadable(reason);
  const observation = engine.observe(item.value as Finding, item.time);
  return observation === undefined ? { kind: 'nothing', end: 'ignored' } : { kind: 'finding', observation };
}

/** A message is a delivery for each finding in it; it fails as a whole, and what was saved then comes as a duplicate. */
async function takeMessage(
  { record, deliveries }: Message,
  saved: SavedTogether,
  parts: IngestParts,
): Promise<readonly End[]> {
  if ('error' in deliveries) throw deliveries.error;
  const ends: End[] = [];
  for (const [index, delivery] of deliveries.entries()) {
    ends.push(
      delivery.kind === 'unreadable'
        ? await quarantine(record, index, delivery.reason, parts)
        : delivery.kind === 'nothing'
          ? delivery.end
          : await saveDelivery(delivery, saved, parts),
    );
  }
  return ends;
}

async function saveDelivery(
  { kind, observation }: Extract<Delivery, { readonly observation: Observation }>,
  saved: SavedTogether,
  { engine, lookUp }: IngestParts,
): Promise<End> {
  const outcome = saved.get(observation) ?? (await engine.save(observation)).outcome;
  if (kind === 'context') return 'context';
  await lookUp?.(observation);
  return outcome;
}

async function quarantine(
  record: SQSRecord,
  index: number,
  reason: string,
  { notes, telemetry }: IngestParts,
): Promise<'quarantined'> {
  const place = `${record.messageId}#${index}`;
  await notes.quarantine({ place, reason, body: record.body });
  telemetry.warn('quarantined', { place, reason });
  return 'quarantined';
}
