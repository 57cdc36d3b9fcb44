import type { Context } from '../core/entity/context.ts';
import { contextOfConfigItem } from '../core/entity/context-of-config-item.ts';
import { contextOfGuardDuty } from '../core/entity/context-of-guard-duty.ts';
import type { ContextItem } from './document.ts';

/** The relations that a raw event or a configuration item states, or, as text, why it cannot be read. */
export function contextOf({ source, value }: Pick<ContextItem, 'source' | 'value'>): Context | string {
  return source === 'guardduty' ? contextOfGuardDuty(value) : contextOfConfigItem(value);
}
