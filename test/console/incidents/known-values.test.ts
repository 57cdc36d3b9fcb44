import { describe, expect, it } from 'vitest';
import { withKnownValues } from '../../../console/incidents/known-values.ts';
import type { IncidentRow } from '../../../src/api/contract/incidents.ts';

const at = '2026-11-25T09:30:00.000Z';

function rowOf(account: string, assignee?: string): IncidentRow {
  return {
    ...{ id: account, rule: { id: 'a-rule', version: 1 }, status: 'open', severity: 'HIGH', title: 'Title' },
    entity: { type: 'AwsEc2Instance', id: `AwsEc2Instance:${account}::i-1`, account },
    ...{ firstObservedAt: at, lastObservedAt: at, openedAt: at, updatedAt: at },
    ...{ evidence: 1, signals: {}, sample: false },
    ...(assignee !== undefined && { handling: { assignee, by: 'ana', at } }),
  };
}

describe('withKnownValues', () => {
  it('gathers what rows have, over several pages', () => {
    const first = withKnownValues(new Map(), [rowOf('111111111111')]);
    const known = withKnownValues(first, [rowOf('222222222222', 'ben')]);
    expect(Object.fromEntries([...known].map(([property, values]) => [property, [...values]]))).toEqual({
      rule: ['a-rule'],
      title: ['Title'],
      type: ['AwsEc2Instance'],
      account: ['111111111111', '222222222222'],
      assignee: ['ben'],
    });
    expect([...(first.get('account') ?? [])]).toEqual(['111111111111']);
  });

  it('is the same map where nothing is new', () => {
    const known = withKnownValues(new Map(), [rowOf('111111111111')]);
    expect(withKnownValues(known, [rowOf('111111111111')])).toBe(known);
  });

  it('is the same map once it is full', () => {
    const rows = Array.from({ length: 300 }, (_, index) => rowOf(String(100_000_000_000 + index)));
    const known = withKnownValues(new Map(), rows);
    expect(known.get('account')?.size).toBe(200);
    expect(withKnownValues(known, rows)).toBe(known);
  });
});
