import {
  type EventBridgeClient,
  PutEventsCommand,
  type PutEventsRequestEntry,
} from '@aws-sdk/client-eventbridge';
import type { News } from '../format/incident/news.ts';
import { toIncidentEvent } from '../format/incident/to-incident-event.ts';
import type { Announce } from './announce.ts';
import { type RequestLimits, splitBySize } from './split-by-size.ts';

/** 10 entries (API Reference, PutEvents), of less than 256 KB in all (User Guide, PutEvents entry size). */
const LIMITS: RequestLimits<PutEventsRequestEntry> = {
  itemsMax: 10,
  bytesMax: 256 * 1024 - 1,
  sizeOf,
};

/** Tells news as events on a bus; throws when one was not taken, after all the others were sent. */
export function createEventAnnouncer(client: EventBridgeClient, bus: string): Announce {
  return async (news) => {
    let failure: string | undefined;
    for (const Entries of splitBySize(
      news.map((each) => toEntry(each, bus)),
      LIMITS,
    )) {
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

function sizeOf({ Source, DetailType, Detail, Resources = [] }: PutEventsRequestEntry): number {
  const texts = [Source ?? '', DetailType ?? '', Detail ?? '', ...Resources];
  return texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
}
