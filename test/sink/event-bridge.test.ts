import { EventBridgeClient, type PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEventAnnouncer } from '../../src/sink/event-bridge.ts';
import { makeIncident } from '../format/asff/make-incident.ts';
import { hostileIncident, makeNews } from '../format/incident/make-news.ts';
import { openSinkWorld, type SinkWorld } from './security-hub/sink-world.ts';

let world: SinkWorld;
beforeAll(async () => {
  world = await openSinkWorld();
});
afterAll(() => world.close());

const REQUEST_BYTES_MAX = 256 * 1024;

/** A client of the account's bus that notes what it sends, and says of some entries that they were not taken. */
function createClient(isRefused: (entry: PutEventsRequestEntry) => boolean = () => false) {
  const client = new EventBridgeClient(world.account.clientOptions());
  const sent: (readonly PutEventsRequestEntry[])[] = [];
  client.middlewareStack.add(
    (next) => async (args) => {
      const { Entries = [] } = args.input as { readonly Entries?: readonly PutEventsRequestEntry[] };
      sent.push(Entries);
      const result = await next(args);
      const output = result.output as { Entries?: object[] };
      output.Entries = Entries.map((entry, index) =>
        isRefused(entry)
          ? { ErrorCode: 'InternalFailure', ErrorMessage: 'try again' }
          : (output.Entries?.[index] ?? {}),
      );
      return result;
    },
    { step: 'initialize' },
  );
  return { client, sent };
}

const news = (count: number) =>
  Array.from({ length: count }, (_, index) => makeNews({ id: `incident-${index}` }));

describe('createEventAnnouncer', () => {
  it('puts events on the bus as docs/events.md has them', async () => {
    const before = world.account.bus.events.length;
    const { client } = createClient();
    await createEventAnnouncer(client, 'default')([makeNews()]);
    expect(world.account.bus.events.slice(before)).toMatchObject([
      {
        source: 'corroborate',
        'detail-type': 'Corroborate Incident Opened',
        account: '111122223333',
        resources: [makeIncident().entity.key],
        detail: { action: 'open', escalated: false, incident: { id: 'f6d1b6e2c1' } },
      },
    ]);
  });

  it('names the bus in every entry', async () => {
    const { client, sent } = createClient();
    await createEventAnnouncer(client, 'incidents')(news(2));
    expect(sent.flat().map(({ EventBusName }) => EventBusName)).toEqual(['incidents', 'incidents']);
  });

  it('sends ten entries a request', async () => {
    const { client, sent } = createClient();
    await createEventAnnouncer(client, 'default')(news(25));
    expect(sent.map(({ length }) => length)).toEqual([10, 10, 5]);
  });

  it('sends 256 KB a request at most', async () => {
    const { client, sent } = createClient();
    const full = makeNews(hostileIncident('\uD83D\uDE00'.repeat(200)));
    await createEventAnnouncer(client, 'default')([full, full, full, ...news(12)]);
    const sizes = sent.map((entries) =>
      entries.reduce((sum, { Detail = '' }) => sum + Buffer.byteLength(Detail), 0),
    );
    expect(Math.max(...sizes)).toBeLessThan(REQUEST_BYTES_MAX);
    expect(Math.max(...sizes)).toBeGreaterThan(REQUEST_BYTES_MAX / 4);
    expect(sent.flat()).toHaveLength(15);
  });

  it('tells the others, and then fails, when an entry was not taken', async () => {
    const { client, sent } = createClient(({ Detail }) => Detail?.includes('"incident-3"') === true);
    const announcement = createEventAnnouncer(client, 'default')(news(25));
    await expect(announcement).rejects.toThrow('an event was not taken: InternalFailure try again');
    expect(sent.flat()).toHaveLength(25);
  });
});
