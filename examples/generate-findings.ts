import type { JsonObject } from '../src/core/json.ts';
import { controlFinding } from './generator/control-findings.ts';
import { createFleet, type Fleet, type Instance } from './generator/fleet.ts';
import { guardDutyFinding, type MayTakePart } from './generator/guardduty-findings.ts';
import { inspectorFinding } from './generator/inspector-findings.ts';
import { macieFinding } from './generator/macie-findings.ts';
import { createRandom, type Random } from './generator/random.ts';
import { SPAN_MS, START_MS } from './generator/timeline.ts';

/** What to generate; the same options give the same findings, byte for byte. */
export interface GenerateOptions {
  readonly count: number;
  readonly seed: number;
  /** False keeps the parts of the shipped rules' incidents on different resources; true by default. */
  readonly withIncidents?: boolean;
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
  const separation = options.withIncidents === false ? APART : TOGETHER;
  const stepMs = SPAN_MS / options.count;
  for (let index = 0; index < options.count; index += 1) {
    const atMs = Math.floor(START_MS + index * stepMs + random.next() * JITTER_MS);
    yield generateFinding(fleet, random, atMs, separation);
  }
}

const JITTER_MS = 20 * 60_000;

/** Which parts of an incident a resource may have. */
interface Separation {
  readonly mayBeCritical: (instance: Instance) => boolean;
  readonly maySensitive: (bucketIndex: number) => boolean;
  readonly mayTakePart: MayTakePart;
}

const TOGETHER: Separation = {
  mayBeCritical: () => true,
  maySensitive: () => true,
  mayTakePart: () => true,
};

/** Of any two signals that a shipped rule needs, one is on even resources only and the other on odd ones. */
const APART: Separation = {
  mayBeCritical: (instance) => instance.index % 2 === 0,
  maySensitive: (index) => index % 2 === 0,
  mayTakePart: (part, index) => {
    if (part === 'none') return true;
    return index % 2 === (part === 'unusualTraffic' ? 0 : 1);
  },
};

function generateFinding(fleet: Fleet, random: Random, atMs: number, separation: Separation): JsonObject {
  const draw = random.next();
  if (draw < 0.7) return controlFinding(fleet, random, atMs);
  if (draw < 0.95) return inspectorFinding(fleet, random, atMs, separation.mayBeCritical);
  if (draw < 0.98) return guardDutyFinding(fleet, random, atMs, separation.mayTakePart);
  return macieFinding(pickSensitiveBucket(fleet, separation), random, atMs);
}

function pickSensitiveBucket(fleet: Fleet, separation: Separation): ReturnType<Fleet['pickBucket']> {
  let bucket = fleet.pickBucket();
  while (!separation.maySensitive(bucket.index)) bucket = fleet.pickBucket();
  return bucket;
}
