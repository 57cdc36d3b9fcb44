/**
 * Activities at the edge of `within`. A rule holds at t when its evidence meets [t, t + within]. So if the others can
 * be met until the instant `until` (the first of their ends), an activity that begins after it holds as long as it
 * begins at until + within; and if they can be met from `since` on (the last of their starts), one that ended before
 * holds as long as it ended at since − within:
 *
 *     ── activity ─┤<─── within ───>├─ since   until ─┤<─── within ───>├─ activity ──
 */
import type { Evidence } from '../../core/correlation/evidence.ts';
import type { DurationMs } from '../../core/instant.ts';
import type { Signal } from '../../core/rule/rule.ts';
import { durationText } from '../duration-text.ts';
import type { Boundaries, BoundaryCase, BoundaryWorld, SkippedBoundary } from './boundary-case.ts';
import { nameOf } from './boundary-world.ts';
import { earliestStart, latestEnd, valuesOf } from './distinct-values.ts';
import { holds } from './holds.ts';
import { type Moved, moveEvidence } from './move-evidence.ts';

/** For each signal of activities: `within` before and after the others, which must hold, and a second more, which must not. */
export function timeBoundaries(world: BoundaryWorld): Boundaries {
  return world.rule.signals.flatMap((signal) => {
    const pieces = world.evidence.get(signal.name) ?? [];
    const isActivity = pieces.length > 0 && pieces.every(({ kind }) => kind === 'activity');
    if (!isActivity || (signal.role !== 'required' && signal.role !== 'any')) return [];
    return groupsOf(world, signal, pieces).flatMap((group) => ofGroup(world, signal, group));
  });
}

/** Pieces of one signal that move together. */
interface Group {
  readonly title: string;
  readonly pieces: readonly Evidence[];
  /** How many distinct values the signal takes beside them. */
  readonly besides: number;
}

/** All pieces of the signal; and where it takes several and none can be spared, the first and the last alone. */
function groupsOf(world: BoundaryWorld, signal: Signal, pieces: readonly Evidence[]): readonly Group[] {
  const all = { title: signal.name, pieces, besides: 0 };
  if (signal.count < 2 || valuesOf(pieces).size > signal.count) return [all];
  const byStart = pieces.toSorted((a, b) => a.from - b.from);
  const ends = new Set([byStart[0], byStart.at(-1)].filter((piece) => piece !== undefined));
  const alone = [...ends].flatMap((piece): readonly Group[] => {
    const besides = valuesOf(pieces.filter((other) => other !== piece)).size;
    if (besides === 0 || besides >= signal.count) return [];
    return [{ title: `${signal.name} ${nameOf(world, piece)}`, pieces: [piece], besides }];
  });
  return [all, ...alone];
}

function ofGroup(world: BoundaryWorld, signal: Signal, group: Group): Boundaries {
  const span = spanOfOthers(world, signal, group);
  if (span === undefined) return [];
  const { withinMs } = world.rule;
  const count = signal.count - group.besides;
  const start = earliestStart(group.pieces, count);
  const end = latestEnd(group.pieces, count);
  if (start === undefined || end === undefined) return [];
  return [
    ...atEdge(world, signal, group, 'after', span.until + withinMs - start),
    ...atEdge(world, signal, group, 'before', span.since - withinMs - end),
  ];
}

const SECOND_MS: DurationMs = 1000;

function atEdge(
  world: BoundaryWorld,
  signal: Signal,
  { title, pieces }: Group,
  side: 'before' | 'after',
  byMs: DurationMs,
): Boundaries {
  const within = durationText(world.rule.withinMs);
  const edge = `${title} ${within} ${side} the others`;
  const past = `${title} ${within} and 1s ${side} the others`;
  const pastMs = byMs + (side === 'after' ? SECOND_MS : -SECOND_MS);
  return [
    certainCase(world, edge, moveEvidence(world, signal, pieces, byMs), 'open'),
    certainCase(world, past, moveEvidence(world, signal, pieces, pastMs), 'none'),
  ];
}

/** The boundary case, where the meaning says the same of all evidence as is meant of the pieces that were moved. */
function certainCase(
  world: BoundaryWorld,
  name: string,
  moved: Moved | string,
  status: 'open' | 'none',
): BoundaryCase | SkippedBoundary {
  if (typeof moved === 'string') return { name, reason: moved };
  const reason = doubtOf(world, moved, status);
  if (reason !== undefined) return { name, reason };
  return { name, records: moved.records, expect: [{ entity: world.entity, status }] };
}

function doubtOf({ rule, mayBlock }: BoundaryWorld, { evidence }: Moved, status: 'open' | 'none') {
  const isHeld = holds(rule, evidence);
  if (status === 'none') return isHeld ? 'other evidence takes its place' : undefined;
  if (isHeld) return mayBlock ? 'an `unless` signal has evidence in the case' : undefined;
  return holds(rule, evidence, { order: false })
    ? 'the order of the signals does not allow it'
    : 'the rule does not hold there for another reason';
}

/** From when and until when something can be met. */
interface Span {
  readonly since: number;
  readonly until: number;
}

/** From when and until when all that a group must meet can be met; undefined where there is nothing beside it. */
function spanOfOthers(world: BoundaryWorld, signal: Signal, group: Group): Span | undefined {
  const others = world.rule.signals.filter(({ name }) => name !== signal.name);
  const spanOf = ({ name, count }: Signal) => spanOfCount(world.evidence.get(name) ?? [], count);
  const ofRole = (role: Signal['role']) => others.filter((other) => other.role === role).flatMap(spanOf);
  const own = (world.evidence.get(signal.name) ?? []).filter((piece) => !group.pieces.includes(piece));
  const anyLeft = (world.rule.any?.atLeast ?? 0) - (signal.role === 'any' ? 1 : 0);
  const needed = [
    ...ofRole('required'),
    ...spanOfCount(own, group.besides),
    ...spanOfSome(ofRole('any'), anyLeft),
  ];
  if (needed.length === 0) return undefined;
  return {
    since: Math.max(...needed.map(({ since }) => since)),
    until: Math.min(...needed.map(({ until }) => until)),
  };
}

/** When pieces with so many values can be met; empty where none are needed, or too few are there. */
function spanOfCount(pieces: readonly Evidence[], count: number): readonly Span[] {
  const since = earliestStart(pieces, count);
  const until = latestEnd(pieces, count);
  return since === undefined || until === undefined ? [] : [{ since, until }];
}

/** When so many of the spans can be met, each end taken for itself; empty where none are needed. */
function spanOfSome(spans: readonly Span[], count: number): readonly Span[] {
  const since = spans.map((span) => span.since).sort((a, b) => a - b)[count - 1];
  const until = spans.map((span) => span.until).sort((a, b) => b - a)[count - 1];
  return since === undefined || until === undefined ? [] : [{ since, until }];
}
