import type { Finding } from '../finding/finding.ts';
import { arrayAt, isJsonObject, type Json, memberOf } from '../json.ts';
import { entityOf } from './entity-of.ts';
import { canBeRelated } from './related-types.ts';

/**
 * Whether this or another version of the finding could state a relation whose ends both have one of `types`, or
 * end one: whether it names an entity of a type that such relations have. Versions of a finding may name fewer
 * resources, or tell less of them, but AWS keeps a finding about something of the same kind.
 */
export function couldStateRelations(finding: Finding, types: ReadonlySet<string>): boolean {
  if (types.size < 2) return false;
  return arrayAt(finding, 'Resources').some((resource) => couldBeEnd(resource, finding, types));
}

function couldBeEnd(resource: Json, finding: Finding, types: ReadonlySet<string>): boolean {
  if (!isJsonObject(resource)) return false;
  const entity = entityOf(resource, finding);
  // What is told elsewhere than in `Id` may be of any type.
  if (entity === undefined) return isToldElsewhere(memberOf(resource, 'Type'));
  return canBeRelated(entity.type, types);
}

// INVARIANT: the types for which `entitiesOf` looks for an id outside of `Id`.
function isToldElsewhere(type: Json | undefined): boolean {
  return type === 'AwsEc2Instance' || type === 'AwsIamAccessKey';
}
