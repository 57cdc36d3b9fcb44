import { describe, expect, it } from 'vitest';
import { AWS_PRODUCT_NAMES } from '../../../src/core/finding/product-of.ts';
import type { Json } from '../../../src/core/json.ts';
import { couldBeOf, productsOfMatch } from '../../../src/core/lint/asked-products.ts';
import { makePattern } from '../rule/make-rule.ts';

const ARN = 'arn:aws:securityhub:eu-west-1::product/aws/guardduty';

describe('the products that a pattern asks for', () => {
  it.each<[string, Json, readonly string[], boolean]>([
    [
      'named',
      { Normalized: { Product: ['GuardDuty', 'acme/scanner'] } },
      ['GuardDuty', 'acme/scanner'],
      false,
    ],
    ['that are none', { Normalized: { Product: ['Nothing'] } }, [], false],
    ['by beginning', { Normalized: { Product: [{ prefix: 'Guard' }] } }, ['GuardDuty'], true],
    ['in any case', { Normalized: { Product: [{ 'equals-ignore-case': 'MACIE' }] } }, ['Macie'], false],
    [
      'by exclusion',
      { Normalized: { Product: [{ 'anything-but': ['Macie'] }] } },
      AWS_PRODUCT_NAMES.filter((name) => name !== 'Macie'),
      true,
    ],
    ['by ARN', { ProductArn: [ARN] }, ['GuardDuty'], false],
    ['by the end of the ARN', { ProductArn: [{ suffix: ':product/acme/scanner' }] }, ['acme/scanner'], false],
    ['by wildcard', { ProductArn: [{ wildcard: 'arn:*::product/aws/macie' }] }, ['Macie'], false],
    ['by an open wildcard', { ProductArn: [{ wildcard: 'arn:*:product/aws/*' }] }, [], true],
    ['by the beginning of the ARN', { ProductArn: [{ prefix: 'arn:aws:' }] }, [], true],
    ['by control', { Normalized: { Control: ['EC2.9'] } }, ['Security Hub'], false],
    ['without control', { Normalized: { Control: [{ exists: false }] } }, [], true],
    ['by its own name', { ProductName: ['GuardDuty'] }, ['GuardDuty'], false],
    ['by a name of its own', { ProductName: ['Scanner'] }, [], true],
    ['not at all', { Title: ['x'] }, [], true],
    [
      'in one of two ways',
      { $or: [{ Normalized: { Product: ['Macie'] } }, { Normalized: { Product: ['Config'] } }] },
      ['Macie', 'Config'],
      false,
    ],
    [
      'in one way, or openly',
      { $or: [{ Normalized: { Product: ['Macie'] } }, { Title: ['x'] }] },
      ['Macie'],
      true,
    ],
  ])('%s', (_name, json, names, isOpen) => {
    const products = productsOfMatch([makePattern(json)]);
    expect([...products.names]).toEqual(names);
    expect(products.isOpen).toBe(isOpen);
    expect(couldBeOf(products, 'acme/other')).toBe(isOpen);
    for (const name of names) expect(couldBeOf(products, name)).toBe(true);
  });
});
