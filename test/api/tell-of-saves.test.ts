import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LiveEvent } from '../../src/api/contract/session.ts';
import { createIncidentIndex } from '../../src/api/incident-index/incident-index.ts';
import { createLiveEvents } from '../../src/api/live-events.ts';
import { IDS_TOLD_MAX, tellOfSaves } from '../../src/api/tell-of-saves.ts';
import { createMemoryStore } from '../../src/store/memory/memory-store.ts';
import { ConflictError } from '../../src/store.ts';
import { recordOf } from '../store/store-world.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

async function makeTelling() {
  const kept = createMemoryStore();
  const index = await createIncidentIndex(kept);
  const events = createLiveEvents();
  const heard: LiveEvent[] = [];
  events.subscribe((event) => heard.push(event));
  return { store: tellOfSaves(kept, index, events), index, heard };
}

describe('tellOfSaves', () => {
  it('keeps the index true at once, and tells of what came together once', async () => {
    const { store, index, heard } = await makeTelling();
    await store.saveIncident(recordOf('a', 1));
    await store.saveIncident(recordOf('b', 1));
    await store.saveIncident(recordOf('a', 2, { revision: 2 }));
    expect([index.size, index.get('a')?.updatedAt]).toEqual([2, recordOf('a', 2).incident.updatedAt]);
    expect(heard).toEqual([]);
    vi.advanceTimersByTime(500);
    expect(heard).toEqual([{ type: 'incidents', ids: ['a', 'b'] }]);
    await store.saveIncident(recordOf('c', 1));
    vi.advanceTimersByTime(500);
    expect(heard).toHaveLength(2);
    vi.advanceTimersByTime(5000);
    expect(heard).toHaveLength(2);
  });

  it('tells nothing of what could not be saved', async () => {
    const { store, index, heard } = await makeTelling();
    await expect(store.saveIncident(recordOf('a', 1, { revision: 5 }))).rejects.toThrow(ConflictError);
    vi.advanceTimersByTime(5000);
    expect([index.size, heard]).toEqual([0, []]);
  });

  it('tells of no more than a page can use', async () => {
    const { store, heard } = await makeTelling();
    for (let at = 0; at < IDS_TOLD_MAX + 10; at += 1) await store.saveIncident(recordOf(`i${at}`, 1));
    vi.advanceTimersByTime(500);
    expect(heard.map((event) => event.type === 'incidents' && event.ids.length)).toEqual([IDS_TOLD_MAX]);
  });
});
