import { COMPARABLE_MAX } from '../../core/pattern/comparable-number.ts';
import type { Matcher, NumericRange, Scalar } from '../../core/pattern/matcher.ts';
import { patternGroup } from '../../core/pattern/parse-pattern.ts';
import type { Pattern } from '../../core/pattern/pattern.ts';
import type { GroupLeaf, PatternGroup } from '../../core/pattern/pattern-group.ts';
import { toChoice, toCodeCell, toMarkdownText } from '../markdown-text.ts';

/** A pattern in words, as Markdown for the cell of a table: `GuardDuty: type begins with …; severity is …`. */
export function toPatternText(pattern: Pattern): string {
  return groupText(patternGroup(pattern));
}

function groupText(group: PatternGroup): string {
  const products = group.filter((part) => 'matchers' in part && isPlainProduct(part));
  const others = group.filter((part) => !products.includes(part)).map(partText);
  const senders = products.map((part) => ('matchers' in part ? productsText(part) : ''));
  if (others.length === 0) return senders.length === 0 ? 'any finding' : senders.join(' and ');
  return senders.length === 0 ? others.join('; ') : `${senders.join(' and ')}: ${others.join('; ')}`;
}

function partText(part: PatternGroup[number]): string {
  if ('matchers' in part) return leafText(part);
  return `either ${part.or.map((group) => `(${groupText(group)})`).join(' or ')}`;
}

/** Products by name read as the sender of a finding; anything else about the product reads like any other member. */
function isPlainProduct({ text, matchers }: GroupLeaf): boolean {
  return text === 'Normalized.Product' && matchers.every(({ kind }) => kind === 'exact');
}

function productsText({ matchers }: GroupLeaf): string {
  const names = matchers.map((matcher) => (matcher.kind === 'exact' ? String(matcher.value) : ''));
  return toChoice(names.map(toMarkdownText));
}

const NAME_OF_MEMBER: ReadonlyMap<string, string> = new Map([
  ['Normalized.Product', 'product'],
  ['Normalized.Type', 'type'],
  ['Normalized.Control', 'control'],
  ['Normalized.Vulnerability', 'vulnerability'],
  ['Normalized.Severity', 'severity'],
  ['Compliance.Status', 'compliance status'],
]);

/** `type is A, B or begins with C`: what has the same verb is told together. */
function leafText({ text, matchers }: GroupLeaf): string {
  const valuesOfVerb = new Map<string, string[]>();
  for (const matcher of matchers) {
    const { verb, values } = matcherWords(matcher);
    valuesOfVerb.set(verb, [...(valuesOfVerb.get(verb) ?? []), ...values]);
  }
  const choices = [...valuesOfVerb].map(([verb, values]) => `${verb} ${toChoice(values)}`.trimEnd());
  return `${NAME_OF_MEMBER.get(text) ?? toCodeCell(text)} ${toChoice(choices)}`;
}

interface MatcherWords {
  readonly verb: string;
  readonly values: readonly string[];
}

function matcherWords(matcher: Matcher): MatcherWords {
  switch (matcher.kind) {
    case 'exact':
      return { verb: 'is', values: [valueText(matcher.value)] };
    case 'prefix':
    case 'suffix': {
      const verb = matcher.kind === 'prefix' ? 'begins with' : 'ends with';
      const values = [valueText(matcher.text)];
      return { verb: matcher.ignoresCase ? `${verb}, in any case,` : verb, values };
    }
    case 'equals-ignore-case':
      return { verb: 'is, in any case,', values: [valueText(matcher.text)] };
    case 'wildcard':
      return { verb: 'is like', values: [valueText(matcher.text)] };
    case 'cidr':
      return { verb: 'is an address in', values: [valueText(matcher.text)] };
    case 'exists':
      return { verb: matcher.exists ? 'is there' : 'is not there', values: [] };
    case 'anything-but':
      return { verb: 'is anything but', values: matcher.values.map(valueText) };
    case 'anything-but-text':
      return { verb: VERB_OF_TEST[matcher.test], values: matcher.texts.map(valueText) };
    case 'numeric':
      return { verb: 'is a number', values: [rangeText(matcher)] };
  }
}

const VERB_OF_TEST = {
  prefix: 'does not begin with',
  suffix: 'does not end with',
  'equals-ignore-case': 'is anything, in any case, but',
  wildcard: 'is not like',
} as const;

function valueText(value: Scalar): string {
  return toCodeCell(typeof value === 'string' && value !== '' ? value : JSON.stringify(value));
}

/** `≥ 7 and < 9`, with the ends that there are. */
function rangeText({ min, isMinOpen, max, isMaxOpen }: NumericRange): string {
  if (min === max) return `= ${min}`;
  const from = min > -COMPARABLE_MAX ? [`${isMinOpen ? '\\>' : '≥'} ${min}`] : [];
  const to = max < COMPARABLE_MAX ? [`${isMaxOpen ? '\\<' : '≤'} ${max}`] : [];
  return [...from, ...to].join(' and ');
}
