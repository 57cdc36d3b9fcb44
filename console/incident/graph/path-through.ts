import type { Place } from './graph-layout.ts';

/** An SVG path from the first of some places to the last, bent softly at those between. */
export function pathThrough(points: readonly Place[]): string {
  const [first, ...rest] = points;
  const last = rest.at(-1);
  if (first === undefined || last === undefined) return '';
  const bends = rest.slice(0, -1).map((point, index) => {
    const next = rest[index + 1] ?? last;
    const end = index === rest.length - 2 ? next : { x: (point.x + next.x) / 2, y: (point.y + next.y) / 2 };
    return `Q ${point.x} ${point.y} ${end.x} ${end.y}`;
  });
  return [`M ${first.x} ${first.y}`, ...bends, ...(bends.length === 0 ? [`L ${last.x} ${last.y}`] : [])].join(
    ' ',
  );
}
