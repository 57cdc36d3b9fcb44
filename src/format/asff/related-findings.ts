import { type Evidence, findingText } from '../../core/correlation/evidence.ts';
import type { FindingKey } from '../../core/finding/finding.ts';
import { isAsffText } from './asff-text.ts';
import { ASFF_LIMITS } from './limits.ts';

/** A signal's name with its evidence, in the order in which the incident lists it. */
export interface SignalEvidence {
  readonly name: string;
  readonly findings: readonly Evidence[];
}

/** The findings that fit into `RelatedFindings`, and for each signal those that do not. */
export interface RelatedFindings {
  readonly related: readonly FindingKey[];
  readonly overflow: readonly SignalEvidence[];
}

/**
 * At most `max` distinct findings, one of each signal before a second of any, then round robin. A finding whose key
 * breaks ASFF's own limits cannot be in Security Hub, so it is never referred to and goes to the overflow.
 */
export function chooseRelatedFindings(signals: readonly SignalEvidence[], max: number): RelatedFindings {
  const chosen = new Map<string, FindingKey>();
  const queues = signals.map(({ findings }) =>
    findings.map((evidence) => evidence.finding).filter(isReferable),
  );
  for (const queue of queues) {
    if (!queue.some((finding) => chosen.has(findingText(finding)))) choose(chosen, queue, max);
  }
  while (chosen.size < max) {
    const before = chosen.size;
    for (const queue of queues) choose(chosen, queue, max);
    if (chosen.size === before) break;
  }
  return { related: [...chosen.values()], overflow: signals.map((signal) => withoutChosen(signal, chosen)) };
}

function isReferable(finding: FindingKey): boolean {
  return (
    isAsffText(finding.productArn, ASFF_LIMITS.productArn, ASFF_LIMITS.productArnMin) &&
    isAsffText(finding.id, ASFF_LIMITS.id)
  );
}

function choose(chosen: Map<string, FindingKey>, queue: readonly FindingKey[], max: number): void {
  if (chosen.size >= max) return;
  const next = queue.find((finding) => !chosen.has(findingText(finding)));
  if (next !== undefined) chosen.set(findingText(next), next);
}

function withoutChosen(signal: SignalEvidence, chosen: ReadonlyMap<string, FindingKey>): SignalEvidence {
  return {
    name: signal.name,
    findings: signal.findings.filter((evidence) => !chosen.has(findingText(evidence.finding))),
  };
}
