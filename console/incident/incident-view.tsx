import Alert from '@cloudscape-design/components/alert';
import ContentLayout from '@cloudscape-design/components/content-layout';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Tabs from '@cloudscape-design/components/tabs';
import { useState } from 'react';
import { flushSync } from 'react-dom';
import { useSearchParams } from 'wouter';
import type { IncidentDetail } from '../../src/api/contract/incident.ts';
import { useTexts } from '../texts/texts.ts';
import { FindingOpener } from './findings/finding-opener.tsx';
import { FindingsSection } from './findings/findings-section.tsx';
import { GraphSection } from './graph/graph-section.tsx';
import { GuidanceSection } from './guidance-section.tsx';
import { HistorySection, historyRowId } from './history/history-section.tsx';
import { IncidentFacts } from './incident-facts.tsx';
import { IncidentHeader } from './incident-header.tsx';
import { KnownSection } from './known-section.tsx';
import { SignalChecklist } from './signals/signal-checklist.tsx';
import { TimelineSection } from './timeline/timeline-section.tsx';
import { WhySection } from './why/why-section.tsx';

/** All of one incident: what it is and why, and behind tabs what it rests on and what to do. */
export function IncidentView({ detail }: { readonly detail: IncidentDetail }) {
  const { incident: texts } = useTexts();
  return (
    <FindingOpener>
      <ContentLayout header={<IncidentHeader detail={detail} />}>
        <SpaceBetween size="l">
          {detail.incident.sample && <Alert type="info">{texts.sampleNotice}</Alert>}
          <WhySection detail={detail} />
          <IncidentFacts detail={detail} />
          <Parts detail={detail} />
        </SpaceBetween>
      </ContentLayout>
    </FindingOpener>
  );
}

/** What was open stays open while the tab is away: contents are made once and kept. */
function Parts({ detail }: { readonly detail: IncidentDetail }) {
  const { tabs } = useTexts().incident;
  const [search, setSearch] = useSearchParams();
  const count = new Set(
    detail.signals.flatMap(({ findings }) => findings).map(({ productArn, id }) => `${productArn}\n${id}`),
  ).size;
  const parts = [
    { id: 'evidence', label: tabs.evidence, content: <Evidence detail={detail} /> },
    { id: 'graph', label: tabs.graph, content: <GraphSection graph={detail.graph} /> },
    {
      id: 'findings',
      label: tabs.findings(count),
      content: <FindingsSection signals={detail.signals} />,
    },
    { id: 'guidance', label: tabs.guidance, content: <GuidanceSection rule={detail.rule} /> },
    {
      id: 'known',
      label: tabs.known(detail.related.length + detail.nearMisses.length),
      content: <KnownSection detail={detail} />,
    },
  ];
  const asked = search.get('part');
  return (
    <Tabs
      ariaLabel={tabs.label}
      activeTabId={parts.find(({ id }) => id === asked)?.id ?? 'evidence'}
      onChange={({ detail: { activeTabId } }) => setSearch({ part: activeTabId }, { replace: true })}
      tabs={parts.map((part) => ({ ...part, contentRenderStrategy: 'lazy' }))}
    />
  );
}

function Evidence({ detail }: { readonly detail: IncidentDetail }) {
  const [isWhole, setWhole] = useState(false);
  const showEntry = (index: number) => {
    // The row may be one of those that are not shown yet.
    flushSync(() => setWhole(true));
    document.getElementById(historyRowId(index))?.focus();
  };
  return (
    <SpaceBetween size="l">
      <SignalChecklist detail={detail} />
      <TimelineSection detail={detail} showEntry={showEntry} />
      <HistorySection {...{ detail, isWhole, setWhole }} />
    </SpaceBetween>
  );
}
