import type { AwsSecurityFindingFilters$ } from '@aws-sdk/client-securityhub';
import { isJsonObject, type Json, type JsonObject } from '../../core/json.ts';

/** The attributes that GetFindings filters by; each holds a list of conditions. */
export type FindingFilters = { readonly [attribute: string]: readonly JsonObject[] };

/** Where the schema of a structure in the AWS SDK lists its members. */
const MEMBERS_AT = 4;

/** The attributes that there are. The SDK leaves out any other, and what is read is what nobody asked for. */
export function filterAttributes(schema: typeof AwsSecurityFindingFilters$): readonly string[] {
  return schema[MEMBERS_AT];
}

/** Whether a value is what an attribute holds. */
export function isConditionList(value: Json | undefined): value is readonly JsonObject[] {
  return Array.isArray(value) && value.every(isJsonObject);
}

/** Whether GetFindings refused what it was asked; an expired token and one of another query have no name of their own. */
export function isInvalidInput(error: unknown): boolean {
  return error instanceof Error && INVALID_INPUT.has(error.name);
}

const INVALID_INPUT: ReadonlySet<string> = new Set([
  'InvalidInputException',
  'ValidationException',
  'BadRequestException',
]);
