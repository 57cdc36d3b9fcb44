import type { EntityView } from '../../src/api/contract/incidents.ts';
import { visibleText } from './visible-text.ts';

/** A short name of an entity for people: the part of its key that tells it from others of its type. */
export function entityName({ id }: Pick<EntityView, 'id'>): string {
  return visibleText((id.startsWith('arn:') ? nameInArn(id) : nameInKey(id)) || id);
}

/** What follows the type of the resource: `instance/i-0abc`, `function:name`; buckets and their objects have none. */
function nameInArn(arn: string): string {
  const [, , service, , , ...rest] = arn.split(':');
  const resource = rest.join(':');
  return service === 's3' ? resource : resource.replace(/^[a-z0-9-]*[:/]/i, '');
}

/** What follows `type:account:region:`; of an account, `AWS::::Account:`. */
function nameInKey(key: string): string {
  const account = 'AWS::::Account:';
  return key.startsWith(account) ? key.slice(account.length) : key.split(':').slice(3).join(':');
}
