import { accountEntity } from '../entity/account-entity.ts';
import type { Context } from '../entity/context.ts';
import { couldStateRelations } from '../entity/could-state-relations.ts';
import { entitiesOf, type NamedEntity } from '../entity/entities-of.ts';
import { ENTITY_TYPE_OF_KIND, type Entity, type Relation } from '../entity/entity.ts';
import { relationsAmong } from '../entity/relations-of.ts';
import { evidenceKindOf } from '../finding/evidence-kind.ts';
import type { EvidenceKind, Finding, FindingKey, NormalizedFinding } from '../finding/finding.ts';
import { intervalOf } from '../finding/interval.ts';
import { isSample } from '../finding/is-sample.ts';
import { normalizeFinding } from '../finding/normalize-finding.ts';
import { unchangingMembersOf } from '../finding/unchanging-members.ts';
import { versionOrder } from '../finding/version-order.ts';
import { withdrawalOf } from '../finding/withdrawal.ts';
import type { Signal } from '../rule/rule.ts';
import type { Evidence, Filing } from './evidence.ts';
import { isOwnFinding } from './own-finding.ts';
import { relationText, toRelatedEntities, toRelatedEntity } from './related-entity.ts';
import type { RuleIndex, RuleSignal } from './rule-index.ts';
import { valuesAt } from './values-at.ts';

/**
 * One version of a finding as correlation sees it; a store keeps that of the newest version. `filings` hold what
 * it is evidence for, or would be if it were not withdrawn.
 */
export interface Observation {
  readonly key: FindingKey;
  /** Text that orders the versions of one finding (design 4.1). */
  readonly order: string;
  /** Passes the pattern of some signal, withdrawn or not, on an entity of the kind that it needs. */
  readonly isMatched: boolean;
  /** Why the finding is withdrawn; absent while it is open. */
  readonly withdrawal?: string;
  readonly filings: readonly Filing[];
  readonly relations: readonly Relation[];
  /** Names the rules that it was observed with, where a home keeps observations past a change of rules. */
  readonly rules?: string;
}

/** Digest of a text, SHA-256 in lower-case hexadecimal; handed in, for the core has no cryptography. */
export type Digest = (text: string) => string;

/**
 * Reads what a finding says to the rules; undefined when no version of it could say anything to any of them, so
 * that nothing of it has to be remembered. `eventTime` is the time of the event that carried the finding.
 */
export function observe(
  finding: Finding,
  eventTime: string | undefined,
  index: RuleIndex,
  digest: Digest,
): Observation | undefined {
  if (isOwnFinding(finding)) return undefined;
  const couldMatch = index.couldMatch(unchangingMembersOf(finding));
  const couldRelate = couldStateRelations(finding, index.relatedTypes);
  if (!couldMatch && !couldRelate) return undefined;
  const entities = entitiesOf(finding);
  const filings = couldMatch ? fileEvidence(normalizeFinding(finding), entities, index) : NO_FILINGS;
  const withdrawal = withdrawalOf(finding);
  return {
    key: { productArn: finding.ProductArn, id: finding.Id },
    order: versionOrder(finding, eventTime, digest),
    isMatched: filings.isMatched,
    ...(withdrawal === undefined ? {} : { withdrawal }),
    filings: filings.list,
    relations: couldRelate ? followedRelations(relationsAmong(entities, finding), index) : NONE,
  };
}

/** A version of a finding that says nothing to the rules, to take the place of one that did to former rules. */
export function observeNothing(finding: Finding, eventTime: string | undefined, digest: Digest): Observation {
  return {
    key: { productArn: finding.ProductArn, id: finding.Id },
    order: versionOrder(finding, eventTime, digest),
    isMatched: false,
    filings: NONE,
    relations: NONE,
  };
}

/**
 * What a context input says to the rules, as a version of its source. Versions of one time are ordered by what
 * they say, as those of findings are, so that the order of arrival does not matter.
 */
export function observeContext(context: Context, index: RuleIndex, digest: Digest): Observation {
  const { source, order, relations } = context;
  const followed = followedRelations(relations, index);
  const content = digest(followed.map(relationText).sort().join('\n\n'));
  return {
    key: source,
    order: `${order}|${order}|${content}`,
    isMatched: false,
    filings: [],
    relations: followed,
  };
}

/** The relations that some rule follows, each once, between entities as relations know them. */
function followedRelations(relations: readonly Relation[], index: RuleIndex): readonly Relation[] {
  if (relations.length === 0) return NONE;
  const followed = new Map<string, Relation>();
  for (const relation of relations) {
    const [a, b] = relation.ends;
    if (!index.followsRelation(a.type, b.type)) continue;
    const related = toRelatedEntities(relation);
    followed.set(relationText(related), related);
  }
  return [...followed.values()];
}

/** The filings that are evidence now: none while the finding is withdrawn. */
export function openFilings(observation: Observation): readonly Filing[] {
  return observation.withdrawal === undefined ? observation.filings : [];
}

interface Filings {
  readonly isMatched: boolean;
  readonly list: readonly Filing[];
}

const NONE: readonly never[] = [];
const NO_FILINGS: Filings = { isMatched: false, list: NONE };

function fileEvidence(
  finding: NormalizedFinding,
  entities: readonly NamedEntity[],
  index: RuleIndex,
): Filings {
  const matches = index.match(finding);
  if (matches.length === 0) return NO_FILINGS;
  const list: Filing[] = [];
  let isMatched = false;
  const pieces = new Map<EvidenceKind, Evidence>();
  for (const match of matches) {
    const places = placesOf(match, entities);
    if (places.length === 0) continue;
    isMatched = true;
    const evidence = evidenceFor(finding, match.signal, pieces);
    if (evidence === undefined) continue;
    const { rule, signal } = match;
    for (const entity of places) {
      list.push({ key: { entity: entity.key, rule: rule.id, signal: signal.name }, entity, evidence });
    }
  }
  return { isMatched, list };
}

function placesOf({ rule, signal }: RuleSignal, entities: readonly NamedEntity[]): readonly Entity[] {
  if (signal.on === 'account' && rule.entity === ENTITY_TYPE_OF_KIND.account) return accountsOf(entities);
  const type = signal.on === undefined ? rule.entity : ENTITY_TYPE_OF_KIND[signal.on];
  const named = entities.filter(({ entity }) => entity.type === type).map(({ entity }) => entity);
  return signal.on === undefined ? named : named.map(toRelatedEntity);
}

function accountsOf(entities: readonly NamedEntity[]): readonly Entity[] {
  const accounts = new Map<string, Entity>();
  for (const { entity, owner } of entities) {
    const account =
      entity.type === ENTITY_TYPE_OF_KIND.account
        ? entity
        : owner === undefined
          ? undefined
          : accountEntity(owner);
    if (account !== undefined) accounts.set(account.key, account);
  }
  return [...accounts.values()];
}

function evidenceFor(
  finding: NormalizedFinding,
  signal: Signal,
  pieces: Map<EvidenceKind, Evidence>,
): Evidence | undefined {
  const kind = signal.kind ?? evidenceKindOf(finding);
  const piece = pieces.get(kind) ?? pieceOf(finding, kind);
  pieces.set(kind, piece);
  if (signal.distinct === undefined) return piece;
  const values = valuesAt(finding, signal.distinct);
  return values.length === 0 ? undefined : { ...piece, values };
}

function pieceOf(finding: NormalizedFinding, kind: EvidenceKind): Evidence {
  const severity = finding.Normalized.Severity;
  return {
    finding: { productArn: finding.ProductArn, id: finding.Id },
    title: titleOf(finding),
    ...(severity === undefined ? {} : { severity }),
    kind,
    ...intervalOf(finding, kind),
    ...(isSample(finding) ? { isSample: true } : {}),
  };
}

/** Security Hub takes 256 characters; whatever is longer must not be kept for each piece of evidence. */
const TITLE_LENGTH_MAX = 1024;

function titleOf({ Title }: NormalizedFinding): string {
  if (typeof Title !== 'string') return '';
  if (Title.length <= TITLE_LENGTH_MAX) return Title;
  // A copy: a mere slice keeps the whole text alive.
  return Array.from(Title.slice(0, TITLE_LENGTH_MAX)).join('').toWellFormed();
}
