import { describe, expect, it } from 'vitest';
import type { HandlingResult } from '../../../src/api/contract/handling.ts';
import { TEXTS_LENGTH_MAX } from '../../../src/core/handling/handle.ts';
import { ConflictError, type Store } from '../../../src/store.ts';
import { makeApi, storeOfStories, type TestApi } from '../make-api.ts';

const [LEDGER, SECRETS] = ['3eceeff47280d45c4e6b944da38d08aa', 'a43c4d974c06c8bce2d8f957705b40bb'];

function handle(api: TestApi, ids: readonly string[], action: object): Promise<HandlingResult> {
  return api.post('handleIncidents', { ids, action }) as Promise<HandlingResult>;
}

describe('handleIncidents', () => {
  it('changes what there is, once each, and says why the rest is not changed', async () => {
    const api = await makeApi(await storeOfStories());
    const before = await api.store.loadIncident(LEDGER);
    const result = await handle(api, [LEDGER, 'nobody', LEDGER, SECRETS], { action: 'acknowledge' });
    expect(result).toEqual({
      changed: [LEDGER, SECRETS],
      failed: [{ id: 'nobody', reason: 'there is no incident with this id' }],
    });
    const after = await api.store.loadIncident(LEDGER);
    expect(after?.revision).toBe((before?.revision ?? 0) + 1);
    expect(after?.incident.updatedAt).toBe(before?.incident.updatedAt);
    expect(after?.incident.handling).toMatchObject({ state: 'acknowledged', by: 'ada' });
    expect(api.options.index.get(LEDGER)?.handling?.state).toBe('acknowledged');
  });

  it.each([
    [{ action: 'assign', assignee: ' bea ' }, { assignee: 'bea' }],
    [
      { action: 'resolve', text: 'patched' },
      { state: 'resolved', reason: 'patched' },
    ],
    [{ action: 'false-positive', text: 'a test' }, { state: 'false-positive' }],
    [
      { action: 'accept-risk', text: 'a honeypot', until: '2026-05-01T00:00:00+09:00' },
      { state: 'risk-accepted', until: '2026-04-30T15:00:00.000Z' },
    ],
  ])('%j', async (action, handling) => {
    const api = await makeApi(await storeOfStories());
    await handle(api, [LEDGER], action);
    const { incident } = (await api.get('incident', `/api/incidents/${LEDGER}`)) as {
      incident: { handling: unknown };
    };
    expect(incident.handling).toMatchObject(handling);
  });

  it('loses nothing of what people do at the same time', async () => {
    const store = await storeOfStories();
    const afar: Store = {
      ...store,
      loadIncident: async (id) => {
        const record = await store.loadIncident(id);
        await new Promise((resolve) => setTimeout(resolve, 1));
        return record;
      },
    };
    const api = await makeApi(afar);
    const texts = ['one', 'two', 'three', 'four'];
    const results = await Promise.all(texts.map((text) => handle(api, [LEDGER], { action: 'note', text })));
    expect(results).toEqual(texts.map(() => ({ changed: [LEDGER], failed: [] })));
    const entries = (await store.loadIncident(LEDGER))?.history?.entries ?? [];
    expect(entries.flatMap((entry) => ('action' in entry ? [entry.text] : [])).sort()).toEqual(texts.sort());
  });

  it('saves again when somebody else was first', async () => {
    const store = await storeOfStories();
    let refusals = 3;
    const contended: Store = {
      ...store,
      saveIncident: async (record) => {
        refusals -= 1;
        if (refusals >= 0) throw new ConflictError('taken');
        await store.saveIncident(record);
      },
    };
    const api = await makeApi(contended);
    expect(await handle(api, [LEDGER], { action: 'note', text: 'seen' })).toEqual({
      changed: [LEDGER],
      failed: [],
    });
  });

  it('tells what could not be saved, and goes on', async () => {
    const store = await storeOfStories();
    const broken: Store = {
      ...store,
      saveIncident: async (record) => {
        if (record.incident.id === LEDGER) throw new Error('/var/secret: disk full');
        await store.saveIncident(record);
      },
    };
    const api = await makeApi(broken);
    expect(await handle(api, [LEDGER, SECRETS], { action: 'acknowledge' })).toEqual({
      changed: [SECRETS],
      failed: [{ id: LEDGER, reason: 'it could not be saved' }],
    });
    expect(api.errors).toEqual([new Error('/var/secret: disk full')]);
  });

  it('says what the core refuses', async () => {
    const api = await makeApi(await storeOfStories());
    const past = { action: 'accept-risk', text: 'why', until: '2026-03-01T00:00:00Z' };
    expect((await handle(api, [LEDGER], past)).failed).toEqual([
      { id: LEDGER, reason: 'a risk is accepted until an instant that is still to come' },
    ]);
    const long = { action: 'note', text: 'x'.repeat(4000) };
    const times = Math.ceil(TEXTS_LENGTH_MAX / 4000);
    for (let time = 0; time < times - 1; time += 1) await handle(api, [LEDGER], long);
    expect((await handle(api, [LEDGER], long)).failed[0]?.reason).toMatch(/^the history .* is full/);
    const entries = (await api.store.loadIncident(LEDGER))?.history?.entries ?? [];
    expect(entries.filter((entry) => 'action' in entry)).toHaveLength(times - 1);
  });

  it.each([
    ['no ids', { ids: [], action: { action: 'clear' } }],
    ['too many ids', { ids: Array(1001).fill('a'), action: { action: 'clear' } }],
    ['a long id', { ids: ['a'.repeat(129)], action: { action: 'clear' } }],
    ['an unknown action', { ids: [LEDGER], action: { action: 'delete' } }],
    ['no reason', { ids: [LEDGER], action: { action: 'resolve', text: ' ' } }],
    ['no date', { ids: [LEDGER], action: { action: 'accept-risk', text: 'x', until: 'tomorrow' } }],
    ['more than there is', { ids: [LEDGER], action: { action: 'clear', by: 'eve' } }],
  ])('refuses %s', async (_, body) => {
    const api = await makeApi(await storeOfStories());
    expect((await api.ask('/api/incidents/handling', body)).status).toBe(400);
  });

  it('is not for everybody', async () => {
    const store = await storeOfStories();
    const api = await makeApi(store, { isReadOnly: true });
    const answer = await api.ask('/api/incidents/handling', { ids: [LEDGER], action: { action: 'clear' } });
    expect(answer.status).toBe(403);
  });
});
