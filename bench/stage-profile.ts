import type { Profiler } from 'node:inspector';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { STAGES, type Stage, stageOf } from './stage-of.ts';

const PROJECT = pathToFileURL(join(import.meta.dirname, '..', '/')).href;

/** Milliseconds that a profile saw in each stage; what belongs to nobody counts for the stage that called it. */
export function timeByStage({
  nodes,
  samples = [],
  timeDeltas = [],
}: Profiler.Profile): Record<Stage, number> {
  const stageOfNode = stagesOfNodes(nodes);
  const totals = Object.fromEntries(STAGES.map((stage) => [stage, 0])) as Record<Stage, number>;
  for (const [index, id] of samples.entries()) {
    const stage = stageOfNode.get(id);
    if (stage !== undefined) totals[stage] += (timeDeltas[index + 1] ?? 0) / 1000;
  }
  return totals;
}

/** Milliseconds of the functions that took most, by name and place, the greatest first. */
export function timeByFunction(
  { nodes, samples = [], timeDeltas = [] }: Profiler.Profile,
  limit: number,
): readonly (readonly [string, number])[] {
  const names = new Map(nodes.map((node) => [node.id, nameOf(node)]));
  const totals = new Map<string, number>();
  for (const [index, id] of samples.entries()) {
    const name = names.get(id) ?? '';
    totals.set(name, (totals.get(name) ?? 0) + (timeDeltas[index + 1] ?? 0) / 1000);
  }
  totals.delete('(idle)');
  return [...totals].sort(([, a], [, b]) => b - a).slice(0, limit);
}

function nameOf({ callFrame }: Profiler.ProfileNode): string {
  const { functionName, url } = callFrame;
  const path = pathOf(url);
  return path === '' ? functionName || '(anonymous)' : `${functionName || '(anonymous)'} ${path}`;
}

function pathOf(url: string): string {
  return url.startsWith(PROJECT) ? url.slice(PROJECT.length) : url;
}

function stagesOfNodes(nodes: readonly Profiler.ProfileNode[]): ReadonlyMap<number, Stage> {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const stages = new Map<number, Stage>();
  const pending: (readonly [id: number, inherited: Stage | undefined])[] = [];
  const [root] = nodes;
  if (root !== undefined) pending.push([root.id, undefined]);
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const node = byId.get(next[0]);
    if (node === undefined) continue;
    const stage = ownStage(node) ?? next[1];
    if (stage !== undefined) stages.set(node.id, stage);
    for (const child of node.children ?? []) pending.push([child, stage]);
  }
  return stages;
}

function ownStage({ callFrame }: Profiler.ProfileNode): Stage | undefined {
  if (callFrame.functionName === '(garbage collector)') return 'garbage collection';
  if (callFrame.functionName === '(program)') return 'replay loop and rest';
  return stageOf(pathOf(callFrame.url));
}
