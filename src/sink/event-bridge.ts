import {
  type EventBridgeClient,
  PutEventsCommand,
  type PutEventsRequestEntry,
} from '@aws-sdk/client-eventbridge';
import { toIncidentEvent } from '../format/incident/to-incident-event.ts';
import type { Announce } from './announce.ts';

/** 10 entries a request (Amazon EventBridge API Reference, PutEvents). */
const ENTRIES_MAX = 10;

/** Tells news as events on a bus. */
export function createEventAnnouncer(client: EventBridgeClient, bus: string): Announce {
  return async (news) => {
    for (let at = 0; at < news.length; at += ENTRIES_MAX) {
      const entries = news.slice(at, at + ENTRIES_MAX).map((each): PutEventsRequestEntry => {
        const { source, detailType, resources, detail } = toIncidentEvent(each);
        return {
          EventBusName: bus,
          Source: source,
          DetailType: detailType,
          Resources: [...resources],
          Detail: JSON.stringify(detail),
        };
      });
      const { Entries } = await client.send(new PutEventsCommand({ Entries: entries }));
      const failed = Entries?.find(({ ErrorCode }) => ErrorCode !== undefined);
      if (failed !== undefined)
        throw new Error(`an event was not taken: ${failed.ErrorCode} ${failed.ErrorMessage}`);
    }
  };
}
