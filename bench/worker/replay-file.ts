import { replayRecords } from '../../src/desk/replay-records.ts';
import { digest } from '../../src/digest.ts';
import { createEngine } from '../../src/engine.ts';
import { readInputs } from '../../src/input/read-inputs.ts';
import { NO_SINK } from '../../src/sink.ts';
import { createMemoryStore } from '../../src/store/memory/memory-store.ts';
import { benchRules, type RuleSet } from '../bench-rules.ts';
import { report, startMeasurement } from '../measurement.ts';

const [file, rulesName = 'first'] = process.argv.slice(2);
if (file === undefined) throw new Error('usage: replay-file FILE RULES');

const rules = await benchRules(rulesName as RuleSet);
const store = createMemoryStore();
const engine = createEngine({ rules, store, sink: NO_SINK, digest });

const stop = startMeasurement();
const counts = await replayRecords(readInputs([file]), engine);
report({ ...stop(), ...counts });
