import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useAnswer } from '../api/queries.ts';
import { Loaded } from '../shared/loaded.tsx';
import { useTexts } from '../texts/texts.ts';
import { Balance } from './balance.tsx';
import { IntakeRuns } from './intake-runs.tsx';
import { PostFindings } from './post-findings.tsx';
import { Quarantined } from './quarantined.tsx';
import { ServerSummary } from './server-summary.tsx';

/** How the intake is doing: whether anything disappeared, what could not be read, and when findings came last. */
export function HealthPage() {
  const { frame, health } = useTexts();
  const result = useAnswer('health');
  const { data: session } = useAnswer('session');
  const header = (
    <Header variant="h1" description={health.description}>
      {frame.health}
    </Header>
  );
  return (
    <ContentLayout header={header}>
      <Loaded result={result}>
        {(answer) => (
          <SpaceBetween size="l">
            <ServerSummary health={answer} />
            <Balance counts={answer.counts} />
            {session?.canIngest === true && <PostFindings />}
            <Quarantined records={answer.quarantined} />
            <IntakeRuns runs={answer.runs} />
          </SpaceBetween>
        )}
      </Loaded>
    </ContentLayout>
  );
}
