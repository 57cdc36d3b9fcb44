import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { guardDutyType } from '../../../src/core/finding/guardduty-type.ts';
import {
  DOCUMENTED_GUARDDUTY_TYPES,
  OBSERVED_GUARDDUTY_TYPES,
  RETIRED_GUARDDUTY_TYPES,
} from '../../../src/core/finding/guardduty-types.ts';

const ROWS = [...DOCUMENTED_GUARDDUTY_TYPES, ...OBSERVED_GUARDDUTY_TYPES];
const NATIVE = [...new Set([...ROWS.map(([native]) => native), ...RETIRED_GUARDDUTY_TYPES])];
const TABLE = new URL('../../../../shared/data/guardduty-asff-types.json', import.meta.url);

describe('guardDutyType', () => {
  it('has the 213 rows of the guide', () => {
    expect(DOCUMENTED_GUARDDUTY_TYPES).toHaveLength(213);
    expect(new Set(DOCUMENTED_GUARDDUTY_TYPES.map(([native]) => native)).size).toBe(213);
  });

  it.each(ROWS.flatMap(([native, ...asff]) => asff.map((type) => [type, native])))(
    '%s is %s',
    (type, native) => {
      expect(guardDutyType(type)).toBe(native);
    },
  );

  it.each(NATIVE)('%s stays as it is, also behind a namespace', (native) => {
    expect(guardDutyType(native)).toBe(native);
    expect(guardDutyType(`TTPs/${native}`)).toBe(native);
    expect(guardDutyType(`TTPs/Some Category/${native}`)).toBe(native);
  });

  it.each(NATIVE)('%s is known by the regular spelling in any category', (native) => {
    const asff = native.replace('/', '-');
    expect(guardDutyType(`TTPs/${asff}`)).toBe(native);
    expect(guardDutyType(`Effects/Data Exposure/${asff}`)).toBe(native);
    expect(guardDutyType(`Software and Configuration Checks/${native.replace('/', '.')}`)).toBe(native);
  });

  it('gives every native type letters of its own', () => {
    const letters = NATIVE.map((native) => native.replaceAll(/[-./: ]/g, '').toLowerCase());
    expect(new Set(letters).size).toBe(NATIVE.length);
  });

  it.each([
    ['TTPs/Execution/Execution:Quantum-NewThing.B!DNS', 'Execution:Quantum/NewThing.B!DNS'],
    ['TTPs/AttackSequence:ECS/CompromisedCluster', 'AttackSequence:ECS/CompromisedCluster'],
    ['Unusual Behaviors/User/Recon:IAMUser-Some-Thing', 'Recon:IAMUser/Some-Thing'],
  ])('%s, newer than the tables, is %s by its form', (type, native) => {
    expect(guardDutyType(type)).toBe(native);
  });

  it.each([
    ['TTPs'],
    ['TTPs/Initial Access'],
    ['Software and Configuration Checks/Vulnerabilities/CVE'],
    ['TTPs/a:b'],
    ['TTPs/:EC2-Thing'],
    ['TTPs/Recon:-Thing'],
    ['TTPs/Recon:EC2-'],
    ['TTPs/Recon:EC2-a/b'],
    ['Two Words:EC2-Thing'],
    [''],
    ['/'],
    [':'],
    [`TTPs/Recon:EC2-${'x'.repeat(10_000)}`],
    ['/'.repeat(100_000)],
  ])('%j has no native spelling and stays as it is', (type) => expect(guardDutyType(type)).toBe(type));

  it('gives the same answer however often it is asked, and never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', ':', '/', '-', '.', ' ', '!', 'é') }), (type) => {
        expect(guardDutyType(type)).toBe(guardDutyType(type));
      }),
    );
  });

  it.skipIf(!existsSync(TABLE))(
    'agrees with the collected table (skipped where ../shared/data is absent)',
    () => {
      const table = JSON.parse(readFileSync(TABLE, 'utf8'));
      const documented = Object.entries<string[]>(table.documented);
      expect(documented).toHaveLength(213);
      for (const [native, asff] of documented)
        for (const type of asff) expect(guardDutyType(type)).toBe(native);
      for (const { asff, native } of table.observed_variants) expect(guardDutyType(asff)).toBe(native);
      for (const native of table.retired_types) expect(guardDutyType(native)).toBe(native);
    },
  );
});
