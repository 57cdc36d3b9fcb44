import Badge from '@cloudscape-design/components/badge';
import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useParams } from 'wouter';
import type { RuleDetail } from '../../src/api/contract/rules.ts';
import { useAnswer } from '../api/queries.ts';
import { NotFound } from '../frame/not-found.tsx';
import { usePageTitle } from '../frame/page-slots.tsx';
import { Loaded } from '../shared/loaded.tsx';
import { SeverityBadge } from '../shared/severity-badge.tsx';
import { visibleText } from '../shared/visible-text.ts';
import { useTexts } from '../texts/texts.ts';
import { IncidentsPerWeek } from './incidents-per-week.tsx';
import { RuleAbout } from './rule-about.tsx';
import { RuleCases } from './rule-cases.tsx';
import { RuleNearMisses } from './rule-near-misses.tsx';
import { RuleSource } from './rule-source.tsx';
import { RuleSummary } from './rule-summary.tsx';
import { RuleTrial } from './rule-trial.tsx';

/** One rule: what it is for, how it is doing, its source, and what an edited one would have done. */
export function RulePage() {
  const { id = '' } = useParams();
  const result = useAnswer('rule', { id });
  if (result.error?.status === 404) return <NotFound />;
  // The answer for the rule that was shown before stays until the new one is there.
  if (result.isPlaceholderData && result.data?.rule.id !== id) return null;
  return <Loaded result={result}>{(detail) => <Parts key={id} detail={detail} />}</Loaded>;
}

function Parts({ detail }: { readonly detail: RuleDetail }) {
  const { rule, source } = detail;
  const { statuses } = useTexts().rules;
  usePageTitle(rule.title);
  const info = (
    <>
      <SeverityBadge severity={rule.severity} /> <Badge>{statuses[rule.status]}</Badge>
    </>
  );
  return (
    <ContentLayout
      header={
        <Header variant="h1" description={rule.id} info={info}>
          {visibleText(rule.title)}
        </Header>
      }
    >
      <SpaceBetween size="l">
        <RuleSummary detail={detail} />
        <RuleAbout detail={detail} />
        <IncidentsPerWeek weeks={rule.weeks} />
        <RuleNearMisses nearMisses={detail.nearMisses} />
        <RuleSource source={source} />
        <RuleCases cases={detail.cases} />
        <RuleTrial rule={rule.id} source={source} />
      </SpaceBetween>
    </ContentLayout>
  );
}
