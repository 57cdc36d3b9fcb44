import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkRuleFile, readRuleFile } from '../../src/rule-file/read-rule-file.ts';
import { RULE_ID, ruleText } from './rule-text.ts';

const FILE = `rules/${RULE_ID}/rule.yaml`;

describe('hostile rule files', () => {
  it('never throw, however a valid file is changed', () => {
    const text = ruleText();
    const piece = fc.oneof(
      fc.constantFrom(
        '[',
        '{',
        ']',
        '}',
        '- ',
        '? ',
        ': ',
        '\n',
        '\t',
        '&a ',
        '*a',
        '!t ',
        '"',
        "'",
        '|',
        '>',
        '#',
      ),
      fc.constantFrom(
        '__proto__: {}\n',
        'constructor: x\n',
        '<<: *a\n',
        '---\n',
        '...\n',
        '%YAML 1.1\n',
        '\u0000',
      ),
      fc.constantFrom(
        '012345678901',
        '1e999',
        '.inf',
        '~',
        '\ufeff',
        '\ud800',
        '\u202e',
        '\r',
        '{a: '.repeat(40),
      ),
      fc.string({ unit: 'binary', maxLength: 8 }),
    );
    const edit = fc.record({ at: fc.nat(text.length), cut: fc.nat(20), piece });
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 6 }), (edits) => {
        const mutated = edits.reduce(
          (sofar, { at, cut, piece: inserted }) => sofar.slice(0, at) + inserted + sofar.slice(at + cut),
          text,
        );
        for (const { position, message } of checkRuleFile(mutated, FILE)) {
          expect(message).not.toBe('');
          if (position !== undefined) expect(position.line).toBeLessThanOrEqual(mutated.split('\n').length);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('never throw on any JSON', () => {
    fc.assert(
      fc.property(
        fc.json({ maxDepth: 6 }),
        fc.constantFrom('signals', 'any', 'order', 'match', 'x'),
        (json, key) => {
          expect(readRuleFile(`{"${key}": ${json}, "id": ${json}}`, FILE).ok).toBe(false);
        },
      ),
      { numRuns: 500 },
    );
  });
});
