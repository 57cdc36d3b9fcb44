import {
  colorBackgroundContainerContent,
  colorTextAccent,
  colorTextBodySecondary,
} from '@cloudscape-design/design-tokens';
import { severityColor } from '../severity-colors.ts';
import { type Mark, ROW_PX } from './timeline-layout.ts';

const HALF = ROW_PX / 2 - 1;

/** What a mark looks like: filled while it counts, an outline once it is withdrawn. */
export function MarkShape({ mark }: { readonly mark: Mark }) {
  const { x1, x2, y, shape, isOpen, finding } = mark;
  if (shape === 'entry') return <EntryShape mark={mark} />;
  const color = severityColor(finding?.severity);
  const paint = {
    fill: finding?.withdrawn ? colorBackgroundContainerContent : color,
    stroke: color,
    strokeWidth: 1.5,
  };
  if (shape === 'point') return <circle cx={(x1 + x2) / 2} cy={y} r={HALF} {...paint} />;
  if (!isOpen) {
    const round = shape === 'span' ? HALF : 1;
    return <rect x={x1} y={y - HALF} width={x2 - x1} height={2 * HALF} rx={round} {...paint} />;
  }
  const shoulder = Math.max(x1, x2 - HALF);
  const corners = [
    [x1, y - HALF + 1],
    [shoulder, y - HALF + 1],
    [x2, y],
    [shoulder, y + HALF - 1],
    [x1, y + HALF - 1],
  ];
  return <polygon points={corners.map((corner) => corner.join()).join(' ')} {...paint} fillOpacity={0.7} />;
}

/** A diamond for what people did, smaller and gray for the engine; outside of the time shown, an arrow to there. */
function EntryShape({ mark: { x1, x2, y, outside, entry } }: { readonly mark: Mark }) {
  const x = (x1 + x2) / 2;
  const isPerson = entry?.by !== undefined;
  const size = isPerson ? HALF + 1 : HALF;
  const left = outside === 'after' ? 0 : size;
  const right = outside === 'before' ? 0 : size;
  const corners = [
    [x - left, y],
    [x, y - size],
    [x + right, y],
    [x, y + size],
  ];
  return (
    <polygon
      points={corners.map((corner) => corner.join()).join(' ')}
      fill={isPerson ? colorTextAccent : colorTextBodySecondary}
    />
  );
}
