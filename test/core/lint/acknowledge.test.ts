import { describe, expect, it } from 'vitest';
import type { Json } from '../../../src/core/json.ts';
import { acknowledge } from '../../../src/core/lint/acknowledge.ts';
import { lintRule } from '../../../src/core/lint/lint-rule.ts';
import { nearestWord } from '../../../src/rule-file/did-you-mean.ts';
import { makeRule, makeSignal } from '../rule/make-rule.ts';

const LONG = { title: 'x'.repeat(300) };

function lintKnowing(acknowledged: Readonly<Record<string, string>>, pattern: Json = { Region: ['x'] }) {
  const rule = makeRule([makeSignal('one', pattern)], { ...LONG, acknowledged });
  return acknowledge(rule, lintRule(rule), nearestWord).filter(({ code }) => CODES.has(code));
}

/** What this rule is told of; what else the linter may say is not looked at. */
const CODES: ReadonlySet<string> = new Set([
  'lint/acknowledged',
  'lint/resources',
  'lint/trimmed',
  'lint/unknown-product',
]);

describe('what a rule acknowledges', () => {
  it('is marked with its reason, wherever the warning occurs, and nothing else is', () => {
    const pattern = { Region: ['x'], Resources: { Id: ['a'], Type: ['b'] } };
    const issues = lintKnowing({ 'lint/resources': 'we know' }, pattern);
    expect(issues.map(({ code, acknowledged }) => [code, acknowledged])).toEqual([
      ['lint/trimmed', undefined],
      ['lint/resources', 'we know'],
      ['lint/resources', 'we know'],
    ]);
  });

  it('is told of where there is no such warning', () => {
    expect(
      lintKnowing({ 'lint/trimmed': 'a', 'lint/withdrawn': 'b', 'lint/resorces': 'c', 'lint/what': 'd' }),
    ).toMatchObject([
      { code: 'lint/trimmed', acknowledged: 'a' },
      {
        code: 'lint/acknowledged',
        level: 'warning',
        path: ['acknowledged', 'lint/withdrawn'],
        hint: 'take it out',
      },
      {
        code: 'lint/acknowledged',
        path: ['acknowledged', 'lint/resorces'],
        hint: 'did you mean `lint/resources`?',
      },
      { code: 'lint/acknowledged', path: ['acknowledged', 'lint/what'], hint: 'take it out' },
    ]);
  });

  it('is never an error', () => {
    const issues = lintKnowing(
      { 'lint/trimmed': 'a', 'lint/unknown-product': 'b' },
      { Normalized: { Product: ['Makie'] } },
    );
    expect(issues.map(({ code, level, acknowledged }) => [code, level, acknowledged])).toEqual([
      ['lint/unknown-product', 'error', undefined],
      ['lint/trimmed', 'warning', 'a'],
      ['lint/acknowledged', 'warning', undefined],
    ]);
    expect(issues[2]?.message).toBe(
      '`lint/unknown-product` is an error here, and only warnings can be acknowledged',
    );
  });

  it('is not told of where it depends on the rules beside it', () => {
    const known = { 'lint/trimmed': 'a', 'lint/same-rule': 'b', 'lint/subsumed-rule': 'c' };
    expect(lintKnowing(known).map(({ code }) => code)).toEqual(['lint/trimmed']);
  });

  it('is never what is said of itself', () => {
    expect(lintKnowing({ 'lint/trimmed': 'a', 'lint/acknowledged': 'b' }).map(({ code }) => code)).toEqual([
      'lint/trimmed',
      'lint/acknowledged',
    ]);
  });
});
