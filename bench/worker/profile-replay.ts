import { type Profiler, Session } from 'node:inspector/promises';
import { replayRecords } from '../../src/desk/replay-records.ts';
import { digest } from '../../src/digest.ts';
import { createEngine } from '../../src/engine.ts';
import { readInputs } from '../../src/input/read-inputs.ts';
import { NO_SINK } from '../../src/sink.ts';
import { createMemoryStore } from '../../src/store/memory/memory-store.ts';
import { benchRules, type RuleSet } from '../bench-rules.ts';
import { report } from '../measurement.ts';
import { timeByFunction, timeByStage } from '../stage-profile.ts';

const SAMPLE_MICROSECONDS = 250;
const FUNCTIONS_SHOWN = 25;

const [file, rulesName = 'first'] = process.argv.slice(2);
if (file === undefined) throw new Error('usage: profile-replay FILE RULES');

const rules = await benchRules(rulesName as RuleSet);
const engine = createEngine({ rules, store: createMemoryStore(), sink: NO_SINK, digest });
const profile = await profileOf(async () => {
  await replayRecords(readInputs([file]), engine);
});
report({ stages: timeByStage(profile), functions: timeByFunction(profile, FUNCTIONS_SHOWN) });

async function profileOf(work: () => Promise<void>): Promise<Profiler.Profile> {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: SAMPLE_MICROSECONDS });
  await session.post('Profiler.start');
  await work();
  const { profile } = await session.post('Profiler.stop');
  session.disconnect();
  return profile;
}
