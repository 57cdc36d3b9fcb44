import type { Incident } from '../../core/correlation/incident.ts';
import { OWN_GENERATOR_PREFIX } from '../../core/correlation/own-finding.ts';
import type { Entity } from '../../core/entity/entity.ts';
import { partitionOfRegion } from '../../core/entity/entity-of.ts';
import { formatInstant, type Instant } from '../../core/instant.ts';
import type { JsonObject } from '../../core/json.ts';
import type { Rule, Signal, SignalRole } from '../../core/rule/rule.ts';
import { toAsffText } from './asff-text.ts';
import { toFindingTypes } from './attack-types.ts';
import { ASFF_LIMITS } from './limits.ts';
import { confirmedField, evidenceFields, incidentFields } from './product-fields.ts';
import { chooseRelatedFindings, type SignalEvidence } from './related-findings.ts';
import { toResources } from './to-resources.ts';

/** The account and Region that findings are imported into; the partition follows from the Region when absent. */
export interface Publisher {
  readonly account: string;
  readonly region: string;
  readonly partition?: string;
}

/**
 * The incident as a finding that BatchImportFindings takes from the publisher's account (design, section 7). Every
 * limit of ASFF is kept by trimming: past 240 KB evidence goes first, then related resources, then RelatedFindings.
 * Workflow is left to the analyst: Security Hub starts it at NEW and ignores it on update. `confirmedAt` is told when an
 * incident in which nothing has changed is imported again, so that Security Hub keeps it.
 */
export function toAsff(
  incident: Incident,
  rule: Rule,
  publisher: Publisher,
  related: readonly Entity[] = [],
  confirmedAt?: Instant,
): JsonObject {
  let room: Room | undefined = WHOLE;
  const build = (left: Room) => buildFinding(incident, rule, publisher, related, left, confirmedAt);
  let finding = build(room);
  while (byteLength(finding) > ASFF_LIMITS.findingBytes) {
    room = shrinkRoom(room);
    if (room === undefined) break;
    finding = build(room);
  }
  return finding;
}

/** `arn:<partition>:securityhub:<region>:<account>:product/<account>/default`, the product of custom findings. */
export function defaultProductArn(publisher: Publisher): string {
  const { account, region } = publisher;
  return `arn:${partitionOf(publisher)}:securityhub:${region}:${account}:product/${account}/default`;
}

/** How much a finding may hold of what can be left out of it. */
interface Room {
  readonly productFields: number;
  readonly resources: number;
  readonly relatedFindings: number;
}

const WHOLE: Room = {
  productFields: ASFF_LIMITS.mapPairs,
  resources: ASFF_LIMITS.resources,
  relatedFindings: ASFF_LIMITS.relatedFindings,
};

function buildFinding(
  incident: Incident,
  rule: Rule,
  publisher: Publisher,
  related: readonly Entity[],
  room: Room,
  confirmedAt: Instant | undefined,
): JsonObject {
  const signals = signalsInOrder(incident, rule);
  const { related: relatedFindings, overflow } = chooseRelatedFindings(signals, room.relatedFindings);
  const judgement = {
    Severity: { Label: incident.severity },
    Types: toFindingTypes(rule.attack),
    ...(relatedFindings.length > 0 && {
      RelatedFindings: relatedFindings.map(({ productArn, id }) => ({ ProductArn: productArn, Id: id })),
    }),
  };
  return {
    ...identity(incident, publisher),
    ...judgement,
    ...texts(incident, rule),
    ProductFields: productFields(incident, rule, signals, overflow, room.productFields, confirmedAt),
    Resources: toResources([incident.entity, ...related], partitionOf(publisher), room.resources),
    RecordState: incident.status === 'resolved' ? 'ARCHIVED' : 'ACTIVE',
    FindingProviderFields: judgement,
    ...(isAllSample(signals) && { Sample: true }),
  };
}

function identity(incident: Incident, publisher: Publisher): JsonObject {
  return {
    SchemaVersion: '2018-10-08',
    Id: toAsffText(`corroborate/${incident.id}`, ASFF_LIMITS.id),
    ProductArn: defaultProductArn(publisher),
    ProductName: 'Corroborate',
    CompanyName: 'Corroborate',
    GeneratorId: toAsffText(OWN_GENERATOR_PREFIX + incident.rule.id, ASFF_LIMITS.generatorId),
    AwsAccountId: publisher.account,
    FirstObservedAt: formatInstant(incident.firstObserved),
    LastObservedAt: formatInstant(incident.lastObserved),
    CreatedAt: formatInstant(incident.openedAt),
    UpdatedAt: formatInstant(incident.updatedAt),
  };
}

function texts(incident: Incident, rule: Rule): JsonObject {
  const title = toAsffText(incident.title, ASFF_LIMITS.title, incident.rule.id);
  return {
    Title: title,
    Description: toAsffText(rule.description, ASFF_LIMITS.description, title),
    ...(rule.remediation?.trim() && {
      Remediation: {
        Recommendation: { Text: toAsffText(rule.remediation, ASFF_LIMITS.recommendationText) },
      },
    }),
  };
}

function productFields(
  incident: Incident,
  rule: Rule,
  signals: readonly SignalEvidence[],
  overflow: readonly SignalEvidence[],
  max: number,
  confirmedAt: Instant | undefined,
): JsonObject {
  const names = signals.map((signal) => signal.name);
  const told = Object.fromEntries([
    ...incidentFields(incident, rule, names),
    ...(confirmedAt === undefined ? [] : [confirmedField(confirmedAt)]),
  ]);
  const evidence = evidenceFields(overflow, Math.max(1, max - Object.keys(told).length));
  return { ...told, ...Object.fromEntries(evidence) };
}

function partitionOf(publisher: Publisher): string {
  return publisher.partition ?? partitionOfRegion(publisher.region);
}

const ROLE_ORDER: readonly SignalRole[] = ['required', 'any', 'optional', 'unless'];

/** Those that decide come first, then as the rule has them; signals that the rule no longer has come last. */
function signalsInOrder(incident: Incident, rule: Rule): readonly SignalEvidence[] {
  const known = rule.signals.filter((signal) => Object.hasOwn(incident.signals, signal.name));
  const names = [...known].sort(byRole).map((signal) => signal.name);
  return [...new Set([...names, ...Object.keys(incident.signals)])].map((name) => {
    return { name, findings: incident.signals[name]?.findings ?? [] };
  });
}

function byRole(a: Signal, b: Signal): number {
  return ROLE_ORDER.indexOf(a.role) - ROLE_ORDER.indexOf(b.role);
}

function isAllSample(signals: readonly SignalEvidence[]): boolean {
  const evidence = signals.flatMap((signal) => signal.findings);
  return evidence.length > 0 && evidence.every((piece) => piece.isSample === true);
}

function byteLength(finding: JsonObject): number {
  return new TextEncoder().encode(JSON.stringify(finding)).length;
}

function shrinkRoom(room: Room): Room | undefined {
  if (room.productFields > 1) return { ...room, productFields: room.productFields >> 1 };
  if (room.resources > 1) return { ...room, resources: room.resources >> 1 };
  if (room.relatedFindings > 1) return { ...room, relatedFindings: room.relatedFindings >> 1 };
  return undefined;
}
