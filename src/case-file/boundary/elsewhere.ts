import { entitiesOf } from '../../core/entity/entities-of.ts';
import { ENTITY_TYPE_OF_KIND } from '../../core/entity/entity.ts';
import { entityOf } from '../../core/entity/entity-of.ts';
import type { Finding } from '../../core/finding/finding.ts';
import { arrayAt, isJsonObject, type Json, type JsonObject, stringAt } from '../../core/json.ts';
import { DEFAULT_SCOPE, expandResource } from '../expand-resource.ts';

/**
 * The finding about another entity wherever it names one of `type`; undefined where no other id can be made up, or
 * where the finding names an entity of the type elsewhere than in the id of a resource.
 */
export function elsewhere(finding: Finding, type: string): Finding | undefined {
  const resources: Json[] = [];
  const left = new Set(keysOf(finding, type));
  for (const resource of arrayAt(finding, 'Resources')) {
    const entity = isJsonObject(resource) ? entityOf(resource, finding) : undefined;
    if (!isJsonObject(resource) || entity?.type !== type) {
      resources.push(resource);
      continue;
    }
    const away = otherResource(resource, finding, entity.key);
    if (away === undefined) return undefined;
    resources.push(away);
  }
  const moved: Finding = { ...finding, Resources: resources };
  return keysOf(moved, type).some((key) => left.has(key)) ? undefined : moved;
}

function keysOf(finding: Finding, type: string): readonly string[] {
  const named = entitiesOf(finding).filter(({ entity }) => entity.type === type);
  return named.map(({ entity }) => entity.key);
}

function otherResource(resource: JsonObject, finding: Finding, key: string): JsonObject | undefined {
  const before = entityOf(resource, finding);
  return otherIds(resource, finding)
    .map((id): JsonObject => ({ ...resource, Id: id }))
    .find((candidate) => {
      const entity = entityOf(candidate, finding);
      return entity !== undefined && entity.type === before?.type && entity.key !== key;
    });
}

const NAME = 'elsewhere';

/** Short forms that name an entity of a type where a longer id would not; all others take a longer id. */
const SHORT_FORMS: Readonly<Record<string, string>> = {
  [ENTITY_TYPE_OF_KIND.instance]: `instance/${NAME}`,
  [ENTITY_TYPE_OF_KIND.securityGroup]: `securityGroup/${NAME}`,
  [ENTITY_TYPE_OF_KIND.networkInterface]: `networkInterface/${NAME}`,
  [ENTITY_TYPE_OF_KIND.accessKey]: `accessKey/${NAME}`,
  [ENTITY_TYPE_OF_KIND.session]: `session/${NAME}/${NAME}`,
  [ENTITY_TYPE_OF_KIND.account]: 'account/999999999999',
};

function otherIds(resource: JsonObject, finding: Finding): readonly string[] {
  const type = stringAt(resource, 'Type') ?? '';
  const form = Object.hasOwn(SHORT_FORMS, type) ? SHORT_FORMS[type] : undefined;
  const account = stringAt(finding, 'AwsAccountId') ?? DEFAULT_SCOPE.account;
  const region = stringAt(finding, 'Region') ?? DEFAULT_SCOPE.region;
  const short = form === undefined ? undefined : stringAt(expandResource(form, { account, region }), 'Id');
  return [...(short === undefined ? [] : [short]), `${stringAt(resource, 'Id')}-${NAME}`];
}
