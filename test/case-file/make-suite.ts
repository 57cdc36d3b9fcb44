import type { CaseFile } from '../../src/case-file/case-file.ts';
import { readCaseFile } from '../../src/case-file/read-case-file.ts';
import type { Rule } from '../../src/core/rule/rule.ts';
import { readRuleFile } from '../../src/rule-file/read-rule-file.ts';

const HEAD = `id: a-rule
version: 1
status: stable
title: A title
severity: HIGH
description: A description
entity: AwsEc2Instance
`;

/** A rule about instances; `text` says `within` and what follows. */
export function makeRule(text: string): Rule {
  const read = readRuleFile(`${HEAD}${text}`, 'rule.yaml');
  if (!read.ok) throw new Error(read.issues.map(({ message }) => message).join('; '));
  return read.value;
}

/** The cases of a text in which they begin at the left, over a world in flow form. */
export function makeCases(text: string): CaseFile {
  const read = readCaseFile(text, 'cases.yaml');
  if (!read.ok) throw new Error(read.issues.map(({ message }) => message).join('; '));
  return read.value;
}

/** The cases with these names alone. */
export function onlyCases(caseFile: CaseFile, names: readonly string[]): CaseFile {
  const cases = caseFile.cases.filter(({ name }) => names.includes(name));
  if (cases.length !== names.length) throw new Error(`not all of ${names.join(', ')} are there`);
  return { ...caseFile, cases };
}
