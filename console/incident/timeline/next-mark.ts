import type { Lane, Mark } from './timeline-layout.ts';

/** A key that moves between marks. */
export type MoveKey = (typeof MOVE_KEYS)[number];

/** The keys that move: along a lane, to the next lane, to the ends of a lane. */
export const MOVE_KEYS = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End'] as const;

/** The mark that a key leads to from another; the same one at an edge. */
export function nextMark(lanes: readonly Lane[], from: Mark, key: MoveKey): Mark {
  const at = lanes.findIndex(({ marks }) => marks.some((mark) => mark.key === from.key));
  const along = inOrder(lanes[at]);
  const index = along.findIndex((mark) => mark.key === from.key);
  switch (key) {
    case 'ArrowLeft':
      return along[index - 1] ?? from;
    case 'ArrowRight':
      return along[index + 1] ?? from;
    case 'Home':
      return along[0] ?? from;
    case 'End':
      return along.at(-1) ?? from;
    case 'ArrowUp':
      return nearest(lanes.slice(0, at).findLast(hasMarks), from);
    case 'ArrowDown':
      return nearest(lanes.slice(at + 1).find(hasMarks), from);
  }
}

function inOrder(lane: Lane | undefined): readonly Mark[] {
  return (lane?.marks ?? []).toSorted((a, b) => a.x1 - b.x1 || a.y - b.y);
}

function hasMarks({ marks }: Lane): boolean {
  return marks.length > 0;
}

function nearest(lane: Lane | undefined, from: Mark): Mark {
  return (
    (lane?.marks ?? []).reduce<Mark | undefined>(
      (best, mark) =>
        best === undefined || Math.abs(mark.x1 - from.x1) < Math.abs(best.x1 - from.x1) ? mark : best,
      undefined,
    ) ?? from
  );
}
