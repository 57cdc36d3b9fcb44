import { describe, expect, it } from 'vitest';
import { lackedProducts, parseProducts } from '../../../src/cli/attack-coverage/switched-on.ts';
import { UsageError } from '../../../src/cli/usage-error.ts';
import { makeRule } from '../../core/rule/make-rule.ts';

const RULES = [makeRule([], { requires: ['GuardDuty', 'acme/scanner'] })];

describe('a list of products', () => {
  it.each([
    ['GuardDuty,Security Hub', ['GuardDuty', 'Security Hub']],
    [' guardduty , SECURITY hub,', ['GuardDuty', 'Security Hub']],
    ['Macie,Macie,macie', ['Macie']],
    ['ACME/Scanner', ['acme/scanner']],
    ['somebody/else', ['somebody/else']],
  ])('%j names %j', (list, products) => {
    expect(parseProducts(list, RULES)).toEqual(products);
  });

  it.each([
    ['GuardDuti', 'there is no product `GuardDuti`', 'did you mean `GuardDuty`?'],
    ['acme/scaner', 'there is no product `acme/scaner`', 'did you mean `acme/scanner`?'],
    ['Nothing like it', 'there is no product `Nothing like it`', 'products are Access Analyzer, Config, '],
    [' , ', '`--products` names no product', 'GuardDuty,Inspector'],
  ])('%j is refused', (list, message, hint) => {
    const parse = (): unknown => parseProducts(list, RULES);
    expect(parse).toThrow(UsageError);
    expect(parse).toThrow(
      expect.objectContaining({ message, hint: expect.stringContaining(hint), exitCode: 3 }),
    );
  });
});

it('a rule lacks what it requires and is not switched on', () => {
  const rule = makeRule([], { requires: ['GuardDuty', 'Inspector'] });
  expect(lackedProducts(rule, ['Inspector', 'Macie'])).toEqual(['GuardDuty']);
  expect(lackedProducts(rule, ['Inspector', 'GuardDuty'])).toEqual([]);
});
