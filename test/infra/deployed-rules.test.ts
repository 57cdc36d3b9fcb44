import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { afterAll, describe, expect, it } from 'vitest';
import { Corroborate } from '../../infra/corroborate.ts';
import { CorroborateStack } from '../../infra/corroborate-stack.ts';
import { loadDeployedRules, RulesError, toRulesFile } from '../../infra/deployed-rules.ts';
import { writeFunctionFiles } from '../../infra/function-code.ts';
import type { Json } from '../../src/core/json.ts';
import { toContextPatterns } from '../../src/format/event-filter/to-context-patterns.ts';
import { toEventPatterns } from '../../src/format/event-filter/to-event-patterns.ts';
import { createApp, makeFolder, ofType, synthesize, writeStubs } from './synthesize.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const SHIPPED = join(ROOT, 'rules');
const SHIPPED_ID = 'ec2-backdoor-with-critical-cves';

const [folder, remove] = makeFolder();
afterAll(remove);

/** A folder with one of the shipped rules, changed. */
function rulesWith(name: string, change: (text: string) => string): string {
  const rules = join(folder, name);
  mkdirSync(join(rules, SHIPPED_ID), { recursive: true });
  const text = readFileSync(join(SHIPPED, SHIPPED_ID, 'rule.yaml'), 'utf8');
  writeFileSync(join(rules, SHIPPED_ID, 'rule.yaml'), change(text));
  return rules;
}

function synthesizing(rules: string) {
  const stack = new Stack(createApp(folder), 'Stack');
  return () => new Corroborate(stack, 'Corroborate', { rules, bundles: writeStubs(folder) });
}

describe('rules with a problem', () => {
  it('are not deployed, and it is said where and what it is', () => {
    const rules = rulesWith('broken', (text) => text.replace('severity: CRITICAL', 'severty: CRITICAL'));
    expect(synthesizing(rules)).toThrow(RulesError);
    expect(synthesizing(rules)).toThrow(/rule\.yaml:\d+:\d+ file\/unknown-key unknown key `severty`/);
    expect(synthesizing(rules)).toThrow(/did you mean `severity`/);
  });

  it('are not deployed from a folder that holds none, or drafts only', () => {
    expect(synthesizing(join(folder, 'nowhere'))).toThrow(/file\/unreadable/);
    const drafts = rulesWith('drafts', (text) => text.replace('status: stable', 'status: draft'));
    expect(synthesizing(drafts)).toThrow(/draft/);
  });

  it('are deployed with a warning where the linter only warns', () => {
    const rules = rulesWith('warned', (text) => text.replace(/title: .*/, `title: ${'long '.repeat(60)}`));
    const app = createApp(folder);
    const stack = new CorroborateStack(app, 'Stack', { rules, bundles: writeStubs(folder) });
    const warnings = Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('lint/trimmed'));
    expect(warnings).toHaveLength(1);
  });
});

describe('rules beside each other', () => {
  const NARROWER_ID = 'backdoor-with-very-many-cves';

  function narrowerBesideShipped(name: string, acknowledged: string): string {
    const rules = rulesWith(name, (text) => text);
    const text = readFileSync(join(rules, SHIPPED_ID, 'rule.yaml'), 'utf8')
      .replace(`id: ${SHIPPED_ID}`, `id: ${NARROWER_ID}`)
      .replace('count: 3', 'count: 30')
      .replace('entity:', `${acknowledged}entity:`);
    mkdirSync(join(rules, NARROWER_ID));
    writeFileSync(join(rules, NARROWER_ID, 'rule.yaml'), text);
    return rules;
  }

  it('are deployed with the warnings that lint has of them', () => {
    const { warnings } = loadDeployedRules(narrowerBesideShipped('narrower', ''));
    expect(warnings).toEqual([expect.stringContaining('lint/subsumed-rule')]);
  });

  it('are deployed without a warning that they acknowledge', () => {
    const acknowledged = "acknowledged: { lint/subsumed-rule: 'It has a remediation of its own.' }\n";
    expect(loadDeployedRules(narrowerBesideShipped('known', acknowledged)).warnings).toEqual([]);
  });
});

describe('deployed rules', () => {
  it('are those that are not drafts', () => {
    const rules = join(folder, 'some');
    cpSync(SHIPPED, rules, { recursive: true });
    const file = join(rules, SHIPPED_ID, 'rule.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replace('status: stable', 'status: draft'));
    const ids = loadDeployedRules(rules).rules.map(({ id }) => id);
    const others = loadDeployedRules(SHIPPED)
      .rules.map(({ id }) => id)
      .filter((id) => id !== SHIPPED_ID);
    expect(ids).toEqual(others);
    expect(ids).not.toHaveLength(0);
  });

  it('are beside the functions, whole', () => {
    const { rules, warnings } = loadDeployedRules(SHIPPED);
    expect(warnings).toEqual([]);
    const written = join(folder, 'written');
    writeFunctionFiles(written, rules, writeStubs(folder));
    const read: Json = JSON.parse(readFileSync(join(written, 'rules.json'), 'utf8'));
    expect(read).toEqual(rules);
  });

  it('are refused where JSON would change them', () => {
    const [rule] = loadDeployedRules(SHIPPED).rules;
    if (rule === undefined) throw new Error('no rule');
    expect(() => toRulesFile([{ ...rule, version: Number.POSITIVE_INFINITY }])).toThrow(/what JSON cannot/);
  });
});

describe('event patterns', () => {
  const template = synthesize(folder);
  const patterns = ofType(template, 'AWS::Events::Rule')
    .filter(({ properties }) => properties.ScheduleExpression === undefined)
    .map(({ properties }) => properties.EventPattern);

  it('are those that the rules need', () => {
    const { rules } = loadDeployedRules(SHIPPED);
    expect(patterns).toEqual([...toEventPatterns(rules), ...toContextPatterns(rules)]);
    expect(patterns.length).toBeGreaterThan(1);
  });

  // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html
  it('stay within what EventBridge takes', () => {
    expect(patterns.filter((pattern) => JSON.stringify(pattern).length > 2048)).toEqual([]);
    expect(JSON.stringify(patterns)).not.toContain('wildcard');
    expect(patterns.length).toBeLessThan(100);
  });
});
