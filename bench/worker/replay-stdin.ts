import { keepMemorySmall } from '../../src/cli/keep-memory-small.ts';
import { tallyIncidents } from '../../src/desk/incident-pages.ts';
import { replayRecords } from '../../src/desk/replay-records.ts';
import { digest } from '../../src/digest.ts';
import { createEngine } from '../../src/engine.ts';
import { readInputs } from '../../src/input/read-inputs.ts';
import { NO_SINK } from '../../src/sink.ts';
import { openSqliteStore } from '../../src/store/sqlite/sqlite-store.ts';
import { benchRules } from '../bench-rules.ts';
import { report, startMeasurement } from '../measurement.ts';

const [file] = process.argv.slice(2);
if (file === undefined) throw new Error('usage: replay-stdin STORE-FILE');

const rules = await benchRules('first');
// As the command line does where a store is kept.
keepMemorySmall();
const store = openSqliteStore(file);
const engine = createEngine({ rules, store, sink: NO_SINK, digest });

const stop = startMeasurement();
const counts = await replayRecords(readInputs(['-']), engine);
const incidents = await tallyIncidents(store);
await store.close();
const cost = stop();
// Linux, macOS and Windows all say kilobytes here.
const peakMb = process.resourceUsage().maxRSS / 1024;
report({ ...cost, ...counts, incidents, peakMb });
