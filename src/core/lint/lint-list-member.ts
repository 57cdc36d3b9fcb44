import { type Issue, quoted } from '../issue.ts';
import type { AskedLeaf } from './asked-leaves.ts';
import { type Path, warning } from './lint-issue.ts';

/** Members of ASFF that are lists, or stand in one (Security Hub API reference, AwsSecurityFinding). */
const LISTS: readonly string[] = [
  'Compliance.AssociatedStandards',
  'Compliance.RelatedRequirements',
  'Compliance.SecurityControlParameters',
  'Compliance.StatusReasons',
  'FindingProviderFields.RelatedFindings',
  'FindingProviderFields.Types',
  'Malware',
  'NetworkPath',
  'Normalized.Type',
  'Normalized.Vulnerability',
  'RelatedFindings',
  'Resources',
  'ThreatIntelIndicators',
  'Threats',
  'Types',
  'Vulnerabilities',
];

/** `anything-but` over several values, which says that some value differs and not that all do. */
export function lintListMember({ leaf }: AskedLeaf, place: Path): readonly Issue[] {
  const isList = LISTS.some((list) => leaf.text === list || leaf.text.startsWith(`${list}.`));
  if (!isList) return [];
  return leaf.matchers.flatMap((matcher, index) => {
    if (matcher.kind !== 'anything-but' && matcher.kind !== 'anything-but-text') return [];
    const message = `${quoted(leaf.text)} can have several values, and \`anything-but\` passes when any one differs`;
    const hint = 'name the values that you want, or put what must not be there into a signal in `unless`';
    return [warning('lint/anything-but-list', [...place, index], message, hint)];
  });
}
