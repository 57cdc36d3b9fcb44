import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RuleDetail, RuleList } from '../../../src/api/contract/rules.ts';
import { loadRules } from '../../../src/rule-file/load-rules.ts';
import type { Store } from '../../../src/store.ts';
import { backdoor, RULE, vulnerability } from '../../cli/make-world.ts';
import { INSTANCE_ARN } from '../../fixtures/make-finding.ts';
import { RULE_ID, ruleText } from '../../rule-file/rule-text.ts';
import { makeApi, RULES, storeOfFindings, storeOfStories } from '../make-api.ts';

const STORIES = await storeOfStories();

describe('listRules', () => {
  it('tells what came of every rule', async () => {
    const { rules } = (await (await makeApi(STORIES)).get('rules')) as RuleList;
    expect(rules.map(({ id }) => id)).toEqual(RULES.map(({ rule }) => rule.id).sort());
    const fired = rules.find(({ id }) => id === RULE);
    expect(fired).toMatchObject({
      ...{ status: 'stable', entity: 'AwsEc2Instance', requires: ['GuardDuty', 'Inspector'] },
      ...{ open: 3, resolved: 1, lastFiredAt: '2026-03-05T09:00:00.000Z' },
      weeks: [0, 0, 0, 0, 0, 0, 0, 2, 2, 0, 0, 0],
    });
    expect(rules.find(({ open, resolved }) => open + resolved === 0)?.lastFiredAt).toBeUndefined();
  });

  it('speaks the language that is asked for', async () => {
    const { rules } = (await (await makeApi(STORIES)).get('rules', '/api/rules?lang=ja')) as RuleList;
    expect(rules.find(({ id }) => id === RULE)?.title).toMatch(/\p{Script=Hiragana}/u);
  });
});

async function show(store: Store, address: string, rules = RULES): Promise<RuleDetail> {
  return (await (await makeApi(store, { rules })).get('rule', `/api/rules/${address}`)) as RuleDetail;
}

describe('showRule', () => {
  it('shows the file, its cases in the words of case files, and its texts', async () => {
    const { file, source, cases, description } = await show(STORIES, `${RULE}?lang=ja`);
    expect(file).toBe(`rules/${RULE}/rule.yaml`);
    expect(source).toContain('title: Backdoor traffic');
    expect(description).toMatch(/\p{Script=Hiragana}/u);
    expect(cases.map(({ expect }) => expect)).toContain('none');
    expect(cases.map(({ expect }) => expect)).toContain('open: instance/web');
    expect(cases.every(({ name }) => name !== '')).toBe(true);
  });

  it('tells which entities nearly fired it', async () => {
    const store = await storeOfFindings([backdoor(), vulnerability(1), vulnerability(2)]);
    const { nearMisses } = await show(store, RULE);
    expect(nearMisses).toEqual([
      {
        ...{ rule: RULE, title: expect.any(String), severity: 'CRITICAL', missing: 'signal' },
        entity: { type: 'AwsEc2Instance', id: INSTANCE_ARN, account: '111122223333', region: 'eu-west-1' },
        signals: [{ name: 'critical-cve', short: 1 }],
        met: ['backdoor'],
      },
    ]);
    const { keptFindings: _, ...keepsNone } = store;
    expect((await show(keepsNone, RULE)).nearMisses).toEqual([]);
  });

  it('remembers near misses for a while', async () => {
    const store = await storeOfFindings([backdoor(), vulnerability(1), vulnerability(2)]);
    let lists = 0;
    const kept = store.keptFindings;
    if (kept === undefined) throw new Error('the store keeps no findings');
    const counting: Store = {
      ...store,
      keptFindings: {
        ...kept,
        list: (query) => {
          lists += 1;
          return kept.list(query);
        },
      },
    };
    const api = await makeApi(counting);
    await Promise.all([api.get('rule', `/api/rules/${RULE}`), api.get('rule', `/api/rules/${RULE}?lang=ja`)]);
    const asked = lists;
    await api.get('rule', `/api/rules/${RULE}`);
    expect([asked > 0, lists]).toEqual([true, asked]);
  });

  it('tells no more of where a file lies than its folder, and passes over broken cases', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'rule-'));
    writeFileSync(join(folder, 'rule.yaml'), ruleText());
    writeFileSync(join(folder, 'cases.yaml'), 'world: {');
    const [loaded] = RULES;
    const file = join(folder, 'rule.yaml');
    if (loaded === undefined) throw new Error('no rule');
    const rules = [{ ...loaded, rule: { ...loaded.rule, id: RULE_ID }, file }];
    const { file: shown, cases } = await show(STORIES, RULE_ID, rules);
    expect(shown).toMatch(/^rule-\w+\/rule\.yaml$/);
    expect(cases).toEqual([]);
  });

  it('does not know other rules', async () => {
    const { ask } = await makeApi(STORIES);
    expect((await ask('/api/rules/nobody')).status).toBe(404);
    expect((await ask('/api/rules/__proto__')).status).toBe(404);
    expect((await ask(`/api/rules/${'r'.repeat(129)}`)).status).toBe(400);
  });
});

describe('the shipped rules', () => {
  it('have cases that can be shown', async () => {
    const { rules } = await loadRules('rules');
    const api = await makeApi(STORIES, { rules });
    for (const { rule } of rules.slice(0, 5)) {
      const { cases } = (await api.get('rule', `/api/rules/${rule.id}`)) as RuleDetail;
      expect(cases.length, rule.id).toBeGreaterThan(0);
    }
  });
});
