import { describe, expect, it } from 'vitest';
import type { WouldHaveFired } from '../../../src/api/contract/rules.ts';
import type { Store } from '../../../src/store.ts';
import { backdoor, incidentFindings, RULE, vulnerability } from '../../cli/make-world.ts';
import { INSTANCE_ARN } from '../../fixtures/make-finding.ts';
import { makeApi, RULES, storeOfFindings } from '../make-api.ts';

const TEXT = RULES.find(({ rule }) => rule.id === RULE)?.text ?? '';

async function tryOn(store: Store, source: string): Promise<WouldHaveFired> {
  return (await (await makeApi(store)).post('wouldHaveFired', { source })) as WouldHaveFired;
}

describe('wouldHaveFired', () => {
  it('compares an edited rule with the one that runs', async () => {
    const store = await storeOfFindings([backdoor(), vulnerability(1), vulnerability(2)]);
    const { issues, findings, count, countNow, incidents } = await tryOn(
      store,
      TEXT.replace('count: 3', 'count: 2'),
    );
    expect(issues).toEqual([]);
    expect({ findings, count, countNow }).toEqual({ findings: 3, count: 1, countNow: 0 });
    expect(incidents).toEqual([
      {
        entity: { type: 'AwsEc2Instance', id: INSTANCE_ARN, account: '111122223333', region: 'eu-west-1' },
        ...{ status: 'open', severity: 'CRITICAL', evidence: 3 },
        openedAt: '2026-03-01T09:05:00.000Z',
      },
    ]);
  });

  it('leaves the store as it is', async () => {
    const store = await storeOfFindings([backdoor(), vulnerability(1), vulnerability(2)]);
    await tryOn(store, TEXT.replace('count: 3', 'count: 1'));
    expect(await store.listIncidents({ limit: 10 })).toEqual([]);
  });

  it('tries a new rule, and counts what resolved again', async () => {
    const later = { UpdatedAt: '2026-03-03T00:00:00.000Z', RecordState: 'ARCHIVED' };
    const store = await storeOfFindings([...incidentFindings(), backdoor(later)]);
    const { count, countNow, incidents } = await tryOn(store, TEXT.replace(`id: ${RULE}`, 'id: brand-new'));
    expect({ count, countNow }).toEqual({ count: 1, countNow: undefined });
    expect(incidents[0]?.status).toBe('resolved');
  });

  it('says what is wrong, with its place, and tries nothing', async () => {
    const store = await storeOfFindings(incidentFindings());
    const { issues, findings, countNow } = await tryOn(store, TEXT.replace('severity:', 'severty:'));
    expect(issues).toContainEqual({
      code: 'file/unknown-key',
      level: 'error',
      message: 'unknown key `severty`',
      hint: 'did you mean `severity`?',
      line: 6,
      column: 1,
    });
    expect({ findings, countNow }).toEqual({ findings: 0, countNow: undefined });
    expect((await tryOn(store, '{')).issues[0]?.level).toBe('error');
    expect((await tryOn(store, '[').catch(String)) as unknown).toMatchObject({ findings: 0 });
  });

  it('tries in spite of warnings, and tells them', async () => {
    const store = await storeOfFindings(incidentFindings());
    const source = TEXT.replace('attack: [TA0011', 'attack: [T9999, TA0011');
    const { issues, count } = await tryOn(store, source);
    expect(issues).toMatchObject([{ level: 'warning' }]);
    expect(count).toBe(1);
  });

  it('tries one rule at a time', async () => {
    const store = await storeOfFindings(incidentFindings());
    const kept = store.keptFindings;
    if (kept === undefined) throw new Error('the store keeps no findings');
    const { promise: mayGoOn, resolve: goOn } = Promise.withResolvers<void>();
    const { promise: isAsked, resolve: asked } = Promise.withResolvers<void>();
    const waiting: Store = {
      ...store,
      keptFindings: {
        ...kept,
        list: async (query) => {
          asked();
          await mayGoOn;
          return kept.list(query);
        },
      },
    };
    const api = await makeApi(waiting);
    const first = api.ask('/api/rules/would-have-fired', { source: TEXT });
    await isAsked;
    expect((await api.ask('/api/rules/would-have-fired', { source: TEXT })).status).toBe(503);
    goOn();
    expect((await first).status).toBe(200);
    expect((await api.ask('/api/rules/would-have-fired', { source: TEXT })).status).toBe(200);
  });

  it('has nothing to try where no findings are kept', async () => {
    const { keptFindings: _, ...store } = await storeOfFindings(incidentFindings());
    expect(await tryOn(store, TEXT)).toEqual({ issues: [], findings: 0, incidents: [], count: 0 });
  });

  it('takes no more than a rule file may have', async () => {
    const api = await makeApi(await storeOfFindings([]));
    const answer = await api.ask('/api/rules/would-have-fired', { source: 'x'.repeat(256 * 1024 + 1) });
    expect(answer.status).toBe(400);
  });
});
