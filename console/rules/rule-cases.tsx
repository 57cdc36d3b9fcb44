import { useCollection } from '@cloudscape-design/collection-hooks';
import Box from '@cloudscape-design/components/box';
import Header from '@cloudscape-design/components/header';
import Pagination from '@cloudscape-design/components/pagination';
import Table from '@cloudscape-design/components/table';
import type { RuleCase } from '../../src/api/contract/rules.ts';
import { usePreferences } from '../preferences/preferences.tsx';
import { countText } from '../shared/number-format.ts';
import { visibleText } from '../shared/visible-text.ts';
import { useTexts } from '../texts/texts.ts';

const PAGE_SIZE = 10;

/** The cases beside a rule, and what comes of each. */
export function RuleCases({ cases }: { readonly cases: readonly RuleCase[] }) {
  const { rules } = useTexts();
  const { language } = usePreferences();
  const { items, paginationProps } = useCollection(cases, { pagination: { pageSize: PAGE_SIZE } });
  return (
    <Table
      items={items}
      wrapLines
      ariaLabels={{ tableLabel: rules.cases }}
      header={
        <Header variant="h2" counter={`(${countText(cases.length, language)})`}>
          {rules.cases}
        </Header>
      }
      pagination={cases.length > PAGE_SIZE && <Pagination {...paginationProps} />}
      empty={<Box textAlign="center">{rules.noCases}</Box>}
      columnDefinitions={[
        { id: 'name', header: rules.case, isRowHeader: true, cell: ({ name }) => visibleText(name) },
        { id: 'expect', header: rules.expect, minWidth: 130, cell: ({ expect }) => expect },
      ]}
    />
  );
}
