import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundleFunctions } from '../../scripts/bundle-functions.ts';
import { runWorker } from '../run-worker.ts';
import { median } from '../statistics.ts';

/** A bundled function: what it weighs, and how long it takes to load in a process of its own. */
export interface BundleCost {
  readonly name: string;
  readonly sizeBytes: number;
  /** The medians of all rounds: to load it, and an empty module in the same round. */
  readonly loadMs: number;
  readonly emptyMs: number;
}

/** Bundles the functions and loads each in fresh processes, in turns with a module that holds nothing. */
export async function benchBundles(folder: string, rounds: number): Promise<readonly BundleCost[]> {
  const place = join(folder, 'bundles');
  await mkdir(place, { recursive: true });
  const bundles = await bundleFunctions(place);
  const empty = join(place, 'empty.mjs');
  await writeFile(empty, 'export const handler = async () => ({});\n');
  const costs: BundleCost[] = [];
  for (const { name, file, sizeBytes } of bundles) {
    const loads: number[] = [];
    const empties: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      loads.push(await loadMs(file));
      empties.push(await loadMs(empty));
    }
    costs.push({ name, sizeBytes, loadMs: median(loads), emptyMs: median(empties) });
  }
  return costs;
}

async function loadMs(file: string): Promise<number> {
  const { wallMs } = await runWorker<{ readonly wallMs: number }>('load-module', [file]);
  return wallMs;
}
