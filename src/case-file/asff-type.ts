import { DOCUMENTED_GUARDDUTY_TYPES } from '../core/finding/guardduty-types.ts';
import { PRODUCT } from '../core/finding/product-of.ts';

const ASFF_NAMESPACES: readonly string[] = [
  'Software and Configuration Checks',
  'TTPs',
  'Effects',
  'Unusual Behaviors',
  'Sensitive Data Identifications',
];

const GUARDDUTY_TYPES: ReadonlyMap<string, string> = new Map(
  DOCUMENTED_GUARDDUTY_TYPES.map(([native, asff]) => [native, asff ?? native]),
);

/** Category under which Security Hub files the sensitive data that Macie finds; all others are PII (Macie guide). */
const MACIE_CATEGORIES: Readonly<Record<string, string>> = {
  'SensitiveData:S3Object/Credentials': 'Passwords',
  'SensitiveData:S3Object/Financial': 'Financial',
};

/** The ASFF type under which a product's native type arrives; a type that is one already stays as it is. */
export function asffTypeOf(product: string, type: string): string {
  if (ASFF_NAMESPACES.some((namespace) => type === namespace || type.startsWith(`${namespace}/`)))
    return type;
  switch (product) {
    case PRODUCT.guardDuty:
      return GUARDDUTY_TYPES.get(type) ?? `TTPs/${type.replace('/', '-')}`;
    case PRODUCT.macie:
      return macieType(type);
    case PRODUCT.inspector:
      return `Software and Configuration Checks/Vulnerabilities/${type}`;
    default:
      return type;
  }
}

function macieType(type: string): string {
  const spelled = type.replace('/', '-');
  if (type === 'Policy:IAMUser/S3BucketPublic') return `Effects/Data Exposure/${spelled}`;
  if (type.startsWith('Policy:'))
    return `Software and Configuration Checks/AWS Security Best Practices/${spelled}`;
  const category = Object.hasOwn(MACIE_CATEGORIES, type) ? MACIE_CATEGORIES[type] : 'PII';
  return `Sensitive Data Identifications/${category}/${spelled}`;
}
