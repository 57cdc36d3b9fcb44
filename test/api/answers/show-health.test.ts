import { describe, expect, it } from 'vitest';
import type { IncidentDetail } from '../../../src/api/contract/incident.ts';
import type { Health } from '../../../src/api/contract/intake.ts';
import { incidentFindings } from '../../cli/make-world.ts';
import { makeApi, NOW, storeOfFindings, storeOfStories } from '../make-api.ts';

describe('showHealth', () => {
  it('counts each delivery once, and says how late the last came', async () => {
    const api = await makeApi(await storeOfStories(), { watching: 'inbox' });
    const health = (await api.get('health')) as Health;
    const { counts } = health;
    if (counts === undefined) throw new Error('no counts');
    expect(counts.received).toBe(
      counts.matched + counts.ignored + counts.duplicate + counts.stale + counts.quarantined,
    );
    expect(counts.received).toBeGreaterThan(30);
    const [run] = health.runs;
    expect(run).toMatchObject({ source: 'a test', counts });
    expect(health.lagMs).toBe(NOW - Date.parse(run?.newestAt ?? ''));
    expect(health).toMatchObject({
      ...{ incidents: { open: 9, resolved: 1 }, undelivered: 0, watching: 'inbox', version: '1.2.3' },
      ...{ store: { kind: 'memory', name: 'memory' }, startedAt: '2026-04-01T12:00:00.000Z' },
    });
  });

  it('shows what was quarantined', async () => {
    const store = await storeOfFindings([{ Id: 'nobody' } as never, ...incidentFindings()]);
    const { quarantined, counts } = (await (await makeApi(store)).get('health')) as Health;
    expect(counts?.quarantined).toBe(1);
    expect(quarantined).toMatchObject([{ reason: '`ProductArn` is missing' }]);
  });

  it('says nothing of what a store does not write down', async () => {
    const { intakeLog: _, ...store } = await storeOfStories();
    const health = (await (await makeApi(store)).get('health')) as Health;
    expect(health).toMatchObject({ runs: [], quarantined: [], incidents: { open: 9 } });
    expect(health.counts).toBeUndefined();
  });
});

describe('showFinding', () => {
  it('gives the finding as it came', async () => {
    const api = await makeApi(await storeOfStories());
    const { signals } = (await api.get(
      'incident',
      '/api/incidents/3eceeff47280d45c4e6b944da38d08aa',
    )) as IncidentDetail;
    const { productArn = '', id = '' } = signals[0]?.findings[0] ?? {};
    const query = new URLSearchParams({ productArn, id });
    expect(await api.get('finding', `/api/finding?${query}`)).toMatchObject({
      finding: { Id: id, ProductArn: productArn, SchemaVersion: '2018-10-08' },
    });
    expect(await api.get('finding', '/api/finding?productArn=a&id=b')).toEqual({});
    expect((await api.ask('/api/finding?productArn=a')).status).toBe(400);
    expect((await api.ask(`/api/finding?productArn=a&id=${'x'.repeat(5000)}`)).status).toBe(400);
  });
});
