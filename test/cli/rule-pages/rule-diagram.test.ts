import { describe, expect, it } from 'vitest';
import { toRuleDiagram } from '../../../src/cli/rule-pages/rule-diagram.ts';
import type { Rule, Signal } from '../../../src/core/rule/rule.ts';
import { makePattern, makeRule, makeSignal } from '../../core/rule/make-rule.ts';

function signalOf(name: string, members: Partial<Signal> = {}, product = 'Macie'): Signal {
  return makeSignal(name, { Normalized: { Product: [product] } }, members);
}

/** The lines inside the chart, without their indentation. */
function linesOf(rule: Rule): readonly string[] {
  const lines = toRuleDiagram(rule).split('\n');
  expect([lines[0], lines[1], lines.at(-1)]).toEqual(['```mermaid', 'flowchart LR', '```']);
  return lines.slice(2, -1).map((line) => line.trim());
}

it('has the entity, and the signals that lead to it', () => {
  const types = { Normalized: { Product: ['GuardDuty'], Type: [{ prefix: 'Backdoor:EC2/' }] } };
  const cve = signalOf('cve', { count: 3, distinct: ['Normalized', 'Vulnerability'] }, 'Inspector');
  expect(linesOf(makeRule([makeSignal('backdoor', types, { count: 2 }), cve]))).toEqual([
    'entity(["AwsEc2Instance"])',
    'signal0["backdoor<br/>GuardDuty<br/>Backdoor:EC2/…<br/>2 findings<br/>activity"]',
    'signal1["cve<br/>Inspector<br/>3 different values of Normalized.Vulnerability<br/>condition"]',
    'signal0 --> entity',
    'signal1 --> entity',
  ]);
});

it('shows what a signal is: crossed, dotted, or with the severity that it brings', () => {
  const signals = [
    signalOf('a', { role: 'unless' }),
    signalOf('b', { role: 'optional' }),
    signalOf('c', { role: 'optional', severity: 'CRITICAL' }),
  ];
  expect(linesOf(makeRule(signals)).slice(4)).toEqual([
    'signal0 --x|"unless"| entity',
    'signal1 -.->|"optional"| entity',
    'signal2 -.->|"optional: CRITICAL"| entity',
  ]);
});

it('frames the signals of which some are enough', () => {
  const any = { atLeast: 2, of: ['b', 'c', 'd'] };
  const signals = [signalOf('a'), ...['b', 'c', 'd'].map((name) => signalOf(name, { role: 'any' }))];
  expect(linesOf(makeRule(signals, { any })).slice(1, 7)).toEqual([
    'signal0["a<br/>Macie<br/>1 finding<br/>condition"]',
    'subgraph any["at least 2 of these 3"]',
    'signal1["b<br/>Macie<br/>1 finding<br/>condition"]',
    'signal2["c<br/>Macie<br/>1 finding<br/>condition"]',
    'signal3["d<br/>Macie<br/>1 finding<br/>condition"]',
    'end',
  ]);
});

it('shows an order as arrows from signal to signal', () => {
  const signals = ['a', 'b', 'c'].map((name) => signalOf(name));
  expect(linesOf(makeRule(signals, { order: ['c', 'a', 'b'] })).slice(-2)).toEqual([
    'signal2 ==>|"then"| signal0',
    'signal0 ==>|"then"| signal1',
  ]);
});

describe('a related entity', () => {
  it('is between the entity and the signals that are on it, once', () => {
    const signals = [signalOf('a', { on: 'securityGroup' }), signalOf('b', { on: 'securityGroup' })];
    const lines = linesOf(makeRule(signals));
    expect(lines.filter((line) => /related/.test(line))).toEqual([
      'related0(["AwsEc2SecurityGroup"])',
      'related0 ---|"related"| entity',
      'signal0 --> related0',
      'signal1 --> related0',
    ]);
  });

  it('may be the account that owns the entity', () => {
    const lines = linesOf(makeRule([signalOf('a', { on: 'account' })]));
    expect(lines.filter((line) => /related/.test(line))).toEqual([
      'related0(["AwsAccount"])',
      'related0 ---|"owns"| entity',
      'signal0 --> related0',
    ]);
  });

  it('may be everything that an account owns', () => {
    const lines = linesOf(makeRule([signalOf('a', { on: 'account' })], { entity: 'AwsAccount' }));
    expect(lines.filter((line) => /related/.test(line))).toEqual([
      'related0(["everything in the account"])',
      'related0 ---|"is owned by"| entity',
      'signal0 --> related0',
    ]);
  });
});

it('tells the first of many values, and how many more there are', () => {
  const pattern = {
    Normalized: { Product: ['Security Hub'], Control: ['S3.1', 'S3.2', 'S3.3', 'S3.4', 'S3.5'] },
  };
  const match = [makePattern(pattern), makePattern({ Normalized: { Control: ['S3.1'] } })];
  expect(linesOf(makeRule([{ ...signalOf('a'), match }]))[1]).toBe(
    'signal0["a<br/>Security Hub<br/>S3.1<br/>S3.2<br/>S3.3<br/>and 2 others<br/>1 finding"]',
  );
});

it('is never left by a text of the rule', () => {
  const evil = '"] --> x\n```\n<script>';
  const pattern = { Normalized: { Product: [evil], Type: [{ prefix: evil }] } };
  const rule = makeRule([makeSignal('a', pattern, { distinct: [evil] })]);
  expect(linesOf(rule)).toHaveLength(3);
  expect(linesOf(rule)[1]).toMatch(/^signal0\["[^"\]`<>]*(?:<br\/>[^"\]`<>]*)*"\]$/);
});
