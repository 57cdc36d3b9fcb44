import { isJsonObject, type Json, type JsonObject } from '../core/json.ts';

/**
 * A finding as GuardDuty's GetFindings and the AWS CLI print it (`Resource.InstanceDetails`), with the member
 * names that events and exports have (`resource.instanceDetails`). The API model's location names are its member
 * names with a lower-case first letter throughout. Recursion is as deep as `value`.
 */
export function fromGuardDutyApi(value: JsonObject): JsonObject {
  const members = Object.entries(value).map(([name, member]) => [
    toLowerFirst(name),
    fromMember(member ?? null),
  ]);
  return Object.fromEntries(members) as JsonObject;
}

function fromMember(value: Json): Json {
  if (Array.isArray(value)) return value.map(fromMember);
  return isJsonObject(value) ? fromGuardDutyApi(value) : value;
}

function toLowerFirst(name: string): string {
  return `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
}
