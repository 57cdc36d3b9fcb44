import type { Evidence } from '../../core/correlation/evidence.ts';
import type { DurationMs } from '../../core/instant.ts';
import type { Signal } from '../../core/rule/rule.ts';
import type { Boundaries, BoundaryCase, BoundaryWorld, SkippedBoundary } from './boundary-case.ts';
import { holds } from './holds.ts';
import { moveEvidence } from './move-evidence.ts';

/**
 * For each two neighbours in `order`: the first moved behind the second, which must be silent though all else holds,
 * and both beginning at the same instant, which must hold.
 */
export function orderBoundaries(world: BoundaryWorld): Boundaries {
  const byName = new Map(world.rule.signals.map((signal) => [signal.name, signal]));
  const ordered = (world.rule.order ?? []).flatMap((name) => byName.get(name) ?? []);
  return ordered.flatMap((first, at) => {
    const second = ordered[at + 1];
    return second === undefined ? [] : ofNeighbours(world, first, second);
  });
}

const SECOND_MS: DurationMs = 1000;

function ofNeighbours(world: BoundaryWorld, first: Signal, second: Signal): Boundaries {
  const swapped = `${first.name} and ${second.name} swapped`;
  const together = `${first.name} and ${second.name} begin together`;
  const skip = (reason: string) => [swapped, together].map((name): SkippedBoundary => ({ name, reason }));
  if (first.role !== 'required' || second.role !== 'required')
    return skip('a signal of `any` may be passed over');
  const [ones, others] = [world.evidence.get(first.name) ?? [], world.evidence.get(second.name) ?? []];
  if (ones.length === 0 || others.length === 0) return skip('there is no evidence to move');
  const [one, other] = [startsOf(ones), startsOf(others)];
  return [
    swappedBy(world, swapped, first, ones, other.last - one.first + SECOND_MS),
    togetherBy(world, together, first, ones, other.last - one.first),
  ];
}

function startsOf(pieces: readonly Evidence[]): { readonly first: number; readonly last: number } {
  const starts = pieces.map(({ from }) => from);
  return { first: Math.min(...starts), last: Math.max(...starts) };
}

function swappedBy(
  world: BoundaryWorld,
  name: string,
  signal: Signal,
  pieces: readonly Evidence[],
  byMs: DurationMs,
): BoundaryCase | SkippedBoundary {
  const moved = moveEvidence(world, signal, pieces, byMs);
  if (typeof moved === 'string') return { name, reason: moved };
  if (holds(world.rule, moved.evidence)) return { name, reason: 'other evidence is still in order' };
  // Silence would say nothing of the order if the rule did not hold anyway.
  if (!holds(world.rule, moved.evidence, { order: false })) return { name, reason: TOO_FAR };
  return { name, records: moved.records, expect: [{ entity: world.entity, status: 'none' }] };
}

function togetherBy(
  world: BoundaryWorld,
  name: string,
  signal: Signal,
  pieces: readonly Evidence[],
  byMs: DurationMs,
): BoundaryCase | SkippedBoundary {
  const moved = moveEvidence(world, signal, pieces, byMs);
  if (typeof moved === 'string') return { name, reason: moved };
  if (world.mayBlock) return { name, reason: 'an `unless` signal has evidence in the case' };
  if (!holds(world.rule, moved.evidence)) return { name, reason: TOO_FAR };
  return { name, records: moved.records, expect: [{ entity: world.entity, status: 'open' }] };
}

const TOO_FAR = 'the rule does not hold there for another reason';
