import type { JsonObject } from '../src/core/json.ts';
import { controlFinding } from './generator/control-findings.ts';
import { createFleet, type Fleet } from './generator/fleet.ts';
import { guardDutyFinding } from './generator/guardduty-findings.ts';
import { inspectorFinding } from './generator/inspector-findings.ts';
import { macieFinding } from './generator/macie-findings.ts';
import { createRandom, type Random } from './generator/random.ts';
import { SPAN_MS, START_MS } from './generator/timeline.ts';

/** What to generate; the same options give the same findings, byte for byte. */
export interface GenerateOptions {
  readonly count: number;
  readonly seed: number;
}

/**
 * Made-up findings in roughly the order of their UpdatedAt over sixty days: 70 % Security Hub controls, mostly
 * passed; 25 % Inspector; 3 % GuardDuty; 2 % Macie. They concern five accounts in four Regions and pools of
 * resources that grow with `count`, a few of which collect much evidence; some findings are newer versions of
 * earlier ones.
 */
export function* generateFindings(options: GenerateOptions): Generator<JsonObject> {
  const random = createRandom(options.seed);
  const fleet = createFleet(options.count, random);
  const stepMs = SPAN_MS / options.count;
  for (let index = 0; index < options.count; index += 1) {
    const atMs = Math.floor(START_MS + index * stepMs + random.next() * JITTER_MS);
    yield generateFinding(fleet, random, atMs);
  }
}

const JITTER_MS = 20 * 60_000;

function generateFinding(fleet: Fleet, random: Random, atMs: number): JsonObject {
  const draw = random.next();
  if (draw < 0.7) return controlFinding(fleet, random, atMs);
  if (draw < 0.95) return inspectorFinding(fleet, random, atMs);
  if (draw < 0.98) return guardDutyFinding(fleet, random, atMs);
  return macieFinding(fleet.pickBucket(), random, atMs);
}
