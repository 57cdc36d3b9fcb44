import { describe, expect, it } from 'vitest';
import { guardDutyType } from '../../../src/core/finding/guardduty-type.ts';
import {
  asffTypesOf,
  isNativeType,
  isRetiredType,
  knownTypesOf,
  nativePrefixOfAsff,
  nativeTypeOfAsff,
  successorOfType,
} from '../../../src/core/finding/known-types.ts';
import { MACIE_TYPES } from '../../../src/core/finding/macie-types.ts';
import { normalizeFinding } from '../../../src/core/finding/normalize-finding.ts';
import { UNMAPPED_GUARDDUTY_TYPES } from '../../../src/core/finding/unmapped-guardduty-types.ts';

function normalizedType(product: string, type: string): readonly string[] {
  const ProductArn = `arn:aws:securityhub:eu-west-1::product/aws/${product}`;
  return normalizeFinding({ ProductArn, Id: 'x', UpdatedAt: '', Types: [type] }).Normalized.Type;
}

describe('the tables of types', () => {
  it('hold what `Normalized.Type` holds', () => {
    for (const type of knownTypesOf('GuardDuty') ?? []) expect(guardDutyType(type)).toBe(type);
    for (const [native, asff] of MACIE_TYPES) expect(normalizedType('macie', asff)).toEqual([native]);
    for (const type of knownTypesOf('Inspector') ?? [])
      expect(normalizedType('inspector', type)).toEqual([type]);
    for (const type of knownTypesOf('Access Analyzer') ?? [])
      expect(normalizedType('access-analyzer', type)).toEqual([type]);
  });

  it('hold each type once', () => {
    for (const product of ['GuardDuty', 'Macie', 'Inspector', 'Access Analyzer']) {
      const types = knownTypesOf(product) ?? [];
      expect(types.length).toBeGreaterThan(1);
      expect(new Set(types).size).toBe(types.length);
    }
    expect(knownTypesOf('GuardDuty')).toHaveLength(249);
  });

  it('say nothing of products without one', () => {
    expect(knownTypesOf('Config')).toBeUndefined();
    expect(knownTypesOf('acme/scanner')).toBeUndefined();
  });

  it.each(UNMAPPED_GUARDDUTY_TYPES)('know %s, which arrives in the regular spelling', (native) => {
    expect(normalizedType('guardduty', `TTPs/Some Category/${native.replace('/', '-')}`)).toEqual([native]);
    expect(isNativeType(native)).toBe(true);
  });

  it('lead each retired type to one that is not, where there is one', () => {
    const retired = (knownTypesOf('GuardDuty') ?? []).filter(isRetiredType);
    expect(retired).toHaveLength(21);
    for (const successor of retired.map(successorOfType)) {
      if (successor !== undefined) expect(isRetiredType(successor) || !isNativeType(successor)).toBe(false);
    }
    expect(successorOfType('Exfiltration:S3/ObjectRead.Unusual')).toBe('Exfiltration:S3/AnomalousBehavior');
    expect(successorOfType('Backdoor:EC2/XORDDOS')).toBeUndefined();
  });
});

describe('nativeTypeOfAsff', () => {
  it.each([
    ['TTPs/Command and Control/Backdoor:EC2-Spambot', 'Backdoor:EC2/Spambot'],
    ['TTPs/DefenseEvasion/EC2:Unusual-DNS-Resolver', 'DefenseEvasion:EC2/UnusualDNSResolver'],
    ['TTPs/Exfiltration:S3-ObjectRead.Unusual', 'Exfiltration:S3/ObjectRead.Unusual'],
    [
      'Sensitive Data Identifications/PII/SensitiveData:S3Object-Credentials',
      'SensitiveData:S3Object/Credentials',
    ],
    ['Backdoor:EC2/Spambot', undefined],
    ['Software and Configuration Checks/Vulnerabilities/CVE', undefined],
    ['TTPs/Command and Control/Backdoor:EC2-NotYet', undefined],
    ['TTPs', undefined],
    ['', undefined],
  ])('%s', (asff, native) => expect(nativeTypeOfAsff(asff)).toBe(native));
});

describe('nativePrefixOfAsff', () => {
  it.each([
    ['TTPs/Command and Control/Backdoor:EC2-', 'Backdoor:EC2/'],
    ['Sensitive Data Identifications/PII/SensitiveData:', 'SensitiveData:S3Object/'],
    ['Unusual Behaviors/VM/Behavior:EC2-NetworkPortUnusual', 'Behavior:EC2/NetworkPortUnusual'],
    ['TTPs/Nowhere/', undefined],
    ['TTPs/', undefined],
  ])('%s', (asff, native) => expect(nativePrefixOfAsff(asff)).toBe(native));
});

it('asffTypesOf tells every spelling', () => {
  expect(asffTypesOf('CryptoCurrency:Lambda/BitcoinTool.B')).toHaveLength(2);
  expect(asffTypesOf('SensitiveData:S3Object/Financial')).toEqual([
    'Sensitive Data Identifications/Financial/SensitiveData:S3Object-Financial',
  ]);
  expect(asffTypesOf('Impact:IAMUser/CostHarvesting')).toEqual([]);
});
