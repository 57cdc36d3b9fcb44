import fc from 'fast-check';
import type { Evidence } from '../../../src/core/correlation/evidence.ts';
import { type EvidenceBySignal, holdsAt } from '../../../src/core/correlation/holds-at.ts';
import { valuesAt } from '../../../src/core/correlation/values-at.ts';
import type { Finding } from '../../../src/core/finding/finding.ts';
import { withdrawalOf } from '../../../src/core/finding/withdrawal.ts';
import type { Instant } from '../../../src/core/instant.ts';
import type { Json, JsonObject } from '../../../src/core/json.ts';
import { compilePattern } from '../../../src/core/pattern/compile-pattern.ts';
import type { Rule, Signal } from '../../../src/core/rule/rule.ts';
import { makeRule, makeSignal } from '../rule/make-rule.ts';

/** A finding with where it is filed, on the entity itself or on a related one, and when it was observed. */
export interface Sighting {
  readonly finding: JsonObject;
  readonly on: 'securityGroup' | undefined;
  readonly from: number;
  readonly to: number;
}

const sighting: fc.Arbitrary<Sighting> = fc
  .record({
    Title: fc.constantFrom('a', 'ab', 'b'),
    Label: fc.constantFrom('LOW', 'HIGH', 'CRITICAL'),
    Status: fc.constantFrom('NEW', 'NEW', 'RESOLVED'),
    on: fc.constantFrom(undefined, undefined, 'securityGroup' as const),
    from: fc.integer({ min: 0, max: 6 }),
    length: fc.integer({ min: 0, max: 3 }),
  })
  .map(({ Title, Label, Status, on, from, length }) => ({
    finding: {
      Title,
      Workflow: { Status },
      Normalized: { Product: 'GuardDuty', Type: [], Vulnerability: [], Severity: Label },
    },
    on,
    from,
    to: from + length,
  }));

/** What has been seen of one entity. */
export const arbitrarySightings: fc.Arbitrary<readonly Sighting[]> = fc.array(sighting, {
  minLength: 4,
  maxLength: 12,
});

const match: fc.Arbitrary<Json> = fc.constantFrom<Json>(
  { Title: ['a'] },
  { Title: ['b'] },
  { Title: [{ prefix: 'a' }] },
  { Normalized: { Severity: ['HIGH', 'CRITICAL'] } },
  { Normalized: { Severity: ['HIGH'] }, Title: [{ prefix: 'a' }] },
  { Normalized: { Product: ['GuardDuty'] } },
  { Workflow: { Status: ['NEW', 'RESOLVED'] } },
  { Workflow: { Status: ['RESOLVED'] } },
);

const DISTINCT = [undefined, undefined, ['Title'], ['Normalized', 'Severity']] as const;

function signalCalled(name: string, role: Signal['role']): fc.Arbitrary<Signal> {
  return fc
    .record({
      json: match,
      count: fc.constantFrom(1, 1, 2, 3),
      distinct: fc.constantFrom(...DISTINCT),
      on: fc.constantFrom(undefined, undefined, undefined, 'securityGroup' as const),
    })
    .map(({ json, count, distinct, on }) =>
      makeSignal(name, json, { role, count, ...(distinct && { distinct }), ...(on && { on }) }),
    );
}

/** Rules with up to two required signals, up to two of `any`, perhaps `unless` and `order`. */
export const arbitraryRule: fc.Arbitrary<Rule> = fc
  .record({
    required: fc.tuple(signalCalled('one', 'required'), signalCalled('two', 'required')),
    requiredCount: fc.constantFrom(1, 2),
    choices: fc.tuple(signalCalled('three', 'any'), signalCalled('four', 'any')),
    atLeast: fc.constantFrom(0, 0, 1, 2),
    unless: fc.option(signalCalled('five', 'unless'), { freq: 2, nil: undefined }),
    order: fc.constantFrom(undefined, ['two', 'one'], ['three', 'one'], ['one', 'four', 'two']),
    withinMs: fc.constantFrom(1, 2, 2),
  })
  .map(({ required, requiredCount, choices, atLeast, unless, order, withinMs }) => {
    const signals = [
      ...required.slice(0, requiredCount),
      ...(atLeast > 0 ? choices : []),
      ...(unless === undefined ? [] : [unless]),
    ];
    const named = order?.filter((name) => signals.some((signal) => signal.name === name)) ?? [];
    return makeRule(signals, {
      withinMs,
      ...(atLeast > 0 && { any: { atLeast, of: ['three', 'four'] } }),
      ...(named.length > 1 && { order: named }),
    });
  });

/** The instants at which a rule holds, as the engine judges it. */
export function instantsOf(rule: Rule, sightings: readonly Sighting[]): readonly number[] {
  const evidence: EvidenceBySignal = new Map(
    rule.signals.map((signal) => [signal.name, evidenceOf(signal, sightings)]),
  );
  return Array.from({ length: 14 }, (_, at) => at - 3).filter((at) => holdsAt(rule, at as Instant, evidence));
}

function evidenceOf({ match, on, distinct }: Signal, sightings: readonly Sighting[]): readonly Evidence[] {
  const tests = match.map(compilePattern);
  return sightings.flatMap((seen, id) => {
    const { finding, from, to } = seen;
    if (seen.on !== on || withdrawalOf(finding as Finding) !== undefined) return [];
    if (!tests.some((test) => test(finding))) return [];
    const values = distinct === undefined ? undefined : valuesAt(finding, distinct);
    if (values?.length === 0) return [];
    return [
      {
        finding: { productArn: 'a', id: String(id) },
        title: '',
        kind: 'activity',
        from: from as Instant,
        to: to as Instant,
        lastObserved: to as Instant,
        ...(values && { values }),
      },
    ];
  });
}
