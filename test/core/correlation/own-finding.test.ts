import { describe, expect, it } from 'vitest';
import { isOwnFinding } from '../../../src/core/correlation/own-finding.ts';

const PRODUCT = 'arn:aws:securityhub:eu-west-1:111122223333:product/111122223333/default';

describe('isOwnFinding', () => {
  it.each([
    ['our own', PRODUCT, 'corroborate/some-rule', true],
    ['our own in China', PRODUCT.replace('arn:aws:', 'arn:aws-cn:'), 'corroborate/x', true],
    ['another tool in the default product', PRODUCT, 'prowler/x', false],
    ['a generator that only contains our name', PRODUCT, 'x-corroborate/some-rule', false],
    ['our name without a rule separator', PRODUCT, 'corroborate', false],
    ['an AWS product', 'arn:aws:securityhub:eu-west-1::product/aws/guardduty', 'corroborate/x', false],
    ['a product that is not the default', PRODUCT.replace('default', 'other'), 'corroborate/x', false],
    ['a product of another account', PRODUCT.replace(':product/1', ':product/2'), 'corroborate/x', false],
    ['a product without account', 'arn:aws:securityhub:eu-west-1::product//default', 'corroborate/x', false],
    ['a longer ARN', `${PRODUCT}:more`, 'corroborate/x', false],
    ['not a string', { length: 3 }, 'corroborate/x', false],
    ['a generator that is not a string', PRODUCT, ['corroborate/x'], false],
  ])('%s', (_, ProductArn, GeneratorId, expected) => {
    expect(isOwnFinding({ ProductArn, GeneratorId })).toBe(expected);
  });

  it('is false for a finding without these members', () => {
    expect(isOwnFinding({})).toBe(false);
  });
});
