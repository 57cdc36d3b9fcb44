import { describe, expect, it } from 'vitest';
import { checkFinding } from '../../../src/core/finding/check-finding.ts';
import type { Json } from '../../../src/core/json.ts';
import {
  controlFinding,
  guardDutyFinding,
  inspectorFinding,
  macieFinding,
  makeFinding,
} from '../../fixtures/make-finding.ts';

const LEAST = { ProductArn: 'arn:x', Id: 'id', UpdatedAt: '2026-01-01T00:00:00Z' };

describe('checkFinding', () => {
  it.each<[string, Json]>([
    ['an ordinary finding', makeFinding()],
    ['a GuardDuty finding', guardDutyFinding()],
    ['an Inspector finding', inspectorFinding()],
    ['a Macie finding', macieFinding()],
    ['a control finding', controlFinding()],
    ['a finding with nothing else', LEAST],
    ['a finding without an account', makeFinding({ AwsAccountId: undefined })],
    ['as many resources as are read', { ...LEAST, Resources: Array(1000).fill({}) }],
    ['an Id longer than AWS allows', { ...LEAST, Id: 'x'.repeat(4096) }],
    ['a date with a space and without a zone', { ...LEAST, UpdatedAt: '2026-01-01 00:00:00.123456789' }],
  ])('accepts %s', (_, value) => expect(checkFinding(value)).toBeUndefined());

  it.each<[string, Json]>([
    ['not a JSON object but null', null],
    ['not a JSON object but an array', [LEAST]],
    ['not a JSON object but a string', 'finding'],
    ['not a JSON object but a number', 7],
    ['`ProductArn` is missing', { Id: 'id', UpdatedAt: '2026-01-01T00:00:00Z' }],
    ['`ProductArn` is not a string but null', { ...LEAST, ProductArn: null }],
    ['`ProductArn` is empty', { ...LEAST, ProductArn: '' }],
    ['`ProductArn` has 4097 characters, more than 4096', { ...LEAST, ProductArn: 'x'.repeat(4097) }],
    ['`Id` is missing', { ProductArn: 'arn:x', UpdatedAt: '2026-01-01T00:00:00Z' }],
    ['`Id` is not a string but a number', { ...LEAST, Id: 7 }],
    ['`Id` is empty', { ...LEAST, Id: ' \n' }],
    ['`UpdatedAt` is missing', { ProductArn: 'arn:x', Id: 'id' }],
    ['`UpdatedAt` is not a string but an object', { ...LEAST, UpdatedAt: {} }],
    ['`UpdatedAt` is not a date and time: `yesterday`', { ...LEAST, UpdatedAt: 'yesterday' }],
    ['`Resources` has 1001 elements, more than 1000', { ...LEAST, Resources: Array(1001).fill(null) }],
    [
      `\`UpdatedAt\` is not a date and time: \`${'9'.repeat(64)}…\``,
      { ...LEAST, UpdatedAt: '9'.repeat(1_000_000) },
    ],
  ])('refuses with: %s', (reason, value) => expect(checkFinding(value)).toBe(reason));

  it('does not take members from a prototype', () => {
    const value = JSON.parse(
      '{"__proto__":{"ProductArn":"arn:x","Id":"id","UpdatedAt":"2026-01-01T00:00:00Z"}}',
    );
    expect(checkFinding(value)).toBe('`ProductArn` is missing');
  });
});
