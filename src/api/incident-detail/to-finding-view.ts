import type { Evidence } from '../../core/correlation/evidence.ts';
import { formatInstant } from '../../core/instant.ts';
import { consoleUrlOfFinding } from '../console-url.ts';
import type { FindingView } from '../contract/incident.ts';

/** A piece of evidence as the contract has it; in a resolved incident all of it is withdrawn. */
export function toFindingView(evidence: Evidence, withdrawn: boolean): FindingView {
  const { finding, title, severity, kind, from, to, lastObserved, isSample = false, values } = evidence;
  return {
    ...{ productArn: finding.productArn, id: finding.id, title, severity, kind },
    from: formatInstant(from),
    to: kind === 'activity' ? formatInstant(to) : undefined,
    lastObservedAt: formatInstant(lastObserved),
    withdrawn,
    sample: isSample,
    values,
    consoleUrl: consoleUrlOfFinding(finding),
  };
}
