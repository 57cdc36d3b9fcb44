import type { Entity } from './entity.ts';

/**
 * The key under which relations find an entity: its own key, but for IAM roles and users the ARN without the
 * path, because a session or an access key tells only account and name.
 */
export function relationKey(entity: Entity): string {
  if (entity.type !== 'AwsIamRole' && entity.type !== 'AwsIamUser') return entity.key;
  const pathStart = entity.key.indexOf('/');
  // An IAM name holds no `/`, so what follows the last one is the name.
  const nameStart = entity.key.lastIndexOf('/');
  if (pathStart === nameStart || !entity.key.startsWith('arn:')) return entity.key;
  return entity.key.slice(0, pathStart) + entity.key.slice(nameStart);
}
