import { type Evidence, findingText } from '../../core/correlation/evidence.ts';
import type { Signal } from '../../core/rule/rule.ts';
import type {
  Boundaries,
  BoundaryCase,
  BoundaryWorld,
  GivenRecord,
  SkippedBoundary,
} from './boundary-case.ts';
import { nameOf } from './boundary-world.ts';
import { archived } from './change-record.ts';
import { neededPieces, valuesOf } from './distinct-values.ts';

/**
 * For each required signal: one distinct value too few, which must be silent, and the same pieces withdrawn, which
 * must resolve. With `any`, the same for one signal too few. Both are certain whatever else the case gives: the rule
 * demands what is not there.
 */
export function countBoundaries(world: BoundaryWorld): Boundaries {
  const required = world.rule.signals.filter(({ role }) => role === 'required');
  return [...required.flatMap((signal) => ofSignal(world, signal)), ...ofAny(world)];
}

function ofSignal(world: BoundaryWorld, signal: Signal): Boundaries {
  const pieces = world.evidence.get(signal.name) ?? [];
  const needed = neededPieces(pieces, signal.count);
  const left = valuesOf(pieces.filter((piece) => !needed.includes(piece))).size;
  return withoutAndWithdrawn(world, needed, `${signal.name} ${left} of ${signal.count}`);
}

function ofAny(world: BoundaryWorld): Boundaries {
  const { any, signals } = world.rule;
  if (any === undefined) return [];
  const evidenceOf = ({ name }: Signal) => world.evidence.get(name) ?? [];
  const met = signals.filter(
    (signal) => signal.role === 'any' && valuesOf(evidenceOf(signal)).size >= signal.count,
  );
  const surplus = met.slice(any.atLeast - 1);
  const needed = surplus.flatMap((signal) => neededPieces(evidenceOf(signal), signal.count));
  return withoutAndWithdrawn(world, needed, `any ${any.atLeast - 1} of ${any.atLeast}`);
}

function withoutAndWithdrawn(world: BoundaryWorld, pieces: readonly Evidence[], title: string): Boundaries {
  const texts = new Set(pieces.map(({ finding }) => findingText(finding)));
  const isTaken = ({ finding }: GivenRecord) => finding !== undefined && texts.has(finding);
  const names = [...new Set(pieces.map((piece) => nameOf(world, piece)))].join(', ');
  return [
    {
      name: `${title}, without ${names}`,
      records: world.given.filter((given) => !isTaken(given)).map(({ record }) => record),
      expect: [{ entity: world.entity, status: 'none' }],
    },
    withdrawnCase(world, `${title}, ${names} withdrawn`, world.given.filter(isTaken)),
  ];
}

function withdrawnCase(
  world: BoundaryWorld,
  name: string,
  taken: readonly GivenRecord[],
): BoundaryCase | SkippedBoundary {
  const records = world.given.map(({ record }) => record);
  for (const { record } of taken) {
    const later = record.kind === 'finding' ? archived(record) : undefined;
    if (later === undefined) return { name, reason: 'there is no later version of a finding' };
    records.push(later);
  }
  return { name, records, expect: [{ entity: world.entity, status: 'resolved' }] };
}
