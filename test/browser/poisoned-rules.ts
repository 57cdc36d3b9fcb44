import { PAYLOADS } from './payloads.ts';
import { payloadsFrom, titlesOf } from './poisoned-world.ts';

/** The files of a rule, by their names. */
export type RuleFiles = Readonly<Record<'rule.yaml' | 'cases.yaml' | 'texts.ja.yaml', string>>;

/**
 * Rules that the poisoned findings meet, in which every free text is a payload: one that all instances meet, another that
 * one of them meets too, and one that all of them nearly meet.
 */
export function poisonedRules(): ReadonlyMap<string, RuleFiles> {
  const again = titlesOf(3).slice(1).map(quoted).join(', ');
  return new Map([
    ['poisoned', ruleFiles('poisoned', 0, [ANY_BACKDOOR, ANY_CVES, OPEN_GROUP])],
    [
      'poisoned-again',
      ruleFiles('poisoned-again', 60, [
        ANY_BACKDOOR,
        signal('known-title', `{ Title: [${again}] }`, 'count: 2'),
      ]),
    ],
    [
      'poisoned-nearly',
      ruleFiles('poisoned-nearly', 140, [
        ANY_BACKDOOR,
        signal(
          'never',
          `{ Normalized: { Product: [Inspector] }, Title: [${quoted(`${PAYLOADS[17]} never`)}] }`,
        ),
      ]),
    ],
  ]);
}

const ANY_BACKDOOR = signal(
  'backdoor',
  `{ Normalized: { Product: [GuardDuty], Type: [{ prefix: "Backdoor:EC2/" }] } } # ${PAYLOADS[20]}`,
);

const ANY_CVES = signal(
  'critical-cve',
  '{ Normalized: { Product: [Inspector], Severity: [CRITICAL] } }',
  'count: 3',
  'distinct: Normalized.Vulnerability',
);

/** Lets the relation of the instances to their groups be followed, and the groups be shown. */
const OPEN_GROUP = `optional:
${signal('open-group', '{ Normalized: { Control: [EC2.18] } }', 'on: securityGroup')}`;

function signal(name: string, match: string, ...members: readonly string[]): string {
  return [`  ${name}:`, `match: ${match}`, ...members].join('\n    ');
}

const CASES = 40;

function ruleFiles(id: string, start: number, signals: readonly string[]): RuleFiles {
  const next = oneLinePayloads(start);
  const text = (words: string) => quoted(`${words} ${next()}`);
  const texts = (language: string) => `title: ${text(`Title ${language}`)}
description: ${text(`Description ${language}`)}
remediation: ${text(`Remediation ${language}`)}
prevention: ${text(`Prevention ${language}`)}
falsePositives: [${text('A test')}, ${text('Another')}]
`;
  return {
    'rule.yaml': `# ${PAYLOADS[2]}
id: ${id}
version: 1
status: stable
severity: CRITICAL
${texts('en')}references: [${quoted(`https://example.com/?q=${encodeURIComponent(next())}`)}]
attack: [TA0011, T1190]
requires: [GuardDuty, Inspector]
entity: AwsEc2Instance
within: 30d
signals:
${signals.join('\n')}
`,
    'texts.ja.yaml': texts('ja'),
    'cases.yaml': `world:
  finding: { product: GuardDuty, type: Backdoor:EC2/Spambot, resource: instance/web, at: 0d }
cases:
${Array.from({ length: CASES }, () => `  - { name: ${text('Case')}, given: [finding], expect: none }`).join('\n')}
`,
  };
}

/** A text of one line has no tab in it. */
function oneLinePayloads(start: number): () => string {
  const next = payloadsFrom(start);
  return () => next().replaceAll('\t', ' ');
}

function quoted(text: string): string {
  return JSON.stringify(text);
}
