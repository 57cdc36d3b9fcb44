import type { ContextProduct } from '../entity/context.ts';
import type { FindingKey } from '../finding/finding.ts';
import type { FindingChange } from './finding-change.ts';

/** In words, how a change can have ended a correlation: kept as the reason should an incident resolve by it. */
export function resolutionReason({ next, ended, withdrawn }: FindingChange): string {
  const source = sourceText(next.key);
  if (withdrawn.length > 0) {
    return next.withdrawal === undefined
      ? `${source} changed and no longer says the same`
      : `${source} was withdrawn: ${next.withdrawal}`;
  }
  if (ended.length > 0) return `${source} no longer states a relation that the incident rested on`;
  return `${source} now speaks against the correlation`;
}

const CONTEXT_TEXT: Readonly<Record<ContextProduct, string>> = {
  'config-item': 'Config item',
  'guardduty-event': 'GuardDuty event',
  'network-interfaces': 'the network interfaces of',
};

function isContextProduct(productArn: string): productArn is ContextProduct {
  return Object.hasOwn(CONTEXT_TEXT, productArn);
}

function sourceText({ productArn, id }: FindingKey): string {
  return `${isContextProduct(productArn) ? CONTEXT_TEXT[productArn] : 'finding'} ${id}`;
}
