import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CaseFile, WorldEntry } from '../../src/case-file/case-file.ts';
import { expandFinding } from '../../src/case-file/expand-finding.ts';
import { readCaseFile } from '../../src/case-file/read-case-file.ts';
import { checkFinding } from '../../src/core/finding/check-finding.ts';
import type { Finding } from '../../src/core/finding/finding.ts';
import { normalizeFinding } from '../../src/core/finding/normalize-finding.ts';
import { withdrawalOf } from '../../src/core/finding/withdrawal.ts';
import type { JsonObject } from '../../src/core/json.ts';
import { KEPT_CHARACTERS } from '../../src/core/lint/lint-texts.ts';
import { compilePattern } from '../../src/core/pattern/compile-pattern.ts';
import type { Rule } from '../../src/core/rule/rule.ts';
import { inLanguage } from '../../src/core/rule/rule-texts.ts';
import { loadRules } from '../../src/rule-file/load-rules.ts';
import { checkRuleFile } from '../../src/rule-file/read-rule-file.ts';
import { FIRST_RULE_IDS } from '../fixtures/first-rules.ts';

const { rules, issues } = await loadRules(join(import.meta.dirname, '../../rules'));

function casesOf(file: string): CaseFile {
  const caseFile = join(dirname(file), 'cases.yaml');
  const read = readCaseFile(readFileSync(caseFile, 'utf8'), caseFile);
  if (!read.ok) throw new Error(read.issues.map(({ message }) => message).join('; '));
  return read.value;
}

function isFinding(value: JsonObject): value is Finding {
  return checkFinding(value) === undefined;
}

/** The names of the signals whose pattern the finding of an entry passes, unless it is withdrawn. */
function signalsMetBy(rule: Rule, entry: WorldEntry): readonly string[] {
  if (entry.form === 'relation') return [];
  const finding = expandFinding(entry);
  if (!isFinding(finding)) throw new Error(`${entry.name} is no finding`);
  if (withdrawalOf(finding) !== undefined) return [];
  const normalized = normalizeFinding(finding);
  const met = rule.signals.filter(({ match }) =>
    match.some((pattern) => compilePattern(pattern)(normalized)),
  );
  return met.map(({ name }) => name);
}

describe('the shipped rules', () => {
  it('are those of the beginning and many more, without an issue', () => {
    expect(issues).toEqual([]);
    expect(rules.map(({ rule }) => rule.id)).toEqual(expect.arrayContaining([...FIRST_RULE_IDS]));
    expect(rules.length).toBeGreaterThanOrEqual(30);
  });

  describe.each(rules.map(({ rule, file, text }) => ({ id: rule.id, rule, file, text })))(
    '$id',
    ({ rule, file, text }) => {
      const { cases } = casesOf(file);

      it('has no warning that it does not acknowledge, and texts that Security Hub keeps whole', () => {
        const unknown = checkRuleFile(text, file).filter(({ acknowledged }) => acknowledged === undefined);
        expect(unknown).toEqual([]);
        expect(rule.remediation?.length).toBeLessThanOrEqual(KEPT_CHARACTERS.remediation);
        expect(rule.prevention).toBeDefined();
      });

      it('names its schema for editors', () => {
        expect(text.split('\n', 1)).toEqual([
          '# yaml-language-server: $schema=../../schema/rule.schema.json',
        ]);
      });

      it('says in English and Japanese all that an analyst asks', () => {
        for (const each of [rule, inLanguage(rule, 'ja')]) {
          expect(Array.from(each.title).length).toBeLessThanOrEqual(KEPT_CHARACTERS.title);
          expect(Array.from(each.description).length).toBeLessThanOrEqual(KEPT_CHARACTERS.description);
          expect(Array.from(each.remediation ?? '').length).toBeLessThanOrEqual(KEPT_CHARACTERS.remediation);
          for (const name of ['remediation', 'prevention', 'falsePositives'] as const)
            expect(each[name]).toBeDefined();
        }
        for (const name of ['title', 'description', 'remediation', 'prevention'] as const)
          expect(rule.texts?.ja?.[name], name).toMatch(/\p{Script=Hiragana}/u);
        expect(rule.references.length).toBeGreaterThan(0);
        expect(rule.requires.length).toBeGreaterThan(0);
        expect(rule.attack.some((id) => id.startsWith('TA'))).toBe(true);
        expect(rule.attack.some((id) => /^T\d/.test(id))).toBe(true);
      });

      it('fires on whole findings, as AWS sends them', () => {
        const whole = cases.filter(({ given, expect: [first] }) => {
          const findings = given.filter(({ form }) => form !== 'relation');
          return first?.status === 'open' && findings.every(({ form }) => form === 'literal');
        });
        expect(whole.length).toBeGreaterThan(0);
      });

      it('has at least two cases that fire, four that are silent, one that resolves and one that opens again', () => {
        const statuses = cases.map(({ expect: [first] }) => first?.status ?? 'none');
        expect(statuses.filter((status) => status === 'open').length).toBeGreaterThanOrEqual(2);
        expect(statuses.filter((status) => status === 'none').length).toBeGreaterThanOrEqual(4);
        expect(statuses).toContain('resolved');
        expect(cases.some(({ name }) => name.startsWith('opens again'))).toBe(true);
      });

      it.each(cases.map((ruleCase) => [ruleCase.name, ruleCase] as const))(
        '%s: evidence passes its signal',
        (_name, { expect: expected }) => {
          for (const { evidence } of expected) {
            for (const [signal, entries] of Object.entries(evidence)) {
              for (const entry of entries) expect(signalsMetBy(rule, entry), entry.name).toContain(signal);
            }
          }
        },
      );

      it('has a finding of its cases for every signal', () => {
        const met = cases.flatMap(({ given }) => given.flatMap((entry) => signalsMetBy(rule, entry)));
        expect([...new Set(met)].sort()).toEqual(rule.signals.map(({ name }) => name).sort());
      });
    },
  );
});
