import type { CaseFile, RuleCase } from '../../case-file/case-file.ts';
import { toList, toMarkdownText } from '../markdown-text.ts';

/** The cases of a rule by name: what fires, what resolves again, and what stays silent. */
export function toCaseLists(cases: CaseFile | undefined): string {
  if (cases === undefined || cases.cases.length === 0) return 'The rule has no cases.';
  const lists = OUTCOMES.map(({ heading, isOutcome }) => caseList(heading, cases.cases.filter(isOutcome)));
  return lists.filter((list) => list !== '').join('\n\n');
}

const OUTCOMES: readonly { readonly heading: string; readonly isOutcome: (each: RuleCase) => boolean }[] = [
  { heading: 'It fires', isOutcome: isOpening },
  { heading: 'It resolves', isOutcome: (each) => each.expect.length > 0 && !isOpening(each) },
  { heading: 'It stays silent', isOutcome: ({ expect }) => expect.length === 0 },
];

function isOpening({ expect }: RuleCase): boolean {
  return expect.some(({ status }) => status === 'open');
}

function caseList(heading: string, cases: readonly RuleCase[]): string {
  if (cases.length === 0) return '';
  return `${heading}:\n\n${toList(cases.map(({ name }) => toMarkdownText(name)))}`;
}
