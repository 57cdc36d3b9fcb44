import { describe, expect, it } from 'vitest';
import type { TimelineFacts } from '../../../../console/incident/timeline/timeline-facts.ts';
import { timelineLayout } from '../../../../console/incident/timeline/timeline-layout.ts';
import { findingExample } from '../incident-example.ts';

const day = (number: number) => new Date(Date.UTC(2026, 0, number)).toISOString();

const activity = (from: number, to = from) =>
  findingExample({ from: day(from), to: day(to), lastObservedAt: day(to) });

const condition = (from: number, seen: number, withdrawn = false) => {
  const { to: _, ...finding } = findingExample();
  return { ...finding, kind: 'condition' as const, from: day(from), lastObservedAt: day(seen), withdrawn };
};

function facts(parts: Partial<TimelineFacts> = {}): TimelineFacts {
  return {
    signals: [],
    entries: [],
    span: 'window',
    widthPx: 1000,
    timeZone: 'UTC',
    language: 'en',
    ...parts,
  };
}

describe('timelineLayout', () => {
  it('gives each signal a lane, and decisions and notes the last one', () => {
    const { lanes, heightPx, scaleY } = timelineLayout(
      facts({
        signals: [
          { name: 'a', findings: [activity(1)] },
          { name: 'b', findings: [] },
        ],
        entries: [{ at: day(2), kind: 'opened' }],
      }),
    );
    expect(lanes.map(({ signal, marks }) => [signal, marks.length])).toEqual([
      ['a', 1],
      ['b', 0],
      [undefined, 1],
    ]);
    const ys = lanes.map(({ y }) => y);
    expect(ys).toEqual(ys.toSorted((a, b) => a - b));
    expect(scaleY).toBeGreaterThan(ys.at(-1) ?? 0);
    expect(heightPx).toBeGreaterThan(scaleY);
  });

  it('draws an instant as a point, what lasted as a span, and a condition to the right as long as it is so', () => {
    const { lanes } = timelineLayout(
      facts({
        signals: [
          { name: 'a', findings: [activity(1), activity(1, 5), condition(2, 9), condition(2, 6, true)] },
        ],
      }),
    );
    const [point, span, bar, ended] = lanes[0]?.marks ?? [];
    expect([point, span, bar, ended].map((mark) => [mark?.shape, mark?.isOpen])).toEqual([
      ['point', false],
      ['span', false],
      ['bar', true],
      ['bar', false],
    ]);
    expect(bar?.x2).toBeCloseTo(1000 - 12);
    expect(ended?.x2).toBeLessThan((bar?.x2 ?? 0) - 100);
    expect(bar?.x1).toBeCloseTo(ended?.x1 ?? 0);
    expect(span?.x2).toBeGreaterThan(span?.x1 ?? 0);
  });

  it('shows the window, or what of it falls into the time of the evidence', () => {
    const signals = [{ name: 'a', findings: [activity(10), activity(12)] }];
    const window = { start: day(11), end: day(41) };
    const wide = timelineLayout(facts({ signals, window }));
    const close = timelineLayout(facts({ signals, window, span: 'evidence' }));
    expect(wide.window?.x2).toBeLessThan(1000 - 12);
    expect((wide.window?.x1 ?? 0) - 12).toBeLessThan(100);
    expect(close.window?.x1).toBeGreaterThan(400);
    expect(close.window?.x2).toBeCloseTo(1000 - 12);
  });

  it('keeps late notes at the edge unless all is shown', () => {
    const parts = {
      signals: [{ name: 'a', findings: [activity(1), activity(2)] }],
      entries: [
        { at: day(2), kind: 'opened' as const },
        { at: day(200), kind: 'note' as const },
      ],
    };
    const [opened, note] = timelineLayout(facts(parts)).lanes[1]?.marks ?? [];
    expect(opened?.outside).toBeUndefined();
    expect(note?.outside).toBe('after');
    expect(note?.x2).toBeLessThanOrEqual(1000);
    const all = timelineLayout(facts({ ...parts, span: 'all' })).lanes[1]?.marks ?? [];
    expect(all.map(({ outside }) => outside)).toEqual([undefined, undefined]);
  });

  it('stays bounded with a hundred findings for each of ten signals', () => {
    const findings = Array.from({ length: 100 }, (_, index) => condition(1 + (index % 20), 25));
    const signals = Array.from({ length: 10 }, (_, index) => ({ name: `s${index}`, findings }));
    const { lanes, heightPx } = timelineLayout(facts({ signals }));
    expect(lanes.flatMap(({ marks }) => marks)).toHaveLength(1000);
    expect(heightPx).toBeLessThan(10 * 160 + 100);
  });

  it.each(['evidence', 'window', 'all'] as const)('has room for a single instant (%s)', (span) => {
    const { lanes, ticks } = timelineLayout(
      facts({ span, signals: [{ name: 'a', findings: [activity(1)] }] }),
    );
    expect(lanes[0]?.marks[0]?.x1).toBeCloseTo(495);
    expect(ticks.length).toBeGreaterThan(1);
  });

  it('draws nothing of nothing', () => {
    const { lanes, ticks } = timelineLayout(facts());
    expect(lanes).toHaveLength(1);
    expect(ticks.every(({ x }) => Number.isFinite(x))).toBe(true);
  });
});
