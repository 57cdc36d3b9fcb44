import type { Finding } from '../finding/finding.ts';
import { arrayAt, isJsonObject, type Json, memberOf } from '../json.ts';
import { entityOf } from './entity-of.ts';
import { canTellOf, RELATED_TYPES } from './related-types.ts';

/**
 * Whether this or another version of the finding could state a relation whose ends both have one of `types`. Other
 * versions name the same resources (AWS never changes what a finding is about), but what they tell of them comes
 * and goes. It never says no where `relationsOf` a version states one, and says yes no more often than that needs.
 */
export function couldStateRelations(finding: Finding, types: ReadonlySet<string>): boolean {
  if (types.size < 2) return false;
  const resources = arrayAt(finding, 'Resources');
  if (resources.length > 1) return couldTogether(resources, finding, types);
  const type = typeNamedBy(resources[0], finding);
  return type !== undefined && (type === ANY_TYPE || canTellOf(type, types));
}

/** Of an entity that only some versions name, and that may be of any type. */
const ANY_TYPE = '';

function couldTogether(resources: readonly Json[], finding: Finding, types: ReadonlySet<string>): boolean {
  const named = new Set<string>();
  for (const resource of resources) {
    const type = typeNamedBy(resource, finding);
    if (type === undefined) continue;
    if (type === ANY_TYPE || canTellOf(type, types)) return true;
    if (types.has(type)) named.add(type);
  }
  return (
    named.size > 1 && RELATED_TYPES.some(({ types: [one, other] }) => named.has(one) && named.has(other))
  );
}

function typeNamedBy(resource: Json | undefined, finding: Finding): string | undefined {
  if (!isJsonObject(resource)) return undefined;
  return (
    entityOf(resource, finding)?.type ?? (isToldElsewhere(memberOf(resource, 'Type')) ? ANY_TYPE : undefined)
  );
}

// INVARIANT: the types for which `entitiesOf` looks for an id outside of `Id`.
function isToldElsewhere(type: Json | undefined): boolean {
  return type === 'AwsEc2Instance' || type === 'AwsIamAccessKey';
}
