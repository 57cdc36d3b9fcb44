import type { EvidenceKind, NormalizedFinding } from './finding.ts';
import { PRODUCT } from './product-of.ts';

/** The kind that a product's evidence has, whatever its types (design, section 3). */
const KIND_OF_PRODUCT: ReadonlyMap<string, EvidenceKind> = new Map([
  [PRODUCT.guardDuty, 'activity'],
  [PRODUCT.health, 'activity'],
  [PRODUCT.securityHub, 'condition'],
  [PRODUCT.inspector, 'condition'],
  [PRODUCT.macie, 'condition'],
  [PRODUCT.config, 'condition'],
  [PRODUCT.accessAnalyzer, 'condition'],
  [PRODUCT.patchManager, 'condition'],
  [PRODUCT.firewallManager, 'condition'],
]);

/** ASFF namespaces of what happens, rather than is so (page asff-type-taxonomy). */
const ACTIVITY_NAMESPACES: ReadonlySet<string> = new Set(['TTPs', 'Effects', 'Unusual Behaviors']);

/** The kind that evidence of a product has, whatever its types; undefined where the types tell. */
export function evidenceKindOfProduct(product: string): EvidenceKind | undefined {
  return KIND_OF_PRODUCT.get(product);
}

/**
 * Whether a finding says that something happened or that something is so: by its product, and for other products by
 * its types, of which one in a namespace of activity is enough.
 */
export function evidenceKindOf(finding: NormalizedFinding): EvidenceKind {
  const { Product: product, Type: types } = finding.Normalized;
  return evidenceKindOfProduct(product) ?? (types.some(isActivity) ? 'activity' : 'condition');
}

function isActivity(type: string): boolean {
  const slash = type.indexOf('/');
  return ACTIVITY_NAMESPACES.has(slash < 0 ? type : type.slice(0, slash));
}
