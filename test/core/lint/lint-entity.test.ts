import { describe, expect, it } from 'vitest';
import { lintOne } from './lint-one.ts';

const PATTERN = { Normalized: { Product: ['Inspector'] } };

describe('types of entities', () => {
  it('that are misspelt are told, once and with the type that is meant', () => {
    const rule = { entity: 'AwsEC2Instance' };
    expect(lintOne('lint/unknown-entity', PATTERN, {}, rule)).toMatchObject([
      { level: 'error', path: ['entity'], hint: 'did you mean `AwsEc2Instance`?' },
    ]);
    expect(lintOne('lint/other-resource', PATTERN, {}, rule)).toEqual([]);
  });

  it('that are not known are warned of', () => {
    expect(lintOne('lint/unknown-entity', PATTERN, {}, { entity: 'AcmeRobot' })).toMatchObject([
      { level: 'warning', path: ['entity'] },
    ]);
  });

  it('that ASFF has are fine', () => {
    for (const entity of ['AwsEc2Instance', 'AwsAccount', 'Container', 'Other']) {
      expect(lintOne('lint/unknown-entity', PATTERN, {}, { entity })).toEqual([]);
    }
  });
});
