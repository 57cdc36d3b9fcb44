import { type Evidence, findingText } from '../../core/correlation/evidence.ts';
import { entitiesOf } from '../../core/entity/entities-of.ts';
import { ENTITY_TYPE_OF_KIND } from '../../core/entity/entity.ts';
import { relationsOf } from '../../core/entity/relations-of.ts';
import type { Finding } from '../../core/finding/finding.ts';
import type { Signal } from '../../core/rule/rule.ts';
import type { CaseRecord } from '../expand-case.ts';
import type {
  Boundaries,
  BoundaryCase,
  BoundaryWorld,
  ExpectedEnd,
  SkippedBoundary,
} from './boundary-case.ts';
import { findingOf } from './boundary-world.ts';
import { neededPieces } from './distinct-values.ts';
import { elsewhere } from './elsewhere.ts';

/**
 * For each required signal, the pieces that it cannot be without moved to another entity of the same type: the rule
 * must be silent where they are missed, and where they are alone.
 */
export function entityBoundaries(world: BoundaryWorld): Boundaries {
  return world.rule.signals
    .filter(({ role }) => role === 'required')
    .map((signal) => ofSignal(world, signal));
}

function ofSignal(world: BoundaryWorld, signal: Signal): BoundaryCase | SkippedBoundary {
  const name = `${signal.name} on another entity`;
  const needed = neededPieces(world.evidence.get(signal.name) ?? [], signal.count);
  const texts = new Set(needed.map(({ finding }) => findingText(finding)));
  const moved = moveAway(world, signal, texts);
  if (typeof moved === 'string') return { name, reason: moved };
  const isAlone = signal.on === undefined && isMissedAnyway(world, signal, texts);
  const alone = isAlone ? moved.entities.map((entity): ExpectedEnd => ({ entity, status: 'none' })) : [];
  return { name, records: moved.records, expect: [{ entity: world.entity, status: 'none' }, ...alone] };
}

interface MovedAway {
  readonly records: readonly CaseRecord[];
  /** Keys of the entities that the findings are about now. */
  readonly entities: readonly string[];
}

/** Moves findings to another entity; why they may be evidence all the same, where they may. */
function moveAway(world: BoundaryWorld, signal: Signal, texts: ReadonlySet<string>): MovedAway | string {
  if (signal.on === 'account') return 'the signal is about a whole account';
  const type = signal.on === undefined ? world.rule.entity : ENTITY_TYPE_OF_KIND[signal.on];
  const entities = new Set<string>();
  const records: CaseRecord[] = [];
  for (const { record, finding: text } of world.given) {
    const finding = text !== undefined && texts.has(text) ? findingOf(record) : undefined;
    const away = finding === undefined ? undefined : elsewhere(finding, type);
    if (finding !== undefined && away === undefined) return 'no other entity of the type can be made up';
    // Whatever it is related to may lead back to the entity of the rule.
    if (away !== undefined && signal.on !== undefined && relationsOf(away).length > 0)
      return 'the finding states relations itself';
    for (const key of away === undefined ? [] : keysOf(away, type)) entities.add(key);
    records.push(away === undefined || record.kind !== 'finding' ? record : { ...record, value: away });
  }
  if ([...entities].some((key) => isMentioned(world, key))) return 'the case has an entity of the same name';
  return { records, entities: [...entities] };
}

/** Whether anything in the case, be it a statement of relations, holds the last part of a key. */
function isMentioned({ given }: BoundaryWorld, key: string): boolean {
  const last = JSON.stringify(key.slice(Math.max(key.lastIndexOf('/'), key.lastIndexOf(':')) + 1)).slice(
    1,
    -1,
  );
  return given.some(({ record }) => JSON.stringify(record.value).includes(last));
}

/** Whether another required signal has no evidence where the moved findings are. */
function isMissedAnyway(world: BoundaryWorld, signal: Signal, moved: ReadonlySet<string>): boolean {
  const isElsewhere = ({ finding }: Evidence) => moved.has(findingText(finding));
  return world.rule.signals.some(
    ({ name, role, on }) =>
      name !== signal.name &&
      role === 'required' &&
      on === undefined &&
      !(world.evidence.get(name) ?? []).some(isElsewhere),
  );
}

function keysOf(finding: Finding, type: string): readonly string[] {
  return entitiesOf(finding)
    .filter(({ entity }) => entity.type === type)
    .map(({ entity }) => entity.key);
}
