import { mix } from '../examples/generator/random.ts';
import type { Finding } from '../src/core/finding/finding.ts';
import { backdoor, SPREAD_MS, vulnerability } from './entity-finding.ts';

/** What happens to an entity on which there is much evidence already. */
export interface EntityScenario {
  readonly name: string;
  readonly hasIncident: boolean;
  /** The findings on the entity beforehand, `size` of them evidence that matters here. */
  readonly before: (size: number) => readonly Finding[];
  /** The finding whose cost is measured; `isInWitness` says what the incident rests on. */
  readonly step: (draw: Draw) => Step;
}

/** The `index`th step on an entity with `size` pieces of evidence. */
export interface Draw {
  readonly index: number;
  readonly size: number;
  readonly isInWitness: (finding: Finding) => boolean;
}

/** A finding to measure and one that undoes its effect, so that the entity keeps its size. */
export interface Step {
  readonly measured: Finding;
  readonly undo?: Finding;
}

const FAR_MS = 400 * 86_400_000;

/** The scenarios by name. */
export const ENTITY_SCENARIOS: readonly EntityScenario[] = [
  {
    name: 'new evidence',
    hasIncident: true,
    before: (size) => [backdoor({ number: 0, seenMs: SPREAD_MS / 2 }), ...vulnerabilities(size)],
    step: newVulnerability,
  },
  {
    name: 'refreshed evidence',
    hasIncident: true,
    before: (size) => [backdoor({ number: 0, seenMs: SPREAD_MS / 2 }), ...vulnerabilities(size)],
    step: ({ index, size }) => {
      const number = mix(index, 1) % size;
      return { measured: vulnerability({ number, seenMs: seenMs(number, size), version: index + 1 }) };
    },
  },
  {
    name: 'withdrawal outside the witness',
    hasIncident: true,
    before: (size) => [backdoor({ number: 0, seenMs: SPREAD_MS / 2 }), ...vulnerabilities(size)],
    step: withdrawal,
  },
  {
    name: 'new evidence',
    hasIncident: false,
    before: vulnerabilities,
    step: newVulnerability,
  },
  {
    name: 'late finding, far from the rest',
    hasIncident: true,
    before: (size) => [...vulnerabilities(3), ...backdoors(size)],
    step: lateBackdoor,
  },
  {
    name: 'late finding, far from the rest',
    hasIncident: false,
    before: (size) => [...vulnerabilities(size / 2, FAR_MS), ...backdoors(size / 2)],
    step: lateBackdoor,
  },
];

function vulnerabilities(size: number, laterMs = 0): readonly Finding[] {
  return Array.from({ length: size }, (_, number) =>
    vulnerability({ number, seenMs: laterMs + seenMs(number, size) }),
  );
}

function backdoors(size: number): readonly Finding[] {
  return Array.from({ length: size }, (_, number) => backdoor({ number, seenMs: seenMs(number, size) }));
}

function seenMs(number: number, size: number): number {
  return Math.floor((number * SPREAD_MS) / size);
}

function newVulnerability({ index, size }: Draw): Step {
  const of = { number: size + index, seenMs: mix(index, 2) % SPREAD_MS };
  return { measured: vulnerability(of), undo: vulnerability({ ...of, version: 1, isArchived: true }) };
}

function withdrawal({ index, size, isInWitness }: Draw): Step {
  for (let number = mix(index, 3) % size; ; number = (number + 1) % size) {
    const of = { number, seenMs: seenMs(number, size) };
    const measured = vulnerability({ ...of, version: 2 * index + 1, isArchived: true });
    if (!isInWitness(measured)) return { measured, undo: vulnerability({ ...of, version: 2 * index + 2 }) };
  }
}

function lateBackdoor({ index, size }: Draw): Step {
  const of = { number: size + index, seenMs: -FAR_MS - (mix(index, 4) % SPREAD_MS) };
  return { measured: backdoor(of), undo: backdoor({ ...of, version: 1, isArchived: true }) };
}
