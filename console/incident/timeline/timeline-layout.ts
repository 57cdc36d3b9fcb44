import type { FindingView, HistoryEntryView } from '../../../src/api/contract/incident.ts';
import { type Extent, packRows } from './pack-rows.ts';
import { timeTicks } from './time-ticks.ts';
import type { TimelineFacts } from './timeline-facts.ts';
import { timelineSpan } from './timeline-span.ts';

/** Where everything of a timeline stands, in pixels. */
export interface TimelineLayout {
  readonly widthPx: number;
  readonly heightPx: number;
  /** Below this line are the labels of the scale. */
  readonly scaleY: number;
  readonly ticks: readonly { readonly x: number; readonly label: string }[];
  /** The window in which the rule holds, as far as it is shown. */
  readonly window?: Extent | undefined;
  /** One for each signal, in their order, then one for decisions and notes. */
  readonly lanes: readonly Lane[];
}

/** A strip of a timeline; `y` is where its name stands. */
export interface Lane {
  /** The signal; absent for decisions and notes. */
  readonly signal?: string | undefined;
  readonly y: number;
  readonly marks: readonly Mark[];
}

/** A finding, or what happened to the incident. */
export interface Mark extends Extent {
  readonly key: string;
  /** An activity of an instant, one that lasted, a condition, or an entry of the history. */
  readonly shape: 'point' | 'span' | 'bar' | 'entry';
  readonly y: number;
  /** A condition that still is so. */
  readonly isOpen: boolean;
  /** It lies outside of the time that is shown. */
  readonly outside?: 'before' | 'after' | undefined;
  readonly finding?: FindingView | undefined;
  readonly entry?: HistoryEntryView | undefined;
  /** Of an entry, its place in the history. */
  readonly index?: number | undefined;
}

const EDGE = 12;
const NAME_HEIGHT = 22;
const LANE_GAP = 10;
const ROW_GAP_PX = 3;
const ROWS_MAX = 10;
const POINT_PX = 10;
const SCALE_HEIGHT = 26;
const TICK_PX = 110;

/** A row of marks is so high. */
export const ROW_PX = 12;

/** Lays a timeline out: a lane for each signal, marks that overlap below each other, and one lane for the history. */
export function timelineLayout(facts: TimelineFacts): TimelineLayout {
  const { start, end } = timelineSpan(facts);
  const room = Math.max(1, facts.widthPx - 2 * EDGE);
  const toX = (at: number) => EDGE + ((at - start) / (end - start)) * room;
  const lanes: Lane[] = [];
  let y = 0;
  for (const { name, findings } of facts.signals) {
    y = addLane(
      lanes,
      name,
      findings.map((finding, index) => findingMark(name, finding, index, toX, end)),
      y,
    );
  }
  const entries = facts.entries.map((entry, index) => entryMark(entry, index, toX, start, end));
  const scaleY = addLane(lanes, undefined, entries, y);
  const max = Math.max(2, Math.floor(room / TICK_PX));
  return {
    widthPx: facts.widthPx,
    heightPx: scaleY + SCALE_HEIGHT,
    scaleY,
    ticks: timeTicks({ ...facts, start, end, max }).map(({ at, label }) => ({ x: toX(at), label })),
    window: shownWindow(facts.window, start, end, toX),
    lanes,
  };
}

type ToX = (at: number) => number;
type LooseMark = Omit<Mark, 'y'>;

/** Puts marks into rows below the name of a lane; where the next lane starts. */
function addLane(lanes: Lane[], signal: string | undefined, marks: readonly LooseMark[], y: number): number {
  const { rows, count } = packRows(marks, ROWS_MAX, ROW_GAP_PX);
  const top = y + NAME_HEIGHT;
  const placed = marks.map((mark, index) => ({ ...mark, y: top + ((rows[index] ?? 0) + 0.5) * ROW_PX }));
  lanes.push({ signal, y, marks: placed });
  return top + Math.max(1, count) * ROW_PX + LANE_GAP;
}

function findingMark(signal: string, finding: FindingView, index: number, toX: ToX, end: number): LooseMark {
  const isOpen = finding.kind === 'condition' && !finding.withdrawn;
  const x1 = toX(Date.parse(finding.from));
  const x2 = isOpen ? toX(end) : toX(Date.parse(lastOf(finding)));
  const key = `${signal}/${index}`;
  if (finding.kind === 'condition') return { key, shape: 'bar', isOpen, finding, x1, x2: atLeast(x1, x2) };
  if (x2 - x1 >= POINT_PX) return { key, shape: 'span', isOpen, finding, x1, x2 };
  const middle = (x1 + x2) / 2;
  return { key, shape: 'point', isOpen, finding, x1: middle - POINT_PX / 2, x2: middle + POINT_PX / 2 };
}

/** A condition has no end; of one that was withdrawn we know until when it was seen. */
function lastOf({ kind, to, lastObservedAt }: FindingView): string {
  return kind === 'activity' ? (to ?? lastObservedAt) : lastObservedAt;
}

function atLeast(x1: number, x2: number): number {
  return Math.max(x2, x1 + POINT_PX / 2);
}

function entryMark(entry: HistoryEntryView, index: number, toX: ToX, start: number, end: number): LooseMark {
  const at = Date.parse(entry.at);
  const x = toX(Math.min(end, Math.max(start, at)));
  const outside = at < start ? 'before' : at > end ? 'after' : undefined;
  const extent = { x1: x - POINT_PX / 2, x2: x + POINT_PX / 2 };
  return { key: `entry/${index}`, shape: 'entry', isOpen: false, outside, entry, index, ...extent };
}

function shownWindow(
  window: TimelineFacts['window'],
  start: number,
  end: number,
  toX: ToX,
): Extent | undefined {
  if (window === undefined) return undefined;
  const from = Math.max(start, Date.parse(window.start));
  const to = Math.min(end, Date.parse(window.end));
  return from <= to ? { x1: toX(from), x2: toX(to) } : undefined;
}
