import { ASFF_RESOURCE_TYPES } from '../finding/asff-resource-types.ts';
import { type Issue, quoted } from '../issue.ts';
import type { Rule } from '../rule/rule.ts';
import { error, warning } from './lint-issue.ts';
import type { NearestWord } from './nearest-word.ts';

const STEPS_MAX = 2;

/** Whether Security Hub has resources of this type; products may make up others. */
export function isKnownEntity(type: string): boolean {
  return ASFF_RESOURCE_TYPES.has(type);
}

/** A type of entity that no resource has: without it nothing can be joined. */
export function lintEntity({ entity }: Rule, nearest: NearestWord): readonly Issue[] {
  if (isKnownEntity(entity)) return [];
  const message = `ASFF has no resource type ${quoted(entity)}`;
  const near = nearest(entity, ASFF_RESOURCE_TYPES, STEPS_MAX);
  if (near !== undefined) {
    return [error('lint/unknown-entity', ['entity'], message, `did you mean ${quoted(near)}?`)];
  }
  const hint =
    'see in `Resources[].Type` of a finding what it is about; AWS files other resources as `Other`';
  return [warning('lint/unknown-entity', ['entity'], message, hint)];
}
