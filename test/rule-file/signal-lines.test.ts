import { describe, expect, it } from 'vitest';
import { signalLines } from '../../src/rule-file/signal-lines.ts';
import { ruleText } from './rule-text.ts';

describe('signalLines', () => {
  it('gives the lines of every map of signals', () => {
    const lines = signalLines(ruleText(), ['read', 'maintenance', 'sensitive', 'nobody']);
    expect([...lines]).toEqual([
      [
        'read',
        {
          first: 17,
          text: "  read:\n    match:\n      Normalized: { Product: [GuardDuty], Type: [{ prefix: 'Exfiltration:S3/' }] }\n    count: 2",
        },
      ],
      [
        'maintenance',
        {
          first: 30,
          text: '  maintenance:\n    on: account\n    match: { Normalized: { Product: [acme/calendar] } }',
        },
      ],
      [
        'sensitive',
        {
          first: 34,
          text: '  sensitive:\n    match: { Normalized: { Product: [Macie] } }\n    distinct: Normalized.Type\n    severity: CRITICAL',
        },
      ],
    ]);
  });

  it('leaves out the comments and empty lines behind a signal', () => {
    const text = 'signals:\r\n  one:\r\n    count: 2 # why\r\n\r\n  # of the next\r\n  two: { count: 3 }\r\n';
    expect([...signalLines(text, ['one', 'two'])]).toEqual([
      ['one', { first: 2, text: '  one:\n    count: 2 # why' }],
      ['two', { first: 6, text: '  two: { count: 3 }' }],
    ]);
  });

  it('gives nothing for a text that is no rule', () => {
    expect(signalLines('', ['one']).size).toBe(0);
    expect(signalLines('{', ['one']).size).toBe(0);
    expect(signalLines('signals: 1', ['one']).size).toBe(0);
    expect(signalLines('signals: {}', ['constructor', '__proto__']).size).toBe(0);
  });
});
