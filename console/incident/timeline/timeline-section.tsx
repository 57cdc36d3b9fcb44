import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useMemo, useState } from 'react';
import type { IncidentDetail } from '../../../src/api/contract/incident.ts';
import { usePreferences } from '../../preferences/preferences.tsx';
import { useTexts } from '../../texts/texts.ts';
import { useOpenFinding } from '../findings/finding-opener.tsx';
import { TimelineChart } from './timeline-chart.tsx';
import { TIMELINE_SPANS, type TimelineSpan } from './timeline-facts.ts';
import { type Mark, timelineLayout } from './timeline-layout.ts';
import { TimelineLegend } from './timeline-legend.tsx';
import { useWidth } from './use-width.ts';

/** The evidence over time, with the window of the rule, decisions and notes. */
export function TimelineSection({
  detail,
  showEntry,
}: {
  readonly detail: IncidentDetail;
  /** Goes to an entry of the history, by its place there. */
  readonly showEntry: (index: number) => void;
}) {
  const { frame, incident } = useTexts();
  const { timeline } = incident;
  const { language, timeZone } = usePreferences();
  const { signals, window, history } = detail;
  const [span, setSpan] = useState<TimelineSpan>(window === undefined ? 'evidence' : 'window');
  const [ref, widthPx] = useWidth<HTMLDivElement>();
  const openFinding = useOpenFinding();
  const layout = useMemo(
    () =>
      widthPx === 0
        ? undefined
        : timelineLayout({
            signals: signals.filter(({ role, findings }) => role !== 'unless' || findings.length > 0),
            ...{ window, entries: history.entries, span, widthPx, timeZone, language },
          }),
    [signals, window, history, span, widthPx, timeZone, language],
  );
  const open = ({ finding, index }: Mark) => {
    if (finding !== undefined) openFinding(finding);
    if (index !== undefined) showEntry(index);
  };
  const zone = timeZone === 'local' ? frame.localTimeZone : timeZone;
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={timeline.description}
          actions={<SpanChoice {...{ span, setSpan }} hasWindow={window !== undefined} />}
        >
          {timeline.header}
        </Header>
      }
      footer={
        <Box variant="small" color="text-body-secondary">
          {timeline.hint} {timeline.zone(zone)}
        </Box>
      }
    >
      <SpaceBetween size="s">
        <TimelineLegend hasWindow={window !== undefined} />
        <div ref={ref} className="incident-timeline">
          {layout && <TimelineChart {...{ layout, open }} />}
        </div>
      </SpaceBetween>
    </Container>
  );
}

function SpanChoice({
  span,
  setSpan,
  hasWindow,
}: {
  readonly span: TimelineSpan;
  readonly setSpan: (span: TimelineSpan) => void;
  readonly hasWindow: boolean;
}) {
  const { timeline } = useTexts().incident;
  return (
    <SegmentedControl
      label={timeline.span}
      selectedId={span}
      options={TIMELINE_SPANS.filter((id) => hasWindow || id !== 'window').map((id) => ({
        id,
        text: timeline.spans[id],
      }))}
      onChange={({ detail }) => setSpan(TIMELINE_SPANS.find((id) => id === detail.selectedId) ?? span)}
    />
  );
}
