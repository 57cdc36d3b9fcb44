import { describe, expect, it } from 'vitest';
import type { Overview } from '../../../src/api/contract/overview.ts';
import { makeApi, storeOfStories } from '../make-api.ts';

const api = await makeApi(await storeOfStories());

async function overview(query: string): Promise<Overview> {
  return (await api.get('overview', `/api/overview?${query}`)) as Overview;
}

describe('showOverview', () => {
  it('counts what is open', async () => {
    const { open, resolved, unhandled, openBySeverity, openByRule, accounts, openWithoutAccount } =
      await overview('');
    expect({ open, resolved, unhandled }).toEqual({ open: 9, resolved: 1, unhandled: 9 });
    expect(openBySeverity).toEqual([
      { severity: 'CRITICAL', count: 9 },
      { severity: 'HIGH', count: 0 },
      { severity: 'MEDIUM', count: 0 },
      { severity: 'LOW', count: 0 },
      { severity: 'INFORMATIONAL', count: 0 },
    ]);
    expect(openByRule.map(({ rule, count }) => [rule, count])).toEqual([
      ['ec2-backdoor-with-critical-cves', 3],
      ['ec2-exposed-instance-under-attack', 3],
      ['s3-exfiltration-of-sensitive-data', 3],
    ]);
    expect(accounts).toEqual([
      { account: '111122223333', open: 3, critical: 3 },
      { account: '444455556666', open: 2, critical: 2 },
      { account: '777788889999', open: 1, critical: 1 },
    ]);
    expect(openWithoutAccount).toBe(3);
  });

  it('counts days of the zone that is asked for', async () => {
    const utc = await overview('days=31');
    expect(utc.perDay).toHaveLength(31);
    expect([utc.perDay[0]?.day, utc.perDay.at(-1)?.day]).toEqual(['2026-03-02', '2026-04-01']);
    expect(utc.perDay[0]).toEqual({ day: '2026-03-02', opened: 1, resolved: 0 });
    expect(utc.perDay.reduce((sum, { opened }) => sum + opened, 0)).toBe(10);
    expect(utc.perDay.reduce((sum, { resolved }) => sum + resolved, 0)).toBe(1);
    const west = await overview('days=32&timeZone=Pacific/Pago_Pago');
    expect(west.perDay.find(({ day }) => day === '2026-03-01')).toMatchObject({ opened: 0 });
    expect(west.perDay.find(({ day }) => day === '2026-03-08')).toMatchObject({ opened: 1 });
  });

  it('tells how long resolving took', async () => {
    const { timeToResolve } = await overview('days=60');
    expect(timeToResolve?.count).toBe(1);
    expect(timeToResolve?.medianMs).toBe(timeToResolve?.p90Ms);
    expect(timeToResolve?.medianMs).toBeGreaterThan(0);
    expect((await overview('days=1')).timeToResolve).toBeUndefined();
  });

  it('leaves out of what nobody has handled only what is handled now', async () => {
    const handled = await makeApi(await storeOfStories());
    const { index } = handled.options;
    const [ledger, secrets] = ['3eceeff47280d45c4e6b944da38d08aa', 'a43c4d974c06c8bce2d8f957705b40bb'];
    await handled.post('handleIncidents', { ids: [ledger], action: { action: 'assign', assignee: 'bea' } });
    expect(index.get(ledger)?.handling?.assignee).toBe('bea');
    await handled.post('handleIncidents', {
      ids: [secrets],
      action: { action: 'accept-risk', text: 'a honeypot', until: '2026-04-02T00:00:00Z' },
    });
    expect(await handled.get('overview')).toMatchObject({ unhandled: 8 });
    const later = await makeApi(handled.store, { now: () => (handled.options.now() + 86_400_000) as never });
    expect(await later.get('overview')).toMatchObject({ unhandled: 9 });
  });

  it('speaks the language that is asked for', async () => {
    const { openByRule } = await overview('lang=ja');
    expect(openByRule.every(({ title }) => /\p{Script=Hiragana}/u.test(title))).toBe(true);
  });

  it.each(['timeZone=Mars/Olympus', 'timeZone=', 'days=0', 'days=367', 'days=x', 'weeks=1'])(
    'refuses %s',
    async (query) => {
      expect((await api.ask(`/api/overview?${query}`)).status).toBe(400);
    },
  );
});
