import { describe, expect, it } from 'vitest';
import { toContextPatterns } from '../../../src/format/event-filter/to-context-patterns.ts';
import { makeRule, makeSignal } from '../../core/rule/make-rule.ts';
import { busWith } from './let-in.ts';

const GUARDDUTY = { Normalized: { Product: ['GuardDuty'] } };

describe('toContextPatterns', () => {
  it('asks for nothing where no rule follows relations', () => {
    expect(toContextPatterns([])).toEqual([]);
    expect(toContextPatterns([makeRule([makeSignal('one', GUARDDUTY)])])).toEqual([]);
  });

  it('asks for nothing where rules follow only what neither GuardDuty nor Config tells', () => {
    const across = makeRule(
      [makeSignal('one', GUARDDUTY), makeSignal('two', GUARDDUTY, { on: 'container' })],
      { entity: 'AwsEcrContainerImage' },
    );
    expect(toContextPatterns([across])).toEqual([]);
  });

  it('asks for raw GuardDuty events where one does', () => {
    const across = makeRule([makeSignal('one', GUARDDUTY, { on: 'securityGroup' })]);
    const patterns = toContextPatterns([makeRule([makeSignal('one', GUARDDUTY)]), across]);
    expect(patterns).toHaveLength(2);
    const isLetIn = busWith(patterns);
    const event = { source: 'aws.guardduty', 'detail-type': 'GuardDuty Finding', detail: { type: 'x' } };
    expect(isLetIn(event)).toBe(true);
    expect(isLetIn({ ...event, source: 'aws.securityhub' })).toBe(false);
    expect(isLetIn({ ...event, 'detail-type': 'GuardDuty Malware Protection Object Scan Result' })).toBe(
      false,
    );
  });

  it('asks for what Config records of the resources that are related, and of no others', () => {
    const across = makeRule([makeSignal('one', GUARDDUTY, { on: 'securityGroup' })]);
    const isLetIn = busWith(toContextPatterns([across]));
    const event = (resourceType: string) => ({
      source: 'aws.config',
      'detail-type': 'Config Configuration Item Change',
      detail: { configurationItem: { resourceType } },
    });
    expect(isLetIn(event('AWS::EC2::NetworkInterface'))).toBe(true);
    expect(isLetIn(event('AWS::EC2::Instance'))).toBe(true);
    expect(isLetIn(event('AWS::EC2::SecurityGroup'))).toBe(true);
    expect(isLetIn(event('AWS::S3::Bucket'))).toBe(false);
  });
});
