import { describe, expect, it } from 'vitest';
import { CONDITION_LIFETIME_MS, intervalOf } from '../../../src/core/finding/interval.ts';
import { formatInstant } from '../../../src/core/instant.ts';
import { type FindingOverrides, macieFinding, makeFinding } from '../../fixtures/make-finding.ts';

const DATES = {
  FirstObservedAt: '2026-03-01T00:00:00Z',
  LastObservedAt: '2026-03-05T00:00:00Z',
  CreatedAt: '2026-03-02T00:00:00Z',
  UpdatedAt: '2026-03-06T00:00:00Z',
};

describe('intervalOf', () => {
  it('lets a condition last for 90 days', () => expect(CONDITION_LIFETIME_MS).toBe(7_776_000_000));

  it.each<[string, FindingOverrides, string, string, string, string]>([
    ['everything there', {}, '03-01', '03-05', '06-04', '03-05'],
    ['no FirstObservedAt', { FirstObservedAt: undefined }, '03-02', '03-05', '06-04', '03-05'],
    [
      'FirstObservedAt unreadable',
      { FirstObservedAt: '2026-02-30T00:00:00Z' },
      '03-02',
      '03-05',
      '06-04',
      '03-05',
    ],
    [
      'only UpdatedAt',
      { FirstObservedAt: null, CreatedAt: 7, LastObservedAt: '' },
      '03-06',
      '03-06',
      '06-04',
      '03-06',
    ],
    ['no LastObservedAt', { LastObservedAt: undefined }, '03-01', '03-06', '06-04', '03-06'],
    [
      'the end before the start',
      { LastObservedAt: '2026-02-01T00:00:00Z' },
      '03-01',
      '03-01',
      '06-04',
      '03-01',
    ],
    [
      'UpdatedAt before the start',
      { LastObservedAt: undefined, UpdatedAt: '2025-03-06T00:00:00Z' },
      '03-01',
      '03-01',
      '03-01',
      '03-01',
    ],
  ])('%s', (_, overrides, from, activityEnd, conditionEnd, lastObserved) => {
    const finding = makeFinding({ ...DATES, ...overrides });
    expect(shown(intervalOf(finding, 'activity'))).toStrictEqual([from, activityEnd, lastObserved]);
    expect(shown(intervalOf(finding, 'condition'))).toStrictEqual([from, conditionEnd, lastObserved]);
  });

  it('starts a Macie finding, which says nothing of observation, when it was created', () => {
    const finding = macieFinding({ CreatedAt: DATES.CreatedAt, UpdatedAt: DATES.UpdatedAt });
    expect(shown(intervalOf(finding, 'condition'))).toStrictEqual(['03-02', '06-04', '03-06']);
  });

  it('refuses a finding that nobody checked', () => {
    expect(() => intervalOf(makeFinding({ UpdatedAt: 'never' }), 'activity')).toThrow(/checkFinding/);
  });
});

function shown({ from, to, lastObserved }: ReturnType<typeof intervalOf>): readonly string[] {
  return [from, to, lastObserved].map((instant) => formatInstant(instant).slice(5, 10));
}
