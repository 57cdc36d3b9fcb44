import { type JsonObject, memberOf } from '../json.ts';

const GUARDDUTY_SAMPLE = 'aws/guardduty/service/additionalInfo/sample';

/**
 * True for a finding that a product made up to show what its findings look like: `Sample`, or GuardDuty's own mark
 * in ProductFields, whose values are strings.
 */
export function isSample(finding: JsonObject): boolean {
  if (finding.Sample === true) return true;
  const mark = memberOf(finding.ProductFields, GUARDDUTY_SAMPLE);
  return mark === 'true' || mark === true;
}
