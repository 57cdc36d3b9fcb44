import type { DurationMs } from '../../core/instant.ts';
import { toHeartbeatItem } from './heartbeat-item.ts';
import { numberOf, toKey, toNumber } from './item.ts';
import { fromPacked, toPacked } from './packed.ts';
import type { Session } from './session.ts';
import { toSortText } from './sort-text.ts';
import { PREFIX, TABLE } from './table.ts';

/** A record that could not be read, as it is kept. */
export interface QuarantinedRecord {
  /** Names the delivery: the same each time it is delivered again. */
  readonly place: string;
  readonly reason: string;
  readonly body: string;
}

/** What the functions write down for people, for `doctor` and for themselves. */
export interface Notes {
  /** Keeps a record that could not be read, with its reason, until it expires. */
  quarantine(record: QuarantinedRecord): Promise<void>;
  /** Notes that events arrive; `about` is what `doctor` wants to know of the deployment. */
  heartbeat(about: { readonly deadLetterQueues: string; readonly rules: string }): Promise<void>;
  /** A text that a function has left for its next invocation. */
  load(name: string): Promise<string | undefined>;
  /** Leaves a text, or takes it away. */
  save(name: string, text: string | undefined): Promise<void>;
  /** Whether a resource was looked up lately. */
  isLookedUp(id: string): Promise<boolean>;
  /** Notes that a resource was looked up, which holds for some time. */
  noteLookedUp(id: string, lifetimeMs: DurationMs): Promise<void>;
}

/** 400 KB an item (Amazon DynamoDB Developer Guide, Quotas), with room for all but the body. */
const BODY_BYTES_MAX = 350_000;

/** Creates notes in a table; `retentionMs` is how long quarantined records are kept. */
export function createNotes(session: Session, now: () => number, retentionMs: DurationMs): Notes {
  const expiry = (lifetimeMs: DurationMs) => ({
    [TABLE.ttl]: toNumber(Math.ceil((now() + lifetimeMs) / 1000)),
  });
  const meta = (name: string) => ({ pk: PREFIX.meta, sk: name });
  const lookUpKey = (id: string) => meta(`lookup#${toSortText(id)}`);
  return {
    quarantine: async ({ place, reason, body }) => {
      const day = new Date(now()).toISOString().slice(0, 10);
      const key = { pk: PREFIX.quarantine + day, sk: toSortText(place) };
      await session.put({
        ...toKey(key),
        reason: { S: reason.slice(0, 1024).toWellFormed() },
        receivedAt: toNumber(now()),
        body: bodyOf(body),
        ...expiry(retentionMs),
      });
    },
    heartbeat: (about) => session.put(toHeartbeatItem({ receivedAt: now(), ...about })),
    load: async (name) => {
      const item = await session.get(meta(`state#${name}`));
      return item && fromPacked<string>(item.text);
    },
    save: async (name, text) => {
      const key = meta(`state#${name}`);
      if (text === undefined) await session.remove(key);
      else await session.put({ ...toKey(key), text: toPacked(text) });
    },
    // TTL removes late: what has expired may still be there.
    isLookedUp: async (id) => numberOf(await session.get(lookUpKey(id)), TABLE.ttl) * 1000 > now(),
    noteLookedUp: async (id, lifetimeMs) => {
      await session.put({ ...toKey(lookUpKey(id)), ...expiry(lifetimeMs) });
    },
  };
}

/** Deflated; what is too long even so is cut, which its length then tells. */
function bodyOf(body: string) {
  const whole = toPacked(body);
  if ((whole.B?.length ?? 0) <= BODY_BYTES_MAX) return whole;
  return toPacked(`${body.slice(0, BODY_BYTES_MAX / 4)}… (${body.length} characters)`);
}
