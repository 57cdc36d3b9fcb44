// A finding that no signal looks for may still say which resources belong together, and an incident may hang on it:
// a finding about an instance and its security group ties a control of the group to the instance. EventBridge sees
// what a finding is about in `Resources[].Type`. This may change, as resources may be added or left out, but by the
// assumption of `couldStateRelations` every version of a finding that ever states a relation names something that has
// such relations, which is all that is asked here.

import type { BusClause } from '../../core/bus/bus-clause.ts';
import { createRuleIndex } from '../../core/correlation/rule-index.ts';
import { canBeRelated } from '../../core/entity/related-types.ts';
import { ASFF_RESOURCE_TYPES } from '../../core/finding/asff-resource-types.ts';
import type { Rule } from '../../core/rule/rule.ts';

/** What ASFF calls a resource whose type it does not provide (user guide, asff-resourcedetails-other). */
const OTHER = 'Other';

/**
 * The clause that lets in the findings that may state a relation which some rule follows: those with a resource, in
 * any of the up to 32 places, of a type that is an end of such relations. None where no rule follows relations.
 *
 * Left out is a resource whose `Id` tells another type than its `Type`. Scanners write so of users, roles and roots
 * (a role under `AwsIamPolicy`), which state nothing unless the access key, session or bucket is named beside them;
 * for all other types no such finding is known. `Other` is let in only for types that ASFF does not provide (assumed
 * role sessions). Left out, too, is an instance or access key without an id where no rule follows relations of
 * instances or access keys: `couldStateRelations` allows for an id of another type elsewhere, which AWS never writes.
 */
export function toRelationClauses(rules: readonly Rule[]): readonly BusClause[] {
  const { relatedTypes } = createRuleIndex(rules);
  const followed = [...relatedTypes].filter((type) => canBeRelated(type, relatedTypes));
  if (followed.length === 0) return [];
  const types = followed.map((type) => (ASFF_RESOURCE_TYPES.has(type) ? type : OTHER));
  return [new Map([['Resources.Type', [...new Set(types)]]])];
}
