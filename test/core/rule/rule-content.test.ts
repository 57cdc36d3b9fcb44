import { describe, expect, it } from 'vitest';
import type { Rule } from '../../../src/core/rule/rule.ts';
import { ruleContent } from '../../../src/core/rule/rule-content.ts';
import { makePattern, makeRule, makeSignal } from './make-rule.ts';

const A = makeSignal('a', { Normalized: { Product: ['GuardDuty'] } });
const B = makeSignal('b', { Normalized: { Product: ['Macie'], Type: ['T'] } }, { role: 'any' });
const RULE = makeRule([A, B], { any: { atLeast: 1, of: ['b', 'a'] }, order: ['a', 'b'] });

describe('ruleContent', () => {
  it.each<[string, Partial<Rule>]>([
    ['title', { title: 'Another' }],
    ['description', { description: 'Another' }],
    ['remediation', { remediation: 'Another' }],
    ['prevention', { prevention: 'Another' }],
    ['references', { references: ['https://example.com'] }],
    ['attack', { attack: ['T1190'] }],
    ['requires', { requires: ['GuardDuty'] }],
    ['status', { status: 'test' }],
    ['the order in which signals are written', { signals: [B, A] }],
    ['the order inside any.of', { any: { atLeast: 1, of: ['a', 'b'] } }],
    [
      'the order of members in a pattern',
      { signals: [A, { ...B, match: [makePattern({ Normalized: { Type: ['T'], Product: ['Macie'] } })] }] },
    ],
  ])('does not change with %s', (_name, members) => {
    expect(ruleContent({ ...RULE, ...members })).toBe(ruleContent(RULE));
  });

  it.each<[string, Partial<Rule>]>([
    ['id', { id: 'b-rule' }],
    ['version', { version: 2 }],
    ['severity', { severity: 'LOW' }],
    ['entity', { entity: 'AwsS3Bucket' }],
    ['within', { withinMs: 1000 }],
    ['order', { order: ['b', 'a'] }],
    ['any', { any: { atLeast: 2, of: ['b', 'a'] } }],
    ['a count', { signals: [{ ...A, count: 2 }, B] }],
    ['a role', { signals: [{ ...A, role: 'unless' }, B] }],
    ['distinct', { signals: [{ ...A, distinct: ['Title'] }, B] }],
    ['on', { signals: [{ ...A, on: 'role' }, B] }],
    ['kind', { signals: [{ ...A, kind: 'condition' }, B] }],
    ['the severity of a signal', { signals: [{ ...A, severity: 'LOW' }, B] }],
    ['a pattern', { signals: [{ ...A, match: B.match }, B] }],
    ['one signal fewer', { signals: [A] }],
  ])('changes with %s', (_name, members) => {
    expect(ruleContent({ ...RULE, ...members })).not.toBe(ruleContent(RULE));
  });
});
