import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { BODY_BYTES_MAX } from '../../../src/api/answers/post-findings.ts';
import { type IntakeResult, intakeResultSchema } from '../../../src/api/contract/intake.ts';
import type { LiveEvent } from '../../../src/api/contract/session.ts';
import { createIncidentIndex } from '../../../src/api/incident-index/incident-index.ts';
import { createIntake } from '../../../src/api/intake/create-intake.ts';
import { createLiveEvents } from '../../../src/api/live-events.ts';
import { tellOfSaves } from '../../../src/api/tell-of-saves.ts';
import { digest } from '../../../src/digest.ts';
import { createEngine } from '../../../src/engine.ts';
import { NO_SINK } from '../../../src/sink.ts';
import { createMemoryStore } from '../../../src/store/memory/memory-store.ts';
import type { Store } from '../../../src/store.ts';
import { incidentFindings, RULE } from '../../cli/make-world.ts';
import { makeApi, NOW, RULES } from '../make-api.ts';

const HEADERS = {
  host: '127.0.0.1:4747',
  cookie: 'corroborate-4747=the-session',
  'x-corroborate-token': 'the-change-token',
};

interface World {
  readonly store: Store;
  readonly events: readonly LiveEvent[];
  readonly stop: AbortController;
  post(body: RequestInit['body'], headers?: Record<string, string>): Promise<Response>;
  ask(address: string): Promise<Response>;
}

/** An API that takes findings in, as `serve` makes it. */
async function makeWorld({ bodyBytesMax = BODY_BYTES_MAX, unpackedBytesMax = 1e9 } = {}): Promise<World> {
  const kept = createMemoryStore();
  const events = createLiveEvents();
  const heard: LiveEvent[] = [];
  events.subscribe((event) => heard.push(event));
  const index = await createIncidentIndex(kept);
  const store = tellOfSaves(kept, index, events);
  const engine = createEngine({ rules: RULES.map(({ rule }) => rule), store, sink: NO_SINK, digest });
  const stop = new AbortController();
  const now = () => NOW;
  const intake = createIntake({ engine, store, events, now, unpackedBytesMax, signal: stop.signal });
  const { app, ask } = await makeApi(store, { index, events, intake, bodyBytesMax });
  return {
    ...{ store, stop, events: heard, ask },
    post: async (body, headers = {}) =>
      app.request('/api/findings', {
        ...{ method: 'POST', headers: { ...HEADERS, ...headers }, body: body ?? null },
        ...(body instanceof ReadableStream && { duplex: 'half' }),
      }),
  };
}

const LINES = incidentFindings()
  .map((finding) => `${JSON.stringify(finding)}\n`)
  .join('');

const COUNTS = { received: 5, matched: 4, ignored: 1, duplicate: 0, stale: 0, quarantined: 0, context: 0 };

/** A body that is sent in pieces, and breaks off where a piece is an error. */
function streamOf(pieces: readonly (string | Error)[]): ReadableStream<Uint8Array> {
  const left = [...pieces];
  return new ReadableStream({
    pull: (controller) => {
      const piece = left.shift();
      if (piece === undefined) controller.close();
      else if (piece instanceof Error) controller.error(piece);
      else controller.enqueue(new TextEncoder().encode(piece));
    },
  });
}

async function resultOf(response: Response): Promise<IntakeResult> {
  return intakeResultSchema.parse(await response.json());
}

describe('findings that are posted', () => {
  it.each([
    ['one a line', LINES, {}],
    ['as Security Hub lists them', JSON.stringify({ Findings: incidentFindings() }), {}],
    ['as gzip, announced', gzipSync(LINES), { 'content-encoding': 'gzip' }],
    ['as gzip, unannounced', gzipSync(LINES), {}],
    ['under another name', LINES, { 'content-type': 'application/x-www-form-urlencoded' }],
    ['piece by piece', streamOf(LINES.match(/[\s\S]{1,700}/g) ?? []), {}],
  ])('are taken in %s', async (_, body, headers) => {
    const { post, ask, store, events } = await makeWorld();
    const response = await post(body, headers);
    expect([response.status, await response.json()]).toEqual([200, { counts: COUNTS, quarantined: [] }]);
    const listed = await (await ask('/api/incidents')).json();
    expect(listed).toMatchObject({ count: 1, incidents: [{ rule: { id: RULE }, status: 'open' }] });
    expect(events).toContainEqual({ type: 'intake' });
    expect(await store.intakeLog?.listRuns(10)).toEqual([
      expect.objectContaining({ source: 'POST /api/findings', counts: COUNTS }),
    ]);
    expect(await store.keptFindings?.count()).toBe(5);
  });

  it('are told one by one where they cannot be read, with their place', async () => {
    const { post } = await makeWorld();
    const response = await post(`{"a":1}\n${LINES}{"Findings": [}`);
    const { counts, quarantined } = await resultOf(response);
    expect(counts).toEqual({ ...COUNTS, received: 7, quarantined: 2 });
    expect(quarantined).toHaveLength(2);
    expect(quarantined[0]).toMatchObject({ place: '<request>:1', at: '2026-04-01T12:00:00.000Z' });
  });

  it('are told of at most a hundred times', async () => {
    const { post } = await makeWorld();
    const { counts, quarantined } = await resultOf(await post('{"a":1}\n'.repeat(150)));
    expect([counts.quarantined, quarantined.length]).toEqual([150, 100]);
  });

  it('are refused unread when they say that they are too many', async () => {
    const { post, store } = await makeWorld({ bodyBytesMax: 1000 });
    const response = await post(LINES, { 'content-length': String(LINES.length) });
    expect(response.status).toBe(413);
    const detail = 'it may have 1,000 bytes; nothing was taken in';
    expect(await response.json()).toMatchObject({ detail });
    expect(await store.keptFindings?.count()).toBe(0);
  });

  it('are taken in up to the limit when they do not say so, and the rest is told', async () => {
    const first = LINES.split('\n', 1)[0] ?? '';
    const { post, store } = await makeWorld({ bodyBytesMax: first.length + 100 });
    const response = await post(streamOf([`${first}\n`, LINES]));
    expect(response.status).toBe(413);
    // The rest is quarantined, and was not.
    const detail = expect.stringMatching(/; 1 received until then were taken in$/);
    expect(await response.json()).toMatchObject({ detail });
    expect(await store.intakeLog?.totals()).toMatchObject({ received: 2, ignored: 1, quarantined: 1 });
  });

  it('stay when the client goes away in between, and the next is taken in', async () => {
    const { post, store } = await makeWorld();
    const first = LINES.split('\n', 1)[0] ?? '';
    const response = await post(streamOf([`${first}\n`, '{"half', new Error('aborted')]));
    expect(response.status).toBe(400);
    expect(await store.keptFindings?.count()).toBe(1);
    const [note] = (await store.intakeLog?.listQuarantined(10)) ?? [];
    expect(note?.reason).toContain('the client went away');
    expect((await post(LINES)).status).toBe(200);
  });

  it('are cut off where they unpack to too much', async () => {
    const { post } = await makeWorld({ unpackedBytesMax: 100_000 });
    const body = gzipSync(`${LINES}${' '.repeat(1_000_000)}${LINES}`);
    const { counts, quarantined } = await resultOf(await post(body));
    expect(counts).toEqual({ ...COUNTS, received: 6, quarantined: 1 });
    expect(quarantined[0]?.reason).toContain('it unpacks to more than 100000 bytes');
  });

  it('are refused in an encoding that nobody here knows', async () => {
    const { post } = await makeWorld();
    expect((await post(LINES, { 'content-encoding': 'br' })).status).toBe(415);
  });

  it('wait for each other, eight at most, and then the client is to come back', async () => {
    const { post } = await makeWorld();
    let end = () => {};
    const slow = new ReadableStream<Uint8Array>({
      start: (controller) => {
        end = () => controller.close();
      },
    });
    const first = post(slow);
    const waiting = Array.from({ length: 8 }, () => post(LINES));
    await new Promise((resolve) => setTimeout(resolve, 50));
    const refused = await post(LINES);
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '5']);
    end();
    expect((await Promise.all([first, ...waiting])).map(({ status }) => status)).toEqual(Array(9).fill(200));
  });

  it('are broken off when the server stops, without waiting for more', async () => {
    const { post, stop, store } = await makeWorld();
    const first = LINES.split('\n', 1)[0] ?? '';
    const endless = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(new TextEncoder().encode(`${first}\n`)),
    });
    const [running, waiting] = [post(endless), post(LINES)];
    await new Promise((resolve) => setTimeout(resolve, 50));
    stop.abort();
    expect([(await running).status, (await waiting).status]).toEqual([503, 503]);
    expect(await store.intakeLog?.listQuarantined(10)).toEqual([]);
    expect((await post(LINES)).status).toBe(503);
  });

  it('are refused where none are taken in, with the reason', async () => {
    const { app } = await makeApi(createMemoryStore(), { noIntakeReason: 'it only looks' });
    const response = await app.request('/api/findings', { method: 'POST', headers: HEADERS, body: LINES });
    expect([response.status, await response.json()]).toEqual([
      409,
      { status: 409, title: 'findings cannot be posted here', detail: 'it only looks' },
    ]);
  });
});

describe('a body of JSON', () => {
  it('is read no further than it may be long', async () => {
    const { app } = await makeApi(createMemoryStore());
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        sent += 1;
        if (sent > 1000) controller.close();
        else controller.enqueue(new Uint8Array(64 * 1024).fill(0x20));
      },
    });
    const headers = { ...HEADERS, 'content-type': 'application/json' };
    const init = { method: 'POST', headers, body: endless, duplex: 'half' } as const;
    const response = await app.request('/api/incidents/handling', init);
    expect(response.status).toBe(413);
    expect(sent).toBeLessThan(25);
  });
});
