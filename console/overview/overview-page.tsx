import ContentLayout from '@cloudscape-design/components/content-layout';
import Grid from '@cloudscape-design/components/grid';
import Header from '@cloudscape-design/components/header';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useSearchParams } from 'wouter';
import type { Overview } from '../../src/api/contract/overview.ts';
import { useAnswer } from '../api/queries.ts';
import { usePreferences } from '../preferences/preferences.tsx';
import { Loaded } from '../shared/loaded.tsx';
import { zoneName } from '../shared/time-format.ts';
import { useTexts } from '../texts/texts.ts';
import { AffectedAccounts } from './affected-accounts.tsx';
import { KeyNumbers } from './key-numbers.tsx';
import { OpenByRule } from './open-by-rule.tsx';
import { OpenBySeverity } from './open-by-severity.tsx';
import { OpenedAndResolved } from './opened-and-resolved.tsx';
import { DAY_RANGES, toDays } from './to-days.ts';

/** Where things stand: key numbers, what is open, and how it goes from day to day. */
export function OverviewPage() {
  const { frame, overview } = useTexts();
  const [search, setSearch] = useSearchParams();
  const days = toDays(search.get('days'));
  const timeZone = zoneName(usePreferences().timeZone);
  const result = useAnswer('overview', { query: { days, timeZone } });
  const range = (
    <SegmentedControl
      label={overview.range}
      selectedId={String(days)}
      options={DAY_RANGES.map((each) => ({ id: String(each), text: overview.days(each) }))}
      onChange={({ detail }) => setSearch({ days: detail.selectedId }, { replace: true })}
    />
  );
  const header = (
    <Header variant="h1" description={overview.description} actions={range}>
      {frame.overview}
    </Header>
  );
  return (
    <ContentLayout header={header}>
      <Loaded result={result}>{(answer) => <Parts answer={answer} timeZone={timeZone} />}</Loaded>
    </ContentLayout>
  );
}

const HALVES = [{ colspan: { default: 12, s: 5 } }, { colspan: { default: 12, s: 7 } }];

function Parts({ answer, timeZone }: { readonly answer: Overview; readonly timeZone: string }) {
  return (
    <SpaceBetween size="l">
      <KeyNumbers overview={answer} />
      <Grid gridDefinition={HALVES}>
        <OpenBySeverity counts={answer.openBySeverity} />
        <OpenByRule rules={answer.openByRule} open={answer.open} />
      </Grid>
      <OpenedAndResolved days={answer.perDay} timeZone={timeZone} />
      <AffectedAccounts
        accounts={answer.accounts}
        open={answer.open}
        openWithout={answer.openWithoutAccount}
      />
    </SpaceBetween>
  );
}
