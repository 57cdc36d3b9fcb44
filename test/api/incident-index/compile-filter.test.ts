import { describe, expect, it } from 'vitest';
import type { FilterOperator, FilterProperty, FilterToken } from '../../../src/api/contract/incidents.ts';
import { FILTER_OPERATORS, FILTER_PROPERTIES } from '../../../src/api/contract/list-choices.ts';
import { compileFilter } from '../../../src/api/incident-index/compile-filter.ts';
import type { IndexedIncident } from '../../../src/api/incident-index/incident-index.ts';
import { ProblemError } from '../../../src/api/problem.ts';
import type { Handling } from '../../../src/core/handling/handling.ts';
import type { Instant } from '../../../src/core/instant.ts';
import { NOW } from '../make-api.ts';
import { makeIndexed } from './make-incidents.ts';

function isFound(token: FilterToken, incident: Partial<IndexedIncident> = {}): boolean {
  const filter = { operation: 'and', tokens: [token] } as const;
  return compileFilter(filter, NOW, (rule) => (rule === 'told' ? 'バックドア' : undefined))(
    makeIndexed(incident),
  );
}

const HANDLED: Handling = {
  ...{ state: 'risk-accepted', assignee: 'Bea', by: 'ada', at: NOW },
  until: (NOW + 1) as Instant,
};

describe('compileFilter', () => {
  it.each<[FilterProperty, FilterOperator, string, boolean, Partial<IndexedIncident>?]>([
    ['status', '=', 'open', true],
    ['status', '=', 'OPEN', true],
    ['status', '!=', 'open', false],
    ['status', '=', 'resolved', true, { status: 'resolved' }],
    ['severity', '=', 'HIGH', true],
    ['severity', '>=', 'high', true],
    ['severity', '>', 'HIGH', false],
    ['severity', '<', 'CRITICAL', true],
    ['severity', '<=', 'MEDIUM', false],
    ['rule', ':', 'rule', true],
    ['rule', '!:', 'rule', false],
    ['rule', '^', 'a-', true],
    ['rule', '!^', 'a-', false],
    ['title', ':', 'title', true],
    ['title', ':', 'バックドア', true, { rule: { id: 'told', version: 1 } }],
    ['title', ':', 'title', false, { rule: { id: 'told', version: 1 } }],
    ['entity', ':', 'i-0ABC', true],
    ['type', '=', 'awsec2instance', true],
    ['account', '^', '1111', true],
    ['account', '=', '', true, { entity: { type: 'AwsS3Bucket', key: 'arn:aws:s3:::b' } }],
    ['account', '!=', '', false, { entity: { type: 'AwsS3Bucket', key: 'arn:aws:s3:::b' } }],
    ['region', '=', 'eu-west-1', true],
    ['handling', '=', '', true],
    ['handling', '=', 'risk-accepted', true, { handling: HANDLED }],
    ['handling', '=', '', true, { handling: { ...HANDLED, until: NOW } }],
    ['assignee', '=', 'bea', true, { handling: HANDLED }],
    ['assignee', '=', '', true],
    ['evidence', '>', '2', true],
    ['evidence', '<=', '2', false],
    ['age', '>', '1h', true],
    ['age', '>=', '2h', true],
    ['age', '>', '120m', false],
    ['age', '<', '1d', true],
    ['openedAt', '<', '2026-04-01T10:00:01Z', true],
    ['openedAt', '<', '2026-04-01T10:00:00Z', false],
    ['openedAt', '>=', '2026-04-01', true],
    ['openedAt', '<', '2026-04-01T19:00:00+09:00', false],
    ['updatedAt', '>', '2026-04-02', false],
    ['id', '=', 'a1', true],
    ['id', '^', 'b', false],
  ])('%s %s %j is %j', (property, operator, value, expected, incident) => {
    expect(isFound({ property, operator, value }, incident)).toBe(expected);
  });

  it('looks for text without a property in every text', () => {
    for (const value of ['0abc', 'A TITLE', 'a-rule', 'high', 'bea', '1111']) {
      expect(isFound({ operator: ':', value }, { handling: HANDLED }), value).toBe(true);
      expect(isFound({ operator: '!:', value }, { handling: HANDLED }), value).toBe(false);
    }
    expect(isFound({ operator: ':', value: 'nowhere' })).toBe(false);
    expect(isFound({ operator: '!:', value: 'nowhere' })).toBe(true);
  });

  it('joins conditions with and, or with or', () => {
    const tokens: readonly FilterToken[] = [
      { property: 'status', operator: '=', value: 'open' },
      { property: 'severity', operator: '=', value: 'LOW' },
    ];
    const found = (operation: 'and' | 'or', some: readonly FilterToken[]) =>
      compileFilter({ operation, tokens: some }, NOW, () => undefined)(makeIndexed());
    expect([found('and', tokens), found('or', tokens)]).toEqual([false, true]);
    expect([found('and', []), found('or', [])]).toEqual([true, true]);
  });

  it.each<[FilterProperty, FilterOperator, string]>([
    ['severity', '>', 'HUGE'],
    ['age', '<', 'yesterday'],
    ['age', '<', '-1d'],
    ['age', '=', '1d'],
    ['age', ':', '1d'],
    ['openedAt', '>', '2026-13-01'],
    ['openedAt', '>', '1; DROP TABLE incidents'],
    ['openedAt', '=', '2026-04-01'],
    ['evidence', '>', '1e3'],
    ['evidence', '>', ''],
    ['evidence', '>', '9'.repeat(400)],
    ['rule', '<', 'a'],
    ['status', '>=', 'open'],
  ])('says that %s %s %j makes no sense', (property, operator, value) => {
    const refused = () => isFound({ property, operator, value });
    expect(refused).toThrow(ProblemError);
    expect(refused).toThrow(`${property} ${operator}`);
  });

  it('never fails otherwise, whatever is asked', () => {
    const values = ['', '.*', '(a+)+$', '%', '\0', '\ud800', '__proto__', '<img src=x>', 'x'.repeat(2048)];
    for (const property of [...FILTER_PROPERTIES, undefined]) {
      for (const operator of FILTER_OPERATORS) {
        for (const value of values) {
          try {
            expect(typeof isFound({ property, operator, value })).toBe('boolean');
          } catch (error) {
            expect(error).toBeInstanceOf(ProblemError);
          }
        }
      }
    }
  });

  it('takes text as it is, not as a pattern', () => {
    expect(isFound({ property: 'title', operator: ':', value: '.*' })).toBe(false);
    expect(isFound({ property: 'title', operator: ':', value: '.*' }, { title: 'a .* b' })).toBe(true);
  });
});
