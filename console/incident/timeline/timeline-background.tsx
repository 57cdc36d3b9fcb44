import {
  colorBorderDividerDefault,
  colorChartsLineGrid,
  colorChartsThresholdInfo,
  colorTextBodyDefault,
  colorTextBodySecondary,
} from '@cloudscape-design/design-tokens';
import { useTexts } from '../../texts/texts.ts';
import type { TimelineLayout } from './timeline-layout.ts';

const TEXT_PX = 12;
const NAME_BASELINE = 15;

/** What the marks stand on: the window, the scale, and the names of the lanes. */
export function TimelineBackground({ layout }: { readonly layout: TimelineLayout }) {
  const { timeline } = useTexts().incident;
  const { widthPx, scaleY, ticks, window, lanes } = layout;
  return (
    <>
      {window && (
        <rect
          x={window.x1}
          y={0}
          width={Math.max(1, window.x2 - window.x1)}
          height={scaleY}
          fill={colorChartsThresholdInfo}
          fillOpacity={0.12}
        />
      )}
      {ticks.map(({ x, label }) => (
        <g key={x}>
          <line x1={x} x2={x} y1={0} y2={scaleY} stroke={colorChartsLineGrid} strokeDasharray="2 4" />
          <text
            x={x}
            y={scaleY + NAME_BASELINE}
            fontSize={TEXT_PX}
            fill={colorTextBodySecondary}
            textAnchor={anchorOf(x, widthPx)}
          >
            {label}
          </text>
        </g>
      ))}
      {lanes.map(({ signal, y }) => (
        <g key={signal ?? ''}>
          <line x1={0} x2={widthPx} y1={y} y2={y} stroke={colorBorderDividerDefault} />
          <text x={0} y={y + NAME_BASELINE} fontSize={TEXT_PX} fontWeight="bold" fill={colorTextBodyDefault}>
            {signal ?? timeline.entries}
          </text>
        </g>
      ))}
      <line x1={0} x2={widthPx} y1={scaleY} y2={scaleY} stroke={colorBorderDividerDefault} />
    </>
  );
}

const LABEL_HALF_PX = 40;

/** A label at an edge stands within the drawing. */
function anchorOf(x: number, widthPx: number): 'start' | 'middle' | 'end' {
  if (x < LABEL_HALF_PX) return 'start';
  return x > widthPx - LABEL_HALF_PX ? 'end' : 'middle';
}
