import type { RuleRow } from '../../src/api/contract/rules.ts';
import { SEVERITY_LABELS } from '../../src/core/finding/finding.ts';

/** Columns that the list of rules can be sorted by. */
export const RULE_COLUMNS = [
  'severity',
  'title',
  'status',
  'entity',
  'open',
  'resolved',
  'lastFiredAt',
] as const;

/** One of these columns. */
export type RuleColumn = (typeof RULE_COLUMNS)[number];

/** Which rules are shown, in which order. */
export interface RuleSelection {
  readonly text: string;
  readonly sort: RuleColumn;
  readonly isDescending: boolean;
}

/** The rules in which every word of the text occurs, in order; ties are in the order of their ids. */
export function selectRules(
  rules: readonly RuleRow[],
  { text, sort, isDescending }: RuleSelection,
): readonly RuleRow[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const sign = isDescending ? -1 : 1;
  return rules
    .filter((rule) => {
      const all = textOf(rule);
      return words.every((word) => all.includes(word));
    })
    .toSorted((a, b) => sign * compare(a, b, sort) || compareTexts(a.id, b.id));
}

function textOf({ id, title, entity, status, severity, requires, attack }: RuleRow): string {
  const attackTexts = attack.flatMap((each) => [each.id, each.name ?? '']);
  return [id, title, entity, status, severity, ...requires, ...attackTexts].join('\n').toLowerCase();
}

function compare(a: RuleRow, b: RuleRow, column: RuleColumn): number {
  if (column === 'severity') {
    return SEVERITY_LABELS.indexOf(a.severity) - SEVERITY_LABELS.indexOf(b.severity);
  }
  if (column === 'open' || column === 'resolved') return a[column] - b[column];
  return compareTexts(a[column] ?? '', b[column] ?? '');
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** The selection that an address asks for; what makes no sense there is taken for what is usual. */
export function toRuleSelection(search: Pick<URLSearchParams, 'get'>): RuleSelection {
  const sort = RULE_COLUMNS.find((column) => column === search.get('sort'));
  if (sort === undefined) return { ...USUAL, text: search.get('text') ?? '' };
  return { text: search.get('text') ?? '', sort, isDescending: search.get('order') === 'desc' };
}

const USUAL: RuleSelection = { text: '', sort: 'open', isDescending: true };

/** A selection as the query of an address, without what is usual. */
export function fromRuleSelection({ text, sort, isDescending }: RuleSelection): Record<string, string> {
  const isUsual = sort === USUAL.sort && isDescending === USUAL.isDescending;
  return {
    ...(text !== '' && { text }),
    ...(!isUsual && { sort, order: isDescending ? 'desc' : 'asc' }),
  };
}
