import { controlOf } from '../finding/control-of.ts';
import type { Matcher } from '../pattern/matcher.ts';
import { exactText, textOf } from './matcher-text.ts';

/** How the GeneratorId of control findings begins that come once for each standard (see `controlOf`). */
const STANDARDS: readonly string[] = [
  'arn:aws:securityhub:::ruleset/',
  'aws-foundational-security-best-practices/v/',
  'aws-resource-tagging-standard/v/',
  'cis-aws-foundations-benchmark/v/',
  'nist-800-53/v/',
  'pci-dss/v/',
  'service-managed-aws-control-tower/v/',
];

const SECURITY_HUB = 'arn:aws:securityhub:us-east-1::product/aws/securityhub';

const CONTROL_MEMBERS: ReadonlySet<string> = new Set([
  'Compliance.SecurityControlId',
  'GeneratorId',
  'Normalized.Control',
  'ProductFields.ControlId',
]);

/** True for a member whose values name a control, by its id or otherwise. */
export function namesControls(member: string): boolean {
  return CONTROL_MEMBERS.has(member);
}

/** The controls that a value of a member means, whatever their spelling: one, or none where it names no control. */
export function controlsNamed(member: string, matcher: Matcher): readonly string[] {
  const text = exactText(matcher);
  if (text === undefined || !namesControls(member)) return [];
  if (member !== 'GeneratorId') return [text];
  const control = controlOf({ ProductArn: SECURITY_HUB, Id: '', UpdatedAt: '', GeneratorId: text });
  return control === undefined ? [] : [control];
}

/** True for a GeneratorId, or the beginning of one, that names a standard. */
export function namesStandard(matcher: Matcher): boolean {
  const text = textOf(matcher)?.text;
  return text !== undefined && STANDARDS.some((standard) => text.startsWith(standard));
}
