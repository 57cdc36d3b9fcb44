import { describe, expect, it } from 'vitest';
import {
  attackAddress,
  attackName,
  currentAttackId,
  formerTechniqueOf,
  isTacticId,
  parentId,
  techniqueOf,
} from '../../../src/core/attack/attack-ids.ts';
import { FORMER_TECHNIQUES } from '../../../src/core/attack/former-technique-table.ts';
import { TACTICS } from '../../../src/core/attack/tactics.ts';
import { TECHNIQUES } from '../../../src/core/attack/technique-table.ts';

const ids = TECHNIQUES.map(({ id }) => id);

describe('the tables of ATT&CK', () => {
  it('are as large as MITRE says of version 19', () => {
    const subTechniques = ids.filter((id) => id.includes('.'));
    expect(TACTICS).toHaveLength(15);
    expect(ids.length - subTechniques.length).toBe(222);
    expect(subTechniques).toHaveLength(475);
  });

  it('have every id once, in order, and none both standing and former', () => {
    const former = FORMER_TECHNIQUES.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)].sort());
    expect(former).toEqual([...new Set(former)].sort());
    expect(former.filter((id) => techniqueOf(id) !== undefined)).toEqual([]);
  });

  it('give every technique tactics in the order of the matrix', () => {
    const order = TACTICS.map(({ id }) => id);
    const wrong = TECHNIQUES.filter(({ tactics }) => {
      const inOrder = order.filter((id) => tactics.includes(id));
      return tactics.length === 0 || inOrder.join() !== tactics.join();
    });
    expect(wrong).toEqual([]);
  });

  it('know the technique of every sub-technique', () => {
    expect(ids.filter((id) => techniqueOf(parentId(id)) === undefined)).toEqual([]);
  });

  it('name a standing successor of every revoked technique', () => {
    const successors = FORMER_TECHNIQUES.flatMap(({ successor }) => successor ?? []);
    expect(successors).toHaveLength(149);
    expect(successors.filter((id) => techniqueOf(id) === undefined)).toEqual([]);
  });
});

describe('an id', () => {
  it.each([
    ['TA0006', 'Credential Access'],
    ['TA0005', 'Stealth'],
    ['T1110', 'Brute Force'],
    ['T1110.003', 'Brute Force: Password Spraying'],
    ['T1685.002', 'Disable or Modify Tools: Disable or Modify Cloud Log'],
    ['T1562.008', undefined],
    ['T9999', undefined],
  ])('%s has the name %s', (id, name) => {
    expect(attackName(id)).toBe(name);
  });

  it.each([
    ['T1562.008', 'T1685.002'],
    ['T1073', 'T1574.001'],
    ['T1043', 'T1043'],
    ['T1110', 'T1110'],
    ['T9999', 'T9999'],
  ])('%s is %s today', (id, current) => {
    expect(currentAttackId(id)).toBe(current);
  });

  it('is that of a tactic or not', () => {
    expect(['TA0001', 'TA0112', 'TA9999', 'T1110'].map(isTacticId)).toEqual([true, true, false, false]);
  });

  it('may have been deprecated without a successor', () => {
    expect(formerTechniqueOf('T1043')).toEqual({ id: 'T1043', name: 'Commonly Used Port' });
  });

  it.each([
    ['TA0006', 'https://attack.mitre.org/tactics/TA0006/'],
    ['T1110', 'https://attack.mitre.org/techniques/T1110/'],
    ['T1110.003', 'https://attack.mitre.org/techniques/T1110/003/'],
  ])('%s has its page at %s', (id, address) => {
    expect(attackAddress(id)).toBe(address);
  });
});
