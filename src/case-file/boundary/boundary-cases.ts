import type { Boundaries, BoundaryWorld } from './boundary-case.ts';
import { countBoundaries } from './count-boundaries.ts';
import { entityBoundaries } from './entity-boundaries.ts';
import { orderBoundaries } from './order-boundaries.ts';
import { timeBoundaries } from './time-boundaries.ts';

/** The cases at the edges of what a rule demands, made of a case that opens an incident (docs/rules.md). */
export function boundaryCases(world: BoundaryWorld): Boundaries {
  return [
    ...countBoundaries(world),
    ...entityBoundaries(world),
    ...timeBoundaries(world),
    ...orderBoundaries(world),
  ];
}
