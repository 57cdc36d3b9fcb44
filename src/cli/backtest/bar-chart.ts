import { SEVERITY_LABELS } from '../../core/finding/finding.ts';
import { type Days, toDaysText, totalOf } from './days.ts';

const WIDTH = 960;
const HEIGHT = 220;
const MARGIN = { left: 40, right: 8, top: 10, bottom: 24 } as const;
const GAP = 2;

/**
 * Incidents opened a day as a picture in SVG: a stack of severities for each bar, the most severe at the bottom. Its
 * colours are classes of the page, `severity-critical` and so on; each bar tells its numbers when pointed at.
 */
export function toBarChart(days: readonly Days[]): string {
  const most = days.reduce((highest, { counts }) => Math.max(highest, totalOf(counts)), 1);
  const room = { width: WIDTH - MARGIN.left - MARGIN.right, height: HEIGHT - MARGIN.top - MARGIN.bottom };
  const step = room.width / days.length;
  const bars = days.map((bar, index) => toBar(bar, MARGIN.left + index * step, step, room.height / most));
  const floor = MARGIN.top + room.height;
  const [first, last] = [days.at(0)?.first ?? '', days.at(-1)?.last ?? ''];
  return [
    `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="Incidents opened a day, ${first} to ${last}">`,
    `<line class="axis" x1="${MARGIN.left}" y1="${floor}" x2="${WIDTH - MARGIN.right}" y2="${floor}"/>`,
    `<text x="${MARGIN.left - 6}" y="${MARGIN.top + 10}" text-anchor="end">${most}</text>`,
    `<text x="${MARGIN.left - 6}" y="${floor}" text-anchor="end">0</text>`,
    `<text x="${MARGIN.left}" y="${HEIGHT - 6}">${first}</text>`,
    `<text x="${WIDTH - MARGIN.right}" y="${HEIGHT - 6}" text-anchor="end">${last}</text>`,
    ...bars,
    '</svg>',
  ].join('\n');
}

function toBar({ first, last, counts }: Days, left: number, step: number, unit: number): string {
  let top = HEIGHT - MARGIN.bottom;
  const told: string[] = [];
  const parts = SEVERITY_LABELS.toReversed().flatMap((label) => {
    if (counts[label] === 0) return [];
    const height = counts[label] * unit;
    top -= height;
    told.push(`${counts[label]} ${label}`);
    const place = `x="${round(left)}" y="${round(top)}" width="${round(Math.max(1, step - GAP))}" height="${round(height)}"`;
    return [`<rect class="severity-${label.toLowerCase()}" ${place}/>`];
  });
  const title = `${toDaysText(first, last)}: ${told.join(', ') || 'none'}`;
  return `<g><title>${title}</title>${parts.join('')}</g>`;
}

function round(value: number): string {
  return String(Math.round(value * 100) / 100);
}
