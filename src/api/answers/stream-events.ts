import type { Hono } from 'hono';
import type { ApiOptions } from '../api-options.ts';
import { PATHS } from '../contract/paths.ts';
import type { LiveEvent } from '../contract/session.ts';
import type { LiveEvents } from '../live-events.ts';
import { ProblemError } from '../problem.ts';

/** At most so many pages listen at a time. */
export const SUBSCRIBERS_MAX = 50;

/** Proxies end what says nothing for a minute, or less. */
const HEARTBEAT_MS = 15_000;

/** A page that has so many events still to read is let go: it asks for everything when it comes back. */
const UNREAD_MAX = 256;

/** After so long a page that was cut off comes back. */
const RETRY_MS = 2000;

/** Lets pages listen to what changes, as server-sent events. */
export function streamEvents(
  app: Hono,
  { events, version }: Pick<ApiOptions, 'events' | 'version'>,
  heartbeatMs: number = HEARTBEAT_MS,
): void {
  app.get(PATHS.events.path, (context) => {
    // Nobody would read the stream, nor tell it that it is not read.
    if (context.req.method === 'HEAD') return context.body(null, 200, HEADERS);
    if (events.subscribers >= SUBSCRIBERS_MAX) {
      const detail = `${SUBSCRIBERS_MAX} pages listen already; close some`;
      throw new ProblemError(503, 'too many pages listen', detail, 60);
    }
    return context.body(toStream(events, version, heartbeatMs), 200, HEADERS);
  });
}

const HEADERS = {
  'content-type': 'text/event-stream',
  'cache-control': 'no-store',
  // For proxies that would gather what is sent.
  'x-accel-buffering': 'no',
} as const;

function toStream(events: LiveEvents, version: string, heartbeatMs: number): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let stop = () => {};
  return new ReadableStream<Uint8Array>({
    start: (controller) => {
      const send = (text: string) => {
        if ((controller.desiredSize ?? 0) < -UNREAD_MAX) end();
        else controller.enqueue(encoder.encode(text));
      };
      const end = () => {
        stop();
        controller.close();
      };
      const heartbeat = setInterval(() => send(': \n\n'), heartbeatMs);
      const unsubscribe = events.subscribe((event) => send(toMessage(event)), end);
      stop = () => {
        clearInterval(heartbeat);
        unsubscribe();
      };
      send(`retry: ${RETRY_MS}\n${toMessage({ type: 'hello', version })}`);
    },
    cancel: () => stop(),
  });
}

function toMessage(event: LiveEvent): string {
  return `data: ${JSON.stringify(event)}\n\n`;
}
