import { guardDutyType } from './guardduty-type.ts';
import {
  DOCUMENTED_GUARDDUTY_TYPES,
  OBSERVED_GUARDDUTY_TYPES,
  RETIRED_GUARDDUTY_TYPES,
} from './guardduty-types.ts';
import { MACIE_TYPES } from './macie-types.ts';
import { nativeTypeIn } from './native-type.ts';
import { ACCESS_ANALYZER_TYPES, INSPECTOR_TYPES } from './plain-asff-types.ts';
import { PRODUCT } from './product-of.ts';
import { UNMAPPED_GUARDDUTY_TYPES } from './unmapped-guardduty-types.ts';

const TRANSLATED_ROWS: readonly (readonly [native: string, ...asff: readonly string[]])[] = [
  ...DOCUMENTED_GUARDDUTY_TYPES,
  ...OBSERVED_GUARDDUTY_TYPES,
  ...MACIE_TYPES,
];

const ROWS_OF_TYPE = Map.groupBy(TRANSLATED_ROWS, ([native]) => native);

const TYPES_OF_PRODUCT: ReadonlyMap<string, readonly string[]> = new Map([
  [
    PRODUCT.guardDuty,
    distinct([
      ...[...DOCUMENTED_GUARDDUTY_TYPES, ...OBSERVED_GUARDDUTY_TYPES].map(([native]) => native),
      ...RETIRED_GUARDDUTY_TYPES,
      ...UNMAPPED_GUARDDUTY_TYPES,
    ]),
  ],
  [PRODUCT.macie, MACIE_TYPES.map(([native]) => native)],
  [PRODUCT.accessAnalyzer, ACCESS_ANALYZER_TYPES],
  [PRODUCT.inspector, INSPECTOR_TYPES],
]);

const NATIVE_TYPES: ReadonlySet<string> = new Set(
  [PRODUCT.guardDuty, PRODUCT.macie].flatMap((product) => TYPES_OF_PRODUCT.get(product) ?? []),
);

/**
 * Types that GuardDuty no longer makes, with the type that took their place where AWS has said so: the announcements
 * of new S3 types (July 2022) and of the renamed credential exfiltration (September 2021).
 */
const SUCCESSOR_OF_RETIRED: ReadonlyMap<string, string | undefined> = new Map<string, string | undefined>([
  ...RETIRED_GUARDDUTY_TYPES.map((type): [string, undefined] => [type, undefined]),
  ['Exfiltration:S3/ObjectRead.Unusual', 'Exfiltration:S3/AnomalousBehavior'],
  [
    'UnauthorizedAccess:IAMUser/InstanceCredentialExfiltration',
    'UnauthorizedAccess:IAMUser/InstanceCredentialExfiltration.OutsideAWS',
  ],
]);

/** All types that `Normalized.Type` is known to hold for a product, retired ones too; undefined without a table. */
export function knownTypesOf(product: string): readonly string[] | undefined {
  return TYPES_OF_PRODUCT.get(product);
}

/** True for a type that its product no longer makes. */
export function isRetiredType(type: string): boolean {
  return SUCCESSOR_OF_RETIRED.has(type);
}

/** The type that AWS has put into the place of a retired one; undefined where it has named none. */
export function successorOfType(type: string): string | undefined {
  return SUCCESSOR_OF_RETIRED.get(type);
}

/** True for a product whose types `Normalized` translates from ASFF. */
export function isTranslated(product: string): boolean {
  return product === PRODUCT.guardDuty || product === PRODUCT.macie;
}

/** True for a type in the spelling of GuardDuty or Macie themselves, retired or not. */
export function isNativeType(type: string): boolean {
  return NATIVE_TYPES.has(type) || SUCCESSOR_OF_RETIRED.has(type);
}

/** True for `TTPs/…`: a native type, or the beginning of one, has its colon before its slash. */
export function hasAsffNamespace(text: string): boolean {
  const colon = text.indexOf(':');
  const slash = text.indexOf('/');
  return slash >= 0 && (colon < 0 || slash < colon);
}

/** The known type of GuardDuty or Macie that an ASFF type spells; undefined for a native type and for any other. */
export function nativeTypeOfAsff(asff: string): string | undefined {
  if (isNativeType(asff)) return undefined;
  return [guardDutyType(asff), nativeTypeIn(asff)].find((type) => type !== undefined && isNativeType(type));
}

/** The text with which all native types begin whose ASFF types begin with `asff`; undefined where there is none. */
export function nativePrefixOfAsff(asff: string): string | undefined {
  const natives = TRANSLATED_ROWS.filter(([, ...types]) => types.some((type) => type.startsWith(asff)));
  const prefix = natives.map(([native]) => native).reduce(commonPrefix, natives[0]?.[0] ?? '');
  return prefix === '' ? undefined : prefix;
}

/** The ASFF types under which findings of a native type are documented to arrive, or have been seen. */
export function asffTypesOf(native: string): readonly string[] {
  return ROWS_OF_TYPE.get(native)?.flatMap(([, ...types]) => types) ?? [];
}

function commonPrefix(a: string, b: string): string {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return a.slice(0, length);
}

function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}
