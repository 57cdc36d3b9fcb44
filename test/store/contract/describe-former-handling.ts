import { expect, it } from 'vitest';
import type { IncidentRecord } from '../../../src/core/correlation/incident.ts';
import { handle } from '../../../src/core/handling/handle.ts';
import type { Store } from '../../../src/store.ts';
import { HOSTILE_TEXTS, instant, recordOf } from '../store-world.ts';

/** What a store promises about what people did, where it outlives the emptying of the store. */
export function describeFormerHandling(store: () => Store): void {
  const load = async (id: string) => store().loadFormerHandling?.(id);

  it('sets aside what people did when it is cleared, and not before', async () => {
    await saveHandled(store(), 'one', 'a reason \uD800\u0000');
    await store().saveIncident(recordOf('two', 5));
    expect(await load('one')).toBeUndefined();
    await store().clear();
    const { handling, history } = handled('one', 'a reason \uD800\u0000');
    expect(await load('one')).toStrictEqual({ handling, entries: history, openedAt: 3 });
    expect(await load('two')).toBeUndefined();
    expect(await store().loadIncident('one')).toBeUndefined();
  });

  it('keeps it over further clears, until there is newer', async () => {
    for (const id of ['one', 'two']) await saveHandled(store(), id, 'first');
    await store().clear();
    await saveHandled(store(), 'one', 'second');
    await store().clear();
    await store().clear();
    expect((await load('one'))?.handling?.reason).toBe('second');
    expect((await load('two'))?.handling?.reason).toBe('first');
  });

  it('sets aside all there are, whatever their ids', async () => {
    const many = Array.from({ length: 450 }, (_, index) => `incident ${index}`);
    for (const id of [...HOSTILE_TEXTS, ...many]) await saveHandled(store(), id, id);
    await store().clear();
    for (const id of [...HOSTILE_TEXTS, ...many]) expect((await load(id))?.handling?.reason).toBe(id);
  });
}

async function saveHandled(store: Store, id: string, text: string): Promise<void> {
  await store.saveIncident(recordOf(id, 5));
  await store.saveIncident(handledRecord(id, text));
}

function handledRecord(id: string, text: string): IncidentRecord {
  const record = handle(recordOf(id, 5), { action: 'acknowledge', text }, { by: 'anna', at: instant(9) });
  if (typeof record === 'string') throw new Error(record);
  return record;
}

function handled(id: string, text: string) {
  const { incident, history } = handledRecord(id, text);
  return { handling: incident.handling, history: history?.entries };
}
