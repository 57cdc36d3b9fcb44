import { describe, expect, it } from 'vitest';
import type { WhyPart } from '../../../../console/incident/why/why-facts.ts';
import { whySentence } from '../../../../console/incident/why/why-sentence.ts';
import type { IncidentDetail } from '../../../../src/api/contract/incident.ts';
import { detailExample, findingExample, signalExample } from '../incident-example.ts';

const TITLE = 'Backdoor with critical vulnerabilities';

const cves = signalExample({ name: 'critical-cve', count: 3, required: 3 });

interface Row {
  readonly name: string;
  readonly detail: IncidentDetail;
  readonly en: string;
  readonly ja: string;
}

const ROWS: readonly Row[] = [
  {
    name: 'required signals',
    detail: detailExample({ signals: [signalExample(), cves] }),
    en: `Within 30 days, this EC2 instance had 1 of 1 \`backdoor\` and 3 of 3 \`critical-cve\`: ${TITLE}`,
    ja: `30 日以内に、この EC2 インスタンスで \`backdoor\` 1 件（必要数 1）、\`critical-cve\` 3 件（必要数 3）が検出されました: ${TITLE}`,
  },
  {
    name: 'more than is needed',
    detail: detailExample({ signals: [signalExample({ count: 5, required: 3 })] }),
    en: `Within 30 days, this EC2 instance had 5 \`backdoor\` (3 needed): ${TITLE}`,
    ja: `30 日以内に、この EC2 インスタンスで \`backdoor\` 5 件（必要数 3）が検出されました: ${TITLE}`,
  },
  {
    name: 'k of n, of which one is not met',
    detail: detailExample({
      rule: { any: { atLeast: 2, of: ['a', 'b', 'c'] } },
      signals: [
        signalExample(),
        signalExample({ name: 'a', role: 'any' }),
        signalExample({ name: 'b', role: 'any', count: 0, satisfied: false }),
        signalExample({ name: 'c', role: 'any', count: 2, required: 2 }),
      ],
    }),
    en: `Within 30 days, this EC2 instance had 1 of 1 \`backdoor\`, and of 3 alternatives (2 needed) 1 of 1 \`a\` and 2 of 2 \`c\`: ${TITLE}`,
    ja: `30 日以内に、この EC2 インスタンスで \`backdoor\` 1 件（必要数 1）、さらに 3 個の候補（2 個以上必要）のうち \`a\` 1 件（必要数 1）、\`c\` 2 件（必要数 2）が検出されました: ${TITLE}`,
  },
  {
    name: 'an order, in which a signal that is not met is skipped',
    detail: detailExample({
      rule: { withinMs: 36 * 3_600_000, order: ['backdoor', 'b', 'critical-cve'] },
      signals: [signalExample(), signalExample({ name: 'b', role: 'any', satisfied: false }), cves],
    }),
    en: `Within 1 day 12 hours, this EC2 instance had 1 of 1 \`backdoor\` and 3 of 3 \`critical-cve\`, in the order \`backdoor\`, \`critical-cve\`: ${TITLE}`,
    ja: `1 日 12 時間以内に、この EC2 インスタンスで \`backdoor\` 1 件（必要数 1）、\`critical-cve\` 3 件（必要数 3）が検出されました（発生順: \`backdoor\` → \`critical-cve\`）: ${TITLE}`,
  },
  {
    name: 'signals that may not be, and optional ones that raise the severity',
    detail: detailExample({
      incident: { severity: 'CRITICAL' },
      signals: [
        signalExample(),
        signalExample({ name: 'patched', role: 'unless', count: 0, satisfied: false }),
        signalExample({ name: 'malware', role: 'optional' }),
        signalExample({ name: 'unmet', role: 'optional', count: 0, satisfied: false }),
      ],
    }),
    en: `Within 30 days, this EC2 instance had 1 of 1 \`backdoor\`, without \`patched\`, and besides 1 of 1 \`malware\`, which raises the severity to Critical: ${TITLE}`,
    ja: `30 日以内に、この EC2 インスタンスで \`backdoor\` 1 件（必要数 1）が検出されました。\`patched\` は検出されていません。加えて \`malware\` 1 件（必要数 1）も検出されたため、重要度は「緊急」に引き上げられています: ${TITLE}`,
  },
  {
    name: 'a resolved one, with the title of the finding that ended it',
    detail: detailExample({
      incident: { status: 'resolved' },
      resolution: 'finding finding-1 was withdrawn: RecordState is ARCHIVED',
      signals: [signalExample({ findings: [findingExample()] })],
    }),
    en: `Within 30 days, this EC2 instance had 1 of 1 \`backdoor\`: ${TITLE}. It ended because the finding “Backdoor traffic” was withdrawn (RecordState is ARCHIVED)`,
    ja: `30 日以内に、この EC2 インスタンスで \`backdoor\` 1 件（必要数 1）が検出されました: ${TITLE}。検出結果「Backdoor traffic」が取り下げられた（RecordState is ARCHIVED）ため、解消しました`,
  },
  {
    name: 'a type without a noun',
    detail: detailExample({ incident: { entity: { type: 'AwsNewThing', id: 'x' } } }),
    en: `Within 30 days, this AwsNewThing had 1 of 1 \`backdoor\`: ${TITLE}`,
    ja: `30 日以内に、この AwsNewThing で \`backdoor\` 1 件（必要数 1）が検出されました: ${TITLE}`,
  },
  {
    name: 'a noun without half-width letters',
    detail: detailExample({ incident: { entity: { type: 'Container', id: 'x' } } }),
    en: `Within 30 days, this container had 1 of 1 \`backdoor\`: ${TITLE}`,
    ja: `30 日以内に、このコンテナで \`backdoor\` 1 件（必要数 1）が検出されました: ${TITLE}`,
  },
];

describe('the sentence that says why', () => {
  it.each(ROWS)('tells of $name', ({ detail, en, ja }) => {
    expect(textOf(whySentence(detail, 'en'))).toBe(en);
    expect(textOf(whySentence(detail, 'ja'))).toBe(ja);
  });

  it('does without the window where the rule is not known any more', () => {
    const { rule: _, ...detail } = detailExample();
    expect(textOf(whySentence(detail, 'en'))).toBe(`This EC2 instance had 1 of 1 \`backdoor\`: ${TITLE}`);
    expect(textOf(whySentence(detail, 'ja'))).toMatch(/^この EC2 インスタンスで/);
  });
});

function textOf(parts: readonly WhyPart[]): string {
  return parts.map((part) => (typeof part === 'string' ? part : `\`${part.name}\``)).join('');
}
