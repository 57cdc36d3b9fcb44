import type { BundleCost } from './bundle-bench.ts';
import type { ByMode } from './mode.ts';
import type { Growth } from './pipeline-bench.ts';
import { dollarsOf } from './quantities.ts';
import type { SampleCost, SampleCosts } from './sample-bench.ts';

/** All that was measured. */
export interface AwsFigures {
  readonly mix: ByMode;
  readonly entity: ByMode;
  readonly entityGrowth: readonly Growth[];
  readonly stored: readonly Growth[];
  readonly sample: SampleCosts;
  readonly bundles: readonly BundleCost[];
}

/** A figure beside the most, or the least, that it is to be. */
export interface Verdict {
  readonly name: string;
  readonly value: number;
  readonly unit: '×' | 'KB' | 'ms';
  readonly bound: 'least' | 'most';
  readonly target: number;
}

/** Stored findings at which ours is compared with the sample. */
const COMPARED_AT = 10_000;
const MIX_LEAST = 100;
const ENTITY_LEAST = 25;
const GROWTH_MOST = 2;
const SIZE_KB_MOST = 700;
/** Beyond what an empty module takes. */
const LOAD_MS_MOST = 120;

/** What was measured beside what was wanted. */
export function verdictsOf(figures: AwsFigures): readonly Verdict[] {
  const { mix, entity, sample, entityGrowth, stored, bundles } = figures;
  return [
    ...ratios('(a) the bench mix', mix, sample.mix, MIX_LEAST),
    ...ratios('(b) one instance', entity, sample.mix, ENTITY_LEAST),
    ...ratios('(b) one instance, its own findings stored', entity, sample.entity, ENTITY_LEAST),
    ...growth('(b)', entityGrowth, 'pieces of evidence'),
    ...growth('(a)', stored, 'findings stored'),
    ...bundles.flatMap(({ name, sizeBytes, loadMs, emptyMs }): readonly Verdict[] => [
      { name: `${name}: size`, value: sizeBytes / 1000, unit: 'KB', bound: 'most', target: SIZE_KB_MOST },
      {
        name: `${name}: time to load, that of an empty module taken off`,
        value: loadMs - emptyMs,
        ...{ unit: 'ms', bound: 'most', target: LOAD_MS_MOST },
      },
    ]),
  ];
}

/** True for a figure that is as it should be. */
export function isMet({ value, bound, target }: Verdict): boolean {
  return bound === 'least' ? value >= target : value <= target;
}

/** The sample's cost at the number of stored findings for which there is a target, or at the most there is. */
export function comparedCost(costs: readonly SampleCost[]): SampleCost {
  const cost = costs.find(({ stored }) => stored === COMPARED_AT) ?? costs.at(-1);
  if (cost === undefined) throw new Error('the sample was not measured');
  return cost;
}

function ratios(
  name: string,
  ours: ByMode,
  costs: readonly SampleCost[],
  target: number,
): readonly Verdict[] {
  const { stored, measured } = comparedCost(costs);
  const modes = [
    ['full batches', ours.backlog],
    ['100 at once', ours.batch],
    ['one at a time', ours.single],
  ] as const;
  return modes.map(([mode, each]) => ({
    name: `${name}, ${mode}: the sample at ${stored.toLocaleString('en')} stored ÷ ours`,
    value: dollarsOf(measured) / dollarsOf(each),
    ...{ unit: '×', bound: 'least', target },
  }));
}

function growth(name: string, grown: readonly Growth[], of: string): readonly Verdict[] {
  const first = grown[0];
  const last = grown.at(-1);
  if (first === undefined || last === undefined) return [];
  const sizes = `${last.size.toLocaleString('en')} ÷ ${first.size.toLocaleString('en')} ${of}`;
  return (['together', 'single'] as const).map((mode) => ({
    name: `${name} ${sizes}, ${mode === 'single' ? 'one at a time' : 'together'}`,
    value: dollarsOf(last[mode]) / dollarsOf(first[mode]),
    ...{ unit: '×', bound: 'most', target: GROWTH_MOST },
  }));
}
