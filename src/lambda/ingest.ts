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
    const take = async (record: SQSRecord) => {
      try {
        ends.push(...(await ingestMessage(record, parts)));
      } catch (error) {
        parts.telemetry.error('a message will be tried again', error, { messageId: record.messageId });
        failed.push(record.messageId);
      }
    };
    for (let at = 0; at < event.Records.length; at += MESSAGES_AT_ONCE) {
      await Promise.all(event.Records.slice(at, at + MESSAGES_AT_ONCE).map(take));
    }
    await beat(parts);
    countEnds(ends, parts.telemetry);
    parts.telemetry.flush();
    return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
  };
}

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

/** A message is a delivery for each finding in it; it fails as a whole, and what was saved then comes as a duplicate. */
async function ingestMessage(record: SQSRecord, parts: IngestParts): Promise<readonly End[]> {
  const json = parseBody(record.body);
  if (typeof json === 'string') return [await quarantine(record, 0, json, parts)];
  const items = parseDocument(json.value);
  if (items.length === 0) return [await quarantine(record, 0, 'an event without findings', parts)];
  const ends: End[] = [];
  for (const [index, item] of items.entries()) ends.push(await ingestItem(item, record, index, parts));
  return ends;
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

async function ingestItem(
  item: DocumentItem,
  record: SQSRecord,
  index: number,
  parts: IngestParts,
): Promise<End> {
  if (item.kind === 'unknown') return quarantine(record, index, item.reason, parts);
  if (item.kind === 'context') {
    const context = contextOf(item);
    if (typeof context === 'string') return quarantine(record, index, context, parts);
    const observation = parts.engine.observeContext(context);
    if (observation !== undefined) await parts.engine.save(observation);
    return 'context';
  }
  const reason = checkFinding(item.value);
  if (reason !== undefined) return quarantine(record, index, reason, parts);
  const observation = parts.engine.observe(item.value as Finding, item.time);
  if (observation === undefined) return 'ignored';
  const { outcome } = await parts.engine.save(observation);
  await parts.lookUp?.(observation);
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
