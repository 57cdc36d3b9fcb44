/**
 * Reading the evidence that meets a window without reading what lies beside it.
 *
 * What meets [start, end] ends at `start` or later and begins at `end` or earlier. The store reads evidence by its
 * end and by its start, so there are two ways to it: by the latest end, down to `start`, past whatever begins too
 * late; or by the latest start, from `end` down, past whatever ended too early. Which way is the short one depends
 * on where the window lies in the history, so both are gone, a page at a time, and the first to arrive has it all:
 *
 *     by start  [end ─────────────▶ oldest]        short for a window far back
 *     by end    [latest ─────────▶ start]          short for a window of today
 */
import { type Evidence, meets, type SignalKey, type Window } from './evidence.ts';
import type { EvidenceQuery, EvidenceReader } from './evidence-reader.ts';

/** Pages grow from the first to this: the way that turns out to be the long one has cost little by then. */
const PAGE_MAX = 256;
const FIRST_PAGE = 16;
const PAGE_GROWTH = 4;

/** Everything there is, as a window. */
export const ALL_TIME: Window = {
  start: Number.NEGATIVE_INFINITY as Window['start'],
  end: Number.POSITIVE_INFINITY as Window['end'],
};

/** When to stop before everything is read, and how much to ask for at first. */
export interface ReadUntil {
  readonly isEnough: (found: readonly Evidence[]) => boolean;
  readonly firstLimit: number;
}

const UNTIL_THE_END: ReadUntil = { isEnough: () => false, firstLimit: FIRST_PAGE };

/** The evidence that meets a window, all of it or until it is enough; for ALL_TIME the latest end comes first. */
export async function readMeeting(
  reader: EvidenceReader,
  key: SignalKey,
  window: Window,
  until: ReadUntil = UNTIL_THE_END,
): Promise<readonly Evidence[]> {
  const ways = waysTo(window).map((way) => createWay(reader, key, way, window, until.firstLimit));
  for (;;) {
    for (const way of ways) {
      const hasArrived = await way.readOn();
      if (hasArrived || until.isEnough(way.found)) return way.found;
    }
  }
}

type Way = Pick<EvidenceQuery, 'order' | 'endsFrom' | 'startsUntil'>;

function waysTo({ start, end }: Window): readonly Way[] {
  const byEnd: Way = Number.isFinite(start) ? { order: 'end', endsFrom: start } : { order: 'end' };
  if (!Number.isFinite(end)) return [byEnd];
  const byStart: Way = { order: 'start', startsUntil: end };
  return Number.isFinite(start) ? [byEnd, byStart] : [byStart];
}

function createWay(
  reader: EvidenceReader,
  key: SignalKey,
  way: Way,
  window: Window,
  firstLimit: number,
): { readonly found: readonly Evidence[]; readOn(): Promise<boolean> } {
  const found: Evidence[] = [];
  let limit = firstLimit;
  let after: Evidence | undefined;
  return {
    found,
    readOn: async () => {
      const page = await reader.readEvidence(key, {
        ...way,
        ...(after === undefined ? {} : { after }),
        limit,
      });
      for (const piece of page) if (meets(piece, window)) found.push(piece);
      const hasArrived = page.length < limit;
      after = page.at(-1);
      limit = Math.max(limit, Math.min(limit * PAGE_GROWTH, PAGE_MAX));
      return hasArrived;
    },
  };
}
