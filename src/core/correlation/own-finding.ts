import { type JsonObject, memberOf } from '../json.ts';

/** What the GeneratorId of every finding that Corroborate publishes starts with; the rule's id follows. */
export const OWN_GENERATOR_PREFIX = 'corroborate/';

/**
 * True for an incident of ours that came back as a finding: its ProductArn is the default product of some
 * account (`arn:…:securityhub:<region>:<account>:product/<account>/default`) and its GeneratorId has our prefix
 * (design 4.8).
 */
export function isOwnFinding(finding: JsonObject): boolean {
  const generator = memberOf(finding, 'GeneratorId');
  if (typeof generator !== 'string' || !generator.startsWith(OWN_GENERATOR_PREFIX)) return false;
  const productArn = memberOf(finding, 'ProductArn');
  return typeof productArn === 'string' && isDefaultProduct(productArn);
}

function isDefaultProduct(productArn: string): boolean {
  const parts = productArn.split(':', 7);
  const [arn, partition, service, region, account, resource] = parts;
  if (parts.length !== 6 || arn !== 'arn' || service !== 'securityhub') return false;
  if (!partition || !region || !account) return false;
  return resource === `product/${account}/default`;
}
