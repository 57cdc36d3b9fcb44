import { Buffer } from 'node:buffer';
import { closeSync, openSync, readSync } from 'node:fs';
import { report, startMeasurement } from '../measurement.ts';

const READ_BYTES = 1 << 18;
const LINE_FEED = 10;

const [file] = process.argv.slice(2);
if (file === undefined) throw new Error('usage: parse-lines FILE');

const stop = startMeasurement();
const count = parseLines(file);
report({ ...stop(), count });

/** The least that any program does that reads the file: read it, split it at line feeds and parse each line. */
function parseLines(path: string): number {
  const descriptor = openSync(path, 'r');
  let window = Buffer.allocUnsafe(READ_BYTES * 2);
  let held = 0;
  let parsed = 0;
  for (;;) {
    if (window.length - held < READ_BYTES) window = Buffer.concat([window], window.length * 2);
    const read = readSync(descriptor, window, held, READ_BYTES, null);
    if (read === 0) break;
    const end = held + read;
    let from = 0;
    for (let to = indexOfLineFeed(window, 0, end); to >= 0; to = indexOfLineFeed(window, from, end)) {
      JSON.parse(window.toString('utf8', from, to));
      parsed += 1;
      from = to + 1;
    }
    window.copy(window, 0, from, end);
    held = end - from;
  }
  closeSync(descriptor);
  return parsed;
}

function indexOfLineFeed(window: Buffer, from: number, end: number): number {
  const at = window.indexOf(LINE_FEED, from);
  return at < end ? at : -1;
}
