import type { TimelineFacts } from './timeline-facts.ts';

const LENGTH_MIN_MS = 60_000;
const MARGIN = 0.03;

/** From when to when a timeline goes, with a margin on both sides; an open end of a condition does not count. */
export function timelineSpan(facts: Pick<TimelineFacts, 'signals' | 'window' | 'entries' | 'span'>): {
  readonly start: number;
  readonly end: number;
} {
  const instants = facts.signals
    .flatMap(({ findings }) => findings)
    .flatMap(({ from, to, lastObservedAt }) => [from, to ?? lastObservedAt]);
  if (facts.window !== undefined && facts.span !== 'evidence') {
    instants.push(facts.window.start, facts.window.end);
  }
  if (facts.span === 'all' || instants.length === 0) instants.push(...facts.entries.map(({ at }) => at));
  const times = instants.map((at) => Date.parse(at));
  const first = times.reduce((least, at) => Math.min(least, at), times[0] ?? 0);
  const last = times.reduce((most, at) => Math.max(most, at), times[0] ?? 0);
  const missing = Math.max(0, LENGTH_MIN_MS - (last - first)) / 2;
  const margin = (last - first) * MARGIN + missing;
  return { start: first - margin, end: last + margin };
}
