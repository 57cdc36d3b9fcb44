import { ENTITY_TYPE_OF_KIND } from '../entity/entity.ts';
import type { Rule, Signal } from './rule.ts';

/** ASFF type of the entity that a signal is about; undefined for everything that an account owns. */
export function entityTypeOfSignal({ on }: Signal, { entity }: Rule): string | undefined {
  if (on === undefined) return entity;
  return on === 'account' && entity === ENTITY_TYPE_OF_KIND.account ? undefined : ENTITY_TYPE_OF_KIND[on];
}
