import type { GraphEdge, GraphNode } from '../../../src/api/contract/incident.ts';
import { visibleText } from '../../shared/visible-text.ts';
import type { IncidentTexts } from '../../texts/incident-texts.ts';

/** In words, why an edge is there. */
export function edgeReason(
  { kind, signal, statedBy = [], source, target }: GraphEdge,
  nodes: ReadonlyMap<string, GraphNode>,
  texts: IncidentTexts['graph'],
): string {
  if (kind === 'evidence') return texts.evidenceFor(signal ?? '');
  if (statedBy.length > 0) {
    const names = statedBy.slice(0, NAMED_MAX).map((id) => `“${visibleText(nodes.get(id)?.label ?? id)}”`);
    const more = statedBy.length > NAMED_MAX ? ` +${statedBy.length - NAMED_MAX}` : '';
    return texts.statedBy(names.join(', ') + more);
  }
  const isOwner = [source, target].some((id) => nodes.get(id)?.type === 'AwsAccount');
  return isOwner ? texts.followsFromKey : texts.statedElsewhere;
}

const NAMED_MAX = 3;
