import { describe, expect, it } from 'vitest';
import { towardSubject } from '../../../../console/incident/graph/toward-subject.ts';
import type { GraphEdge, GraphNode } from '../../../../src/api/contract/incident.ts';

const node = (id: string, kind: GraphNode['kind']): GraphNode => ({ id, kind, type: '', label: id });
const edge = (source: string, target: string, kind: GraphEdge['kind'] = 'relation'): GraphEdge => ({
  source,
  target,
  kind,
});

describe('towardSubject', () => {
  it('turns edges so that each leads nearer to the subject', () => {
    const nodes = [node('i', 'subject'), node('eni', 'entity'), node('sg', 'entity'), node('f', 'finding')];
    const edges = [
      edge('i', 'eni'),
      edge('eni', 'sg'),
      edge('f', 'sg', 'evidence'),
      edge('f', 'i', 'evidence'),
    ];
    const turned = towardSubject({ nodes, edges, omitted: 0 });
    expect(turned.map(({ source, target }) => `${source} ${target}`)).toEqual([
      'eni i',
      'sg eni',
      'f sg',
      'f i',
    ]);
    expect(turned.map(({ kind }) => kind)).toEqual(edges.map(({ kind }) => kind));
  });

  it('leaves what the subject is not tied to, and ends where edges go round', () => {
    const nodes = [node('i', 'subject'), node('a', 'entity'), node('b', 'entity')];
    const edges = [edge('a', 'b'), edge('b', 'a')];
    expect(towardSubject({ nodes, edges, omitted: 0 })).toEqual(edges);
  });
});
