import { describe, expect, it } from 'vitest';
import { isSample } from '../../../src/core/finding/is-sample.ts';
import { type FindingOverrides, guardDutyFinding } from '../../fixtures/make-finding.ts';

const MARK = 'aws/guardduty/service/additionalInfo/sample';

describe('isSample', () => {
  it.each<[boolean, FindingOverrides]>([
    [true, { Sample: true }],
    [true, { ProductFields: { [MARK]: 'true' } }],
    [true, { ProductFields: { [MARK]: true } }],
    [true, { Sample: false, ProductFields: { [MARK]: 'true' } }],
    [false, {}],
    [false, { Sample: false }],
    [false, { Sample: 'true' }],
    [false, { ProductFields: { [MARK]: 'false' } }],
    [false, { ProductFields: `{"${MARK}":"true"}` }],
    [false, { Title: '[SAMPLE] something' }],
  ])('%s: %j', (expected, overrides) => expect(isSample(guardDutyFinding(overrides))).toBe(expected));
});
