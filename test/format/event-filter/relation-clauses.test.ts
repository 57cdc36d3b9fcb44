import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toFindingsPattern } from '../../../src/core/bus/event-pattern.ts';
import { createRuleIndex, type RuleIndex } from '../../../src/core/correlation/rule-index.ts';
import { couldStateRelations } from '../../../src/core/entity/could-state-relations.ts';
import { entitiesOf } from '../../../src/core/entity/entities-of.ts';
import type { EntityKind } from '../../../src/core/entity/entity.ts';
import { canBeRelated } from '../../../src/core/entity/related-types.ts';
import { relationsOf } from '../../../src/core/entity/relations-of.ts';
import type { Finding } from '../../../src/core/finding/finding.ts';
import { arrayAt, memberOf } from '../../../src/core/json.ts';
import type { Rule } from '../../../src/core/rule/rule.ts';
import { toRelationClauses } from '../../../src/format/event-filter/relation-clauses.ts';
import { PATTERNS_MAX, toEventPatterns } from '../../../src/format/event-filter/to-event-patterns.ts';
import { makeRule, makeSignal } from '../../core/rule/make-rule.ts';
import { BUCKET_ARN, INSTANCE_ARN, makeFinding, SECURITY_GROUP_ARN } from '../../fixtures/make-finding.ts';
import { arbitraryVersions } from './filter-arbitraries.ts';
import { busWith, importedEvent, withoutLooking } from './let-in.ts';
import { relatingRulesNear, versionsWithResources } from './relation-arbitraries.ts';

const NARROW = { GeneratorId: ['a-check'] };

function across(entity: string, ...kinds: readonly EntityKind[]): Rule {
  const signals = kinds.map((on) => makeSignal(on, NARROW, { on }));
  return makeRule([makeSignal('own', NARROW), ...signals], { entity });
}

function typesFor(...rules: readonly Rule[]): readonly unknown[] {
  return toRelationClauses(rules).map((clause) => [...clause]);
}

function states(finding: Finding, { followsRelation }: RuleIndex): boolean {
  return relationsOf(finding).some(({ ends: [a, b] }) => followsRelation(a.type, b.type));
}

function isAbout(finding: Finding, { relatedTypes }: RuleIndex): boolean {
  return entitiesOf(finding).some(({ entity }) => canBeRelated(entity.type, relatedTypes));
}

function typesIn(finding: Finding): readonly unknown[] {
  return arrayAt(finding, 'Resources').map((resource) => memberOf(resource, 'Type'));
}

const worlds = fc
  .tuple(versionsWithResources, arbitraryVersions)
  .chain(([versions, [sought]]) => fc.tuple(fc.constant(versions), relatingRulesNear(versions[0], sought)));

describe('what may state a relation that a rule follows', () => {
  it('passes, in every version that is still about something of the same kind', () => {
    const counts = { stated: 0, statedByOthers: 0, onlyByRelations: 0, heldBack: 0 };
    fc.assert(
      fc.property(worlds, ([versions, rules]) => {
        const index = createRuleIndex(rules);
        const isLetIn = busWith(toEventPatterns(rules));
        const isLetInBySignals = busWith(toEventPatterns(rules.map(withoutLooking)));
        const isStated = versions.some((version) => states(version, index));
        for (const version of versions) {
          const event = importedEvent(version);
          const isStatedHere = states(version, index);
          if (isStatedHere || (isStated && isAbout(version, index))) expect(isLetIn(event)).toBe(true);
          if (isStatedHere) counts.stated += 1;
          else if (isStated) counts.statedByOthers += 1;
          if (isStated && !isLetInBySignals(event)) counts.onlyByRelations += 1;
          if (!isLetIn(event)) counts.heldBack += 1;
        }
      }),
      { numRuns: 3000 },
    );
    // All of it happens often, or the property says nothing.
    expect(Math.min(...Object.values(counts))).toBeGreaterThan(100);
  });

  it('is what the desk remembers, and nothing else', () => {
    const counts = { both: 0, neither: 0 };
    fc.assert(
      fc.property(worlds, ([[finding], rules]) => {
        const { relatedTypes } = createRuleIndex(rules);
        const isLetIn = busWith(toRelationClauses(rules).map((clause) => toFindingsPattern([clause])));
        const isRemembered = couldStateRelations(finding, relatedTypes);
        const isPassed = isLetIn(importedEvent(finding));
        if (isPassed !== isRemembered) expect(isTellingNothing(finding, rules)).toBe(true);
        else counts[isPassed ? 'both' : 'neither'] += 1;
      }),
      { numRuns: 2000 },
    );
    expect(Math.min(...Object.values(counts))).toBeGreaterThan(200);
  });
});

/** What the filter lets in too much, something of `Other` type, or too little, something without an id. */
function isTellingNothing(finding: Finding, rules: readonly Rule[]): boolean {
  const index = createRuleIndex(rules);
  if (states(finding, index) || isAbout(finding, index)) return false;
  const types = typesIn(finding);
  return types.includes('Other') || types.includes('AwsEc2Instance') || types.includes('AwsIamAccessKey');
}

describe('the clause', () => {
  it.each<[string, readonly Rule[], readonly string[]]>([
    ['of no rule', [], []],
    ['of a rule that looks across nothing', [across('AwsEc2Instance')], []],
    ['of types that are never related', [across('AwsS3Bucket', 'role')], []],
    ['of an account that looks at itself', [across('AwsAccount', 'account')], []],
    [
      'of instances and groups, with what ties them',
      [across('AwsEc2Instance', 'securityGroup')],
      ['AwsEc2Instance', 'AwsEc2NetworkInterface', 'AwsEc2SecurityGroup'],
    ],
    [
      'of instances and interfaces, without groups',
      [across('AwsEc2Instance', 'networkInterface')],
      ['AwsEc2Instance', 'AwsEc2NetworkInterface'],
    ],
    ['of buckets and their owner', [across('AwsS3Bucket', 'account')], ['AwsAccount', 'AwsS3Bucket']],
    ['of sessions, which ASFF has no type for', [across('AwsIamRole', 'session')], ['AwsIamRole', 'Other']],
    [
      'of images, their repositories and the containers that run them',
      [across('AwsEcrContainerImage', 'repository', 'container')],
      ['AwsEcrContainerImage', 'AwsEcrRepository', 'Container'],
    ],
    [
      'of containers and repositories, which are two steps apart',
      [across('AwsEcrRepository', 'container')],
      [],
    ],
    [
      'of several rules',
      [across('AwsS3Bucket', 'object', 'role'), across('AwsIamUser', 'accessKey')],
      ['AwsIamAccessKey', 'AwsIamRole', 'AwsIamUser', 'AwsS3Bucket', 'AwsS3Object'],
    ],
  ])('%s', (_name, rules, types) => {
    const [[entry] = []] = toRelationClauses(rules).map((clause) => [...clause]);
    expect(entry?.[0]).toBe(types.length === 0 ? undefined : 'Resources.Type');
    expect([...(entry?.[1] ?? [])].sort()).toEqual(types);
    expect(typesFor(...rules)).toHaveLength(types.length === 0 ? 0 : 1);
  });

  it('stands beside the signals, about the same finding', () => {
    const [pattern, ...others] = toEventPatterns([across('AwsS3Bucket', 'object')]);
    expect(others).toEqual([]);
    expect(pattern?.detail).toEqual({
      findings: { $or: [{ Resources: { Type: ['AwsS3Bucket', 'AwsS3Object'] } }, NARROW] },
    });
  });

  it('adds nothing to a filter that is open, and opens none', () => {
    const open = makeRule([makeSignal('open', { Title: ['x'] })]);
    const rule = across('AwsEc2Instance', 'securityGroup');
    expect(toEventPatterns([open, rule])).toEqual(toEventPatterns([open]));
    expect(toEventPatterns([rule])).not.toEqual(toEventPatterns([open]));
  });

  it.each<[string, readonly string[]]>([
    ['few', ['AwsEc2Instance']],
    ['32', [...Array<string>(31).fill('AwsSqsQueue'), 'AwsEc2SecurityGroup']],
  ])('finds a type among %s resources', (_name, types) => {
    const isLetIn = busWith(toEventPatterns([across('AwsEc2Instance', 'securityGroup')]));
    const finding = (all: readonly string[]): Finding =>
      makeFinding({ Resources: all.map((Type, at) => ({ Type, Id: `${Type}-${at}` })) });
    expect(isLetIn(importedEvent(finding(types)))).toBe(true);
    expect(isLetIn(importedEvent(finding(types.map(() => 'AwsSqsQueue'))))).toBe(false);
    expect(isLetIn(importedEvent(finding([])))).toBe(false);
  });
});

describe('left out', () => {
  const SESSION_ARN = 'arn:aws:sts::111122223333:assumed-role/one/two';
  it.each<[string, Rule, string, string, boolean]>([
    [
      'what claims another type than its ARN',
      across('AwsEc2Instance', 'securityGroup'),
      'AwsEc2Vpc',
      INSTANCE_ARN,
      false,
    ],
    [
      'another type with no type of its own',
      across('AwsEc2Instance', 'securityGroup'),
      'Other',
      SECURITY_GROUP_ARN,
      false,
    ],
    ['nothing of sessions', across('AwsIamRole', 'session'), 'Other', SESSION_ARN, true],
    [
      'a nameless key where only instances count',
      across('AwsEc2Instance', 'securityGroup'),
      'AwsIamAccessKey',
      'null',
      false,
    ],
    ['no nameless key where keys count', across('AwsIamUser', 'accessKey'), 'AwsIamAccessKey', 'null', true],
    [
      'what is about other things',
      across('AwsEc2Instance', 'securityGroup'),
      'AwsS3Bucket',
      BUCKET_ARN,
      false,
    ],
  ])('is %s', (_name, rule, Type, Id, expected) => {
    const isLetIn = busWith(toEventPatterns([rule]));
    const finding = makeFinding({ Resources: [{ Type, Id }] });
    expect(isLetIn(importedEvent(finding))).toBe(expected);
    if (!expected) expect(states(finding, createRuleIndex([rule]))).toBe(false);
  });
});

describe('many rules', () => {
  it.each<[string, number, number]>([
    ['fit', 500, 20],
    ['give up members', 1500, 100],
  ])('that %s keep the clause and the limits', (_name, count, length) => {
    const rules = Array.from({ length: count }, (_, index) =>
      makeRule([
        makeSignal('one', {
          ProductArn: [`arn:aws:securityhub:eu-west-1::product/company-${index % 7}/scanner`],
          GeneratorId: [`${index}`.padEnd(length, 'x')],
        }),
      ]),
    );
    const patterns = toEventPatterns([...rules, across('AwsEc2Instance', 'securityGroup')]);
    expect(patterns.length).toBeLessThanOrEqual(PATTERNS_MAX);
    expect(patterns.filter((pattern) => JSON.stringify(pattern).length > 2048)).toEqual([]);
    expect(patterns.filter((pattern) => JSON.stringify(pattern).includes('"Resources"'))).toHaveLength(1);
    const isLetIn = busWith(patterns);
    expect(isLetIn(importedEvent(makeFinding()))).toBe(true);
    const elsewhere = makeFinding({ Resources: [{ Type: 'AwsS3Bucket', Id: BUCKET_ARN }] });
    expect(isLetIn(importedEvent(elsewhere))).toBe(false);
  });
});
