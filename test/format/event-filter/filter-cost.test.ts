import { expect, it } from 'vitest';
import { patternCharacters } from '../../../src/core/bus/event-pattern.ts';
import type { Json } from '../../../src/core/json.ts';
import type { Signal } from '../../../src/core/rule/rule.ts';
import { filterCost } from '../../../src/format/event-filter/filter-cost.ts';
import { toEventPatterns } from '../../../src/format/event-filter/to-event-patterns.ts';
import { makeRule, makeSignal } from '../../core/rule/make-rule.ts';

function costOf(json: Json, members: Partial<Signal> = {}) {
  return filterCost([makeRule([makeSignal('one', json, members)])]);
}

it('counts the patterns and their characters', () => {
  const controls = Array.from({ length: 200 }, (_, at) => `Longservice${at}.${at}`);
  const rules = [makeRule([makeSignal('one', { Normalized: { Control: controls } })])];
  const patterns = toEventPatterns(rules);
  expect(patterns.length).toBeGreaterThan(1);
  expect(filterCost(rules)).toEqual({
    patterns: patterns.length,
    characters: patterns.map(patternCharacters).reduce((a, b) => a + b),
    wholeProducts: [],
    wholeTypes: [],
  });
});

it.each<[string, Json, readonly string[]]>([
  ['of which types are asked for', { Normalized: { Product: ['GuardDuty'], Type: ['x'] } }, ['GuardDuty']],
  ['of AWS and of others', { Normalized: { Product: ['acme/scanner', 'Macie'] } }, ['Macie', 'acme/scanner']],
  ['in one account only', { Normalized: { Product: ['Macie'] }, AwsAccountId: ['111122223333'] }, []],
  ['by the ARN', { ProductArn: ['arn:aws:securityhub:eu-west-1::product/aws/macie'] }, ['Macie']],
  ['of which controls are named', { Normalized: { Control: ['EC2.9'] } }, []],
])('names products %s', (_name, json, products) => {
  expect(costOf(json).wholeProducts).toEqual(products);
});

it('names the types that tell relations', () => {
  const { wholeTypes } = costOf({ Normalized: { Control: ['EC2.18'] } }, { on: 'securityGroup' });
  expect(wholeTypes).toEqual(['AwsEc2Instance', 'AwsEc2NetworkInterface', 'AwsEc2SecurityGroup']);
});
