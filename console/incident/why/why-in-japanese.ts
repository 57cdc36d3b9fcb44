import type { IncidentSignalView } from '../../../src/api/contract/incident.ts';
import { SHARED_JA } from '../../texts/shared-texts.ts';
import type { ResolutionParts } from './parse-resolution.ts';
import type { WhyFacts, WhyPart } from './why-facts.ts';

/** The sentence in Japanese. */
export function whyInJapanese(facts: WhyFacts): readonly WhyPart[] {
  const { within, noun, title } = facts;
  return [
    within === undefined ? '' : `${within}以内に、`,
    `この${spaced(noun)}で `,
    ...evidenceParts(facts),
    'が検出されました',
    ...orderParts(facts),
    ...unlessParts(facts),
    ...optionalParts(facts),
    `: ${title}`,
    ...(facts.ended === undefined ? [] : [`。${endedInJapanese(facts.ended)}`]),
  ];
}

/** Half-width words stand apart from full-width ones. */
function spaced(noun: string): string {
  return noun.replace(/^(?=[\x21-\x7e])/, ' ').replace(/(?<=[\x21-\x7e])$/, ' ');
}

function evidenceParts({ required, any }: WhyFacts): readonly WhyPart[] {
  const parts = joined(required.map(countParts));
  if (any === undefined) return parts;
  const lead = `${any.of} 個の候補（${any.atLeast} 個以上必要）のうち `;
  return [...parts, required.length === 0 ? lead : `、さらに ${lead}`, ...joined(any.met.map(countParts))];
}

function countParts({ name, count, required }: IncidentSignalView): readonly WhyPart[] {
  return [{ name }, ` ${count} 件（必要数 ${required}）`];
}

function orderParts({ order }: WhyFacts): readonly WhyPart[] {
  if (order.length < 2) return [];
  return [
    '（発生順: ',
    ...order.flatMap((name, index) => (index === 0 ? [{ name }] : [' → ', { name }])),
    '）',
  ];
}

function unlessParts({ unless }: WhyFacts): readonly WhyPart[] {
  if (unless.length === 0) return [];
  return ['。', ...joined(unless.map(({ name }) => [{ name }])), ' は検出されていません'];
}

function optionalParts({ optional, raisedTo }: WhyFacts): readonly WhyPart[] {
  if (optional.length === 0) return [];
  const parts = ['。加えて ', ...joined(optional.map(countParts))];
  if (raisedTo === undefined) return [...parts, 'も検出されています'];
  return [...parts, `も検出されたため、重要度は「${SHARED_JA.severities[raisedTo]}」に引き上げられています`];
}

function joined(items: readonly (readonly WhyPart[])[]): readonly WhyPart[] {
  return items.flatMap((item, index) => (index === 0 ? item : ['、', ...item]));
}

/** What ended the incident. */
export function endedInJapanese({ text, source, isFinding, ending, reason }: ResolutionParts): string {
  if (ending === undefined) return text === '' ? 'すでに解消しています' : `解消の理由: ${text}`;
  const subject = isFinding ? `検出結果「${source}」` : `${source} の情報`;
  const endings = {
    withdrawn: `が取り下げられた（${reason}）`,
    changed: 'の内容が変わり、シグナルに一致しなくなった',
    relation: 'が、このインシデントの根拠だった関連を示さなくなった',
    against: 'が、この相関を否定するようになった',
  };
  return `${subject}${endings[ending]}ため、解消しました`;
}
