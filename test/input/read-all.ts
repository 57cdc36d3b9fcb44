import type { InputRecord } from '../../src/input/input-record.ts';
import { type ReadOptions, readInputs } from '../../src/input/read-inputs.ts';

/** Every record of `inputs`, and what was announced as `file: description`. */
export interface ReadResult {
  readonly records: readonly InputRecord[];
  readonly detected: readonly string[];
  readonly batchSizes: readonly number[];
}

/** Reads `inputs` to the end. */
export async function readAll(inputs: readonly string[], stdin?: ReadOptions['stdin']): Promise<ReadResult> {
  const records: InputRecord[] = [];
  const detected: string[] = [];
  const batchSizes: number[] = [];
  const onDetected = (file: string, description: string): void => {
    detected.push(`${file}: ${description}`);
  };
  for await (const batch of readInputs(
    inputs,
    stdin === undefined ? { onDetected } : { onDetected, stdin },
  )) {
    records.push(...batch);
    batchSizes.push(batch.length);
  }
  return { records, detected, batchSizes };
}

/** Reads `chunks` as standard input. */
export function readStdin(...chunks: readonly (string | Uint8Array)[]): Promise<ReadResult> {
  return readAll(['-'], toAsync(chunks));
}

async function* toAsync(chunks: readonly (string | Uint8Array)[]): AsyncGenerator<Uint8Array | string> {
  yield* chunks;
}
