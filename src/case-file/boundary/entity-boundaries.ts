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
  if (signal.on === 'account') return { name, reason: 'the signal is about a whole account' };
  const type = signal.on === undefined ? world.rule.entity : ENTITY_TYPE_OF_KIND[signal.on];
  const needed = neededPieces(world.evidence.get(signal.name) ?? [], signal.count);
  const texts = new Set(needed.map(({ finding }) => findingText(finding)));
  const used = usedKeys(world);
  const others = new Set<string>();
  const records: CaseRecord[] = [];
  for (const { record, finding: text } of world.given) {
    const finding = findingOf(record);
    if (record.kind !== 'finding' || finding === undefined || text === undefined || !texts.has(text)) {
      records.push(record);
      continue;
    }
    const away = elsewhere(finding, type);
    const refusal = away === undefined ? NOWHERE : refusalOf(away, type, used, signal);
    if (away === undefined || refusal !== undefined) return { name, reason: refusal ?? NOWHERE };
    for (const key of keysOf(away, type)) others.add(key);
    records.push({ ...record, value: away });
  }
  const isAlone = signal.on === undefined && isMissedAnywayBy(world, signal, texts);
  const alone = isAlone ? [...others].map((entity): ExpectedEnd => ({ entity, status: 'none' })) : [];
  return { name, records, expect: [{ entity: world.entity, status: 'none' }, ...alone] };
}

const NOWHERE = 'no other entity of the type can be made up';

/** Why a finding that was moved may still be evidence. */
function refusalOf(
  away: Finding,
  type: string,
  used: ReadonlySet<string>,
  signal: Signal,
): string | undefined {
  if (keysOf(away, type).some((key) => used.has(key))) return 'the finding still names an entity of the case';
  // Whatever it is related to may lead back to the entity of the rule.
  if (signal.on !== undefined && relationsOf(away).length > 0) return 'the finding states relations itself';
  return undefined;
}

/** Whether another required signal has no evidence where the moved findings are. */
function isMissedAnywayBy(world: BoundaryWorld, signal: Signal, moved: ReadonlySet<string>): boolean {
  const isElsewhere = ({ finding }: Evidence) => moved.has(findingText(finding));
  return world.rule.signals.some(
    ({ name, role, on }) =>
      name !== signal.name &&
      role === 'required' &&
      on === undefined &&
      !(world.evidence.get(name) ?? []).some(isElsewhere),
  );
}

function usedKeys({ given }: BoundaryWorld): ReadonlySet<string> {
  const findings = given.flatMap(({ record }) => findingOf(record) ?? []);
  return new Set(findings.flatMap((finding) => entitiesOf(finding).map(({ entity }) => entity.key)));
}

function keysOf(finding: Finding, type: string): readonly string[] {
  return entitiesOf(finding)
    .filter(({ entity }) => entity.type === type)
    .map(({ entity }) => entity.key);
}
