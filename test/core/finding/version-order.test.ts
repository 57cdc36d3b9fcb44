import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { normalizeFinding } from '../../../src/core/finding/normalize-finding.ts';
import { versionOrder } from '../../../src/core/finding/version-order.ts';
import { type FindingOverrides, makeFinding } from '../../fixtures/make-finding.ts';

const AT = '2026-03-01T09:05:00.000Z';
const EVENT = '2026-03-01T09:06:00Z';

describe('versionOrder', () => {
  it('is UpdatedAt, the time and the hash', () => {
    expect(versionOrder(makeFinding({ UpdatedAt: AT }), EVENT, () => 'hash')).toBe(
      '2026-03-01T09:05:00.000000000Z|2026-03-01T09:06:00.000000000Z|hash',
    );
  });

  it.each<[string, FindingOverrides, string | undefined, string]>([
    ['the event', { ProcessedAt: '2026-03-01T09:07:00Z' }, EVENT, '09:06:00'],
    ['ProcessedAt without an event', { ProcessedAt: '2026-03-01T09:07:00Z' }, undefined, '09:07:00'],
    ['ProcessedAt behind an unreadable event', { ProcessedAt: '2026-03-01T09:07:00Z' }, 'soon', '09:07:00'],
    ['UpdatedAt without both', {}, undefined, '09:05:00'],
    ['UpdatedAt behind an unreadable ProcessedAt', { ProcessedAt: 'soon' }, undefined, '09:05:00'],
  ])('takes the time from %s', (_, overrides, eventTime, time) => {
    const order = versionOrder(makeFinding({ UpdatedAt: AT, ...overrides }), eventTime, sha256);
    expect(order.split('|')[1]).toBe(`2026-03-01T${time}.000000000Z`);
  });

  it.each<[string, FindingOverrides, string, FindingOverrides, string]>([
    [
      'a later UpdatedAt',
      { UpdatedAt: '2026-03-01T10:00:00Z' },
      EVENT,
      { UpdatedAt: '2026-03-01T11:00:00+00:00' },
      AT,
    ],
    [
      'a nanosecond more',
      { UpdatedAt: '2026-03-01T10:00:00.000000001Z' },
      EVENT,
      { UpdatedAt: '2026-03-01T10:00:00.000000002Z' },
      AT,
    ],
    [
      'another zone',
      { UpdatedAt: '2026-03-01T12:00:00+05:00' },
      EVENT,
      { UpdatedAt: '2026-03-01T08:00:00Z' },
      EVENT,
    ],
    [
      'a later event at the same UpdatedAt',
      { UpdatedAt: AT },
      '2026-03-01T09:06:00Z',
      { UpdatedAt: AT },
      '2026-03-01T09:06:00.5Z',
    ],
  ])('puts %s last', (_, older, olderTime, newer, newerTime) => {
    const first = versionOrder(makeFinding(older), olderTime, sha256);
    expect(first < versionOrder(makeFinding(newer), newerTime, sha256)).toBe(true);
  });

  it('hashes the finding as it came, without Normalized and whatever the order of its members', () => {
    const finding = makeFinding();
    const reversed = Object.fromEntries(Object.entries(finding).toReversed());
    const order = versionOrder(finding, EVENT, sha256);
    expect(versionOrder(normalizeFinding(finding), EVENT, sha256)).toBe(order);
    expect(versionOrder({ ...finding, ...reversed }, EVENT, sha256)).toBe(order);
    expect(versionOrder(makeFinding({ Normalized: 'forged' }), EVENT, sha256)).toBe(order);
    expect(versionOrder(makeFinding({ Title: 'another' }), EVENT, sha256)).not.toBe(order);
    expect(order.split('|')[2]).toMatch(/^[0-9a-f]{64}$/);
  });
});

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
