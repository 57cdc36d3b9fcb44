import type { Evidence } from '../../core/correlation/evidence.ts';
import type { DurationMs } from '../../core/instant.ts';
import type { Signal } from '../../core/rule/rule.ts';
import type { Boundaries, BoundaryCase, BoundaryWorld, SkippedBoundary } from './boundary-case.ts';
import { holds } from './holds.ts';
import { type Moved, moveEvidence } from './move-evidence.ts';

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
  const move = (name: string, byMs: DurationMs, judge: (moved: Moved) => OrderBoundary) => {
    const moved = moveEvidence(world, first, ones, byMs);
    return { name, ...(typeof moved === 'string' ? { reason: moved } : judge(moved)) };
  };
  return [
    move(swapped, other.last - one.first + SECOND_MS, (moved) => afterSwap(world, moved)),
    move(together, other.last - one.first, (moved) => atOnce(world, moved)),
  ];
}

/** A boundary that has no name yet. */
type OrderBoundary = Omit<BoundaryCase, 'name'> | Omit<SkippedBoundary, 'name'>;

function startsOf(pieces: readonly Evidence[]): { readonly first: number; readonly last: number } {
  const starts = pieces.map(({ from }) => from);
  return { first: Math.min(...starts), last: Math.max(...starts) };
}

function afterSwap({ rule, entity }: BoundaryWorld, { evidence, records }: Moved): OrderBoundary {
  if (holds(rule, evidence)) return { reason: 'other evidence is still in order' };
  // Silence would say nothing of the order if the rule did not hold anyway.
  if (!holds(rule, evidence, { order: false })) return { reason: TOO_FAR };
  return { records, expect: [{ entity, status: 'none' }] };
}

function atOnce({ rule, entity, mayBlock }: BoundaryWorld, { evidence, records }: Moved): OrderBoundary {
  if (mayBlock) return { reason: 'an `unless` signal has evidence in the case' };
  if (!holds(rule, evidence)) return { reason: TOO_FAR };
  return { records, expect: [{ entity, status: 'open' }] };
}

const TOO_FAR = 'the rule does not hold there for another reason';
