import Box from '@cloudscape-design/components/box';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { colorChartsThresholdInfo } from '@cloudscape-design/design-tokens';
import type { ReactNode } from 'react';
import type { FindingView } from '../../../src/api/contract/incident.ts';
import { useTexts } from '../../texts/texts.ts';
import { type Mark, ROW_PX } from './timeline-layout.ts';
import { MarkShape } from './timeline-mark.tsx';

const WIDTH = 26;

const FINDING: FindingView = {
  productArn: '',
  id: '',
  title: '',
  kind: 'activity',
  from: '',
  lastObservedAt: '',
  withdrawn: false,
  sample: false,
};

const MARK: Mark = {
  key: '',
  shape: 'bar',
  x1: 2,
  x2: WIDTH - 2,
  y: ROW_PX / 2,
  isOpen: false,
  finding: FINDING,
};

const POINT: Mark = { ...MARK, shape: 'point', x1: 8, x2: 18 };

/** What the marks of a timeline mean. */
export function TimelineLegend({ hasWindow }: { readonly hasWindow: boolean }) {
  const { timeline } = useTexts().incident;
  const { legend } = timeline;
  return (
    <SpaceBetween direction="horizontal" size="m">
      <Item text={legend.activity}>
        <MarkShape mark={POINT} />
      </Item>
      <Item text={legend.condition}>
        <MarkShape mark={{ ...MARK, isOpen: true }} />
      </Item>
      <Item text={legend.withdrawn}>
        <MarkShape mark={{ ...MARK, finding: { ...FINDING, withdrawn: true } }} />
      </Item>
      <Item text={legend.entry}>
        <MarkShape mark={{ ...POINT, shape: 'entry', entry: { at: '', kind: 'note', by: '' } }} />
      </Item>
      {hasWindow && (
        <Item text={timeline.window}>
          <rect width={WIDTH} height={ROW_PX} fill={colorChartsThresholdInfo} fillOpacity={0.25} />
        </Item>
      )}
    </SpaceBetween>
  );
}

function Item({ text, children }: { readonly text: string; readonly children: ReactNode }) {
  return (
    <Box variant="small">
      <svg width={WIDTH} height={ROW_PX} aria-hidden="true">
        {children}
      </svg>{' '}
      {text}
    </Box>
  );
}
