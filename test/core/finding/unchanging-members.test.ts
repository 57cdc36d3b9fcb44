import { describe, expect, it } from 'vitest';
import { isUnchangingMember } from '../../../src/core/finding/unchanging-members.ts';

describe('isUnchangingMember', () => {
  it.each([
    ['ProductArn'],
    ['GeneratorId'],
    ['AwsAccountId'],
    ['Region'],
    ['Compliance.SecurityControlId'],
    ['Normalized.Product'],
    ['Normalized.Control'],
  ])('%s never changes', (path) => expect(isUnchangingMember(path.split('.'))).toBe(true));

  it.each([
    ['Id'],
    ['Severity.Label'],
    ['Normalized'],
    ['Normalized.Type'],
    ['Normalized.Severity'],
    ['Compliance'],
    ['Compliance.Status'],
    ['SecurityControlId'],
    ['Resources.Region'],
    ['Region.x'],
    ['Normalized.Product.x'],
    ['.Region'],
    [''],
  ])('%s may change', (path) => expect(isUnchangingMember(path.split('.'))).toBe(false));

  it('compares steps, not texts', () => {
    expect(isUnchangingMember(['Normalized.Product'])).toBe(false);
    expect(isUnchangingMember([])).toBe(false);
  });
});
