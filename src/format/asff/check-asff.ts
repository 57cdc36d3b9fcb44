import { partitionOfRegion } from '../../core/entity/entity-of.ts';
import { arrayAt, type Json, memberOf, stringAt } from '../../core/json.ts';
import { isDeeperThan } from '../json-stream/is-deeper-than.ts';
import { FINDING_SHAPE } from './finding-shape.ts';
import { isRegion } from './is-region.ts';
import { ASFF_LIMITS } from './limits.ts';

/**
 * What BatchImportFindings would hold against a custom finding, in words with the member's path; empty when nothing.
 * It is stricter than the SDK: Severity and Types must be there, types must be of the taxonomy, strings must not be
 * blank, ProductArn must be the default product of AwsAccountId, and nothing unknown may be sent.
 */
export function checkAsff(finding: Json): readonly string[] {
  if (isDeeperThan(finding, DEPTH_MAX)) return [`finding: nested deeper than ${DEPTH_MAX} levels`];
  const problems: string[] = [];
  FINDING_SHAPE(finding, '', problems);
  checkJudgement(finding, problems);
  checkProduct(finding, problems);
  checkSize(finding, problems);
  return problems;
}

const DEPTH_MAX = 32;

/** Severity and Types are required by the guide, at the top or in FindingProviderFields; the models do not say so. */
function checkJudgement(finding: Json, problems: string[]): void {
  const provider = memberOf(finding, 'FindingProviderFields');
  const severity = memberOf(finding, 'Severity');
  const isRated =
    memberOf(severity, 'Label') !== undefined ||
    memberOf(severity, 'Normalized') !== undefined ||
    memberOf(memberOf(provider, 'Severity'), 'Label') !== undefined;
  if (!isRated) problems.push('Severity: neither Label nor Normalized is given');
  if (arrayAt(finding, 'Types').length === 0 && arrayAt(provider, 'Types').length === 0) {
    problems.push('Types: missing');
  }
}

function checkProduct(finding: Json, problems: string[]): void {
  const account = stringAt(finding, 'AwsAccountId') ?? '';
  const productArn = stringAt(finding, 'ProductArn') ?? '';
  const region = productArn.split(':', 4)[3] ?? '';
  const expected = `arn:${partitionOfRegion(region)}:securityhub:${region}:${account}:product/${account}/default`;
  if (!isRegion(region) || productArn !== expected) {
    problems.push('ProductArn: not the default product of AwsAccountId');
  }
  const stated = stringAt(finding, 'Region');
  if (stated !== undefined && stated !== region) problems.push('Region: not that of the ProductArn');
}

function checkSize(finding: Json, problems: string[]): void {
  const bytes = new TextEncoder().encode(JSON.stringify(finding)).length;
  const max = ASFF_LIMITS.findingBytes;
  if (bytes > max) problems.push(`finding: ${bytes} bytes, at most ${max} allowed`);
}
