import { pathToFileURL } from 'node:url';
import { report } from '../measurement.ts';

const [file] = process.argv.slice(2);
if (file === undefined) throw new Error('usage: load-module FILE');
const url = pathToFileURL(file).href;
const startMs = performance.now();
await import(url);
report({ wallMs: performance.now() - startMs });
