import {
  type EventBridgeClient,
  PutEventsCommand,
  type PutEventsRequestEntry,
} from '@aws-sdk/client-eventbridge';
import type { News } from '../format/incident/news.ts';
import { toIncidentEvent } from '../format/incident/to-incident-event.ts';
import type { Announce } from './announce.ts';

/** 10 entries a request (Amazon EventBridge API Reference, PutEvents). */
const ENTRIES_MAX = 10;
/** 256 KB for all entries of a request (Amazon EventBridge User Guide, PutEvents entry size). */
const REQUEST_BYTES_MAX = 256 * 1024;

/** Tells news as events on a bus; throws when one was not taken, after all the others were sent. */
export function createEventAnnouncer(client: EventBridgeClient, bus: string): Announce {
  return async (news) => {
    let failure: string | undefined;
    for (const Entries of toRequests(news.map((each) => toEntry(each, bus)))) {
      const answer = await client.send(new PutEventsCommand({ Entries }));
      const failed = answer.Entries?.find(({ ErrorCode }) => ErrorCode !== undefined);
      if (failed !== undefined) failure = `${failed.ErrorCode} ${failed.ErrorMessage}`;
    }
    if (failure !== undefined) throw new Error(`an event was not taken: ${failure}`);
  };
}

function toEntry(news: News, bus: string): PutEventsRequestEntry {
  const { source, detailType, resources, detail } = toIncidentEvent(news);
  return {
    EventBusName: bus,
    Source: source,
    DetailType: detailType,
    Resources: [...resources],
    Detail: JSON.stringify(detail),
  };
}

function toRequests(entries: readonly PutEventsRequestEntry[]): readonly PutEventsRequestEntry[][] {
  const requests: PutEventsRequestEntry[][] = [];
  let bytes = 0;
  for (const entry of entries) {
    const size = sizeOf(entry);
    const request = requests.at(-1);
    if (request !== undefined && request.length < ENTRIES_MAX && bytes + size < REQUEST_BYTES_MAX) {
      request.push(entry);
      bytes += size;
    } else {
      requests.push([entry]);
      bytes = size;
    }
  }
  return requests;
}

function sizeOf({ Source, DetailType, Detail, Resources = [] }: PutEventsRequestEntry): number {
  const texts = [Source ?? '', DetailType ?? '', Detail ?? '', ...Resources];
  return texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
}
