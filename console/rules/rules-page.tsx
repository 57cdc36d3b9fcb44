import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table from '@cloudscape-design/components/table';
import TextFilter from '@cloudscape-design/components/text-filter';
import { useSearchParams } from 'wouter';
import type { RuleRow } from '../../src/api/contract/rules.ts';
import { useAnswer } from '../api/queries.ts';
import { usePreferences } from '../preferences/preferences.tsx';
import { Loaded } from '../shared/loaded.tsx';
import { countText } from '../shared/number-format.ts';
import { useTexts } from '../texts/texts.ts';
import { ruleColumns } from './rule-columns.tsx';
import {
  fromRuleSelection,
  RULE_COLUMNS,
  type RuleSelection,
  selectRules,
  toRuleSelection,
} from './select-rules.ts';

/** The rules that the server runs; what is looked for and the order are in the address. */
export function RulesPage() {
  const result = useAnswer('rules');
  return <Loaded result={result}>{({ rules }) => <RuleTable rules={rules} />}</Loaded>;
}

function RuleTable({ rules }: { readonly rules: readonly RuleRow[] }) {
  const texts = useTexts();
  const { language } = usePreferences();
  const [search, setSearch] = useSearchParams();
  const selection = toRuleSelection(search);
  const select = (changes: Partial<RuleSelection>) =>
    setSearch(fromRuleSelection({ ...selection, ...changes }), { replace: true });
  const shown = selectRules(rules, selection);
  const counter =
    shown.length === rules.length
      ? `(${countText(rules.length, language)})`
      : `(${countText(shown.length, language)}/${countText(rules.length, language)})`;
  const columns = ruleColumns(texts, language);
  return (
    <Table
      variant="full-page"
      stickyHeader
      items={shown}
      trackBy="id"
      wrapLines
      columnDefinitions={columns}
      ariaLabels={{ tableLabel: texts.frame.rules }}
      header={
        <Header variant="awsui-h1-sticky" description={texts.rules.description} counter={counter}>
          {texts.frame.rules}
        </Header>
      }
      filter={
        <TextFilter
          filteringText={selection.text}
          filteringAriaLabel={texts.rules.find}
          filteringPlaceholder={texts.rules.find}
          countText={texts.rules.matches(shown.length)}
          onChange={({ detail }) => select({ text: detail.filteringText })}
        />
      }
      sortingColumn={columns.find(({ id }) => id === selection.sort) ?? {}}
      sortingDescending={selection.isDescending}
      onSortingChange={({ detail }) =>
        select({
          sort: RULE_COLUMNS.find((column) => column === detail.sortingColumn.sortingField) ?? 'open',
          isDescending: detail.isDescending ?? false,
        })
      }
      empty={<NothingFound isFiltered={rules.length > 0} clear={() => select({ text: '' })} />}
    />
  );
}

function NothingFound({ isFiltered, clear }: { readonly isFiltered: boolean; readonly clear: () => void }) {
  const { rules } = useTexts();
  if (!isFiltered) return <Box textAlign="center">{rules.empty}</Box>;
  return (
    <Box textAlign="center">
      <SpaceBetween size="s">
        <div>{rules.noMatch}</div>
        <Button onClick={clear}>{rules.clearFilter}</Button>
      </SpaceBetween>
    </Box>
  );
}
