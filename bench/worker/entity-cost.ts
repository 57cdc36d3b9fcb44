import { join } from 'node:path';
import { findingText } from '../../src/core/correlation/evidence.ts';
import type { Finding } from '../../src/core/finding/finding.ts';
import { incidentPages } from '../../src/desk/incident-pages.ts';
import { digest } from '../../src/digest.ts';
import { createEngine, type Engine } from '../../src/engine.ts';
import { NO_SINK } from '../../src/sink.ts';
import { createMemoryStore } from '../../src/store/memory/memory-store.ts';
import { openSqliteStore } from '../../src/store/sqlite/sqlite-store.ts';
import type { Store } from '../../src/store.ts';
import { benchRules } from '../bench-rules.ts';
import { ENTITY_SCENARIOS, type EntityScenario } from '../entity-scenario.ts';
import { type Measurement, report, startMeasurement } from '../measurement.ts';

const FLUSH_STEPS = 100;
// As many steps for little evidence as for much: otherwise it would be the compiler that is measured.
const WARM_UP_RATIO = 2;

const [storeName, scenarioIndex, sizeText, stepsText, folder = ''] = process.argv.slice(2);
const scenario = ENTITY_SCENARIOS[Number(scenarioIndex)];
if (scenario === undefined) throw new Error('usage: entity-cost memory|sqlite SCENARIO SIZE STEPS FOLDER');
const { step } = scenario;
const size = Number(sizeText);

const store = storeName === 'sqlite' ? openSqliteStore(join(folder, 'entity.sqlite')) : createMemoryStore();
const engine = createEngine({ rules: await benchRules('first'), store, sink: NO_SINK, digest });

for (const finding of scenario.before(size)) await apply(finding, engine);
await engine.flush();
await checkIncident(scenario, store);
const steps = Number(stepsText);
await runSteps(0, steps * WARM_UP_RATIO);
const cost = await runSteps(steps * WARM_UP_RATIO, steps);
await checkIncident(scenario, store);
await store.close();
report({ ...cost, microsecondsPerFinding: (cost.wallMs * 1000) / steps });

/** Adds up what the measured findings cost, and the flushes, which the findings that undo them share. */
async function runSteps(from: number, count: number): Promise<Measurement> {
  const total = { wallMs: 0, cpuMs: 0 };
  const timed = async (work: () => Promise<void>): Promise<void> => {
    const stop = startMeasurement();
    await work();
    const { wallMs, cpuMs } = stop();
    total.wallMs += wallMs;
    total.cpuMs += cpuMs;
  };
  for (let index = from; index < from + count; index += 1) {
    const isInWitness = await witnessOf(store);
    const { measured, undo } = step({ index, size, isInWitness });
    await timed(() => apply(measured, engine));
    if (undo !== undefined) await apply(undo, engine);
    if ((index + 1) % FLUSH_STEPS === 0) await timed(() => engine.flush());
  }
  return total;
}

async function apply(finding: Finding, to: Engine): Promise<void> {
  const observation = to.observe(finding, undefined);
  if (observation === undefined) throw new Error('the rules ignore a finding that they are to match');
  const outcome = await to.apply(observation);
  if (outcome !== 'matched') throw new Error(`a finding that is to change something is ${outcome}`);
}

async function witnessOf(from: Store): Promise<(finding: Finding) => boolean> {
  const [record] = await from.listIncidents({ limit: 1 });
  const pieces = Object.values(record?.witness?.pieces ?? {}).flat();
  const texts = new Set(pieces.map(({ finding }) => findingText(finding)));
  return ({ ProductArn, Id }) => texts.has(findingText({ productArn: ProductArn, id: Id }));
}

/** A scenario that is not what its name says would measure something else. */
async function checkIncident({ name, hasIncident }: EntityScenario, from: Store): Promise<void> {
  let open = 0;
  for await (const page of incidentPages(from, 'open')) open += page.length;
  if (open !== (hasIncident ? 1 : 0)) throw new Error(`${name}: ${open} open incidents`);
}
