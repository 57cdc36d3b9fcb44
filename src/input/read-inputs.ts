import { stdin } from 'node:process';
import { type ByteSource, createChunkSource, openFileSource } from './byte-source.ts';
import { toErrnoText } from './input-error.ts';
import type { InputRecord } from './input-record.ts';
import { type InputFile, listInputFiles } from './list-input-files.ts';
import { type OnDetected, RecordCollector } from './record-collector.ts';
import { SourceReader } from './source-reader.ts';

/** How `readInputs` speaks to its caller, and where standard input comes from. */
export interface ReadOptions {
  readonly onDetected?: OnDetected;
  readonly stdin?: AsyncIterable<Uint8Array | string>;
  /** Once aborted, no more is read: the records end as if the input did. */
  readonly signal?: AbortSignal;
}

/** How many records a batch has at most. */
export const BATCH_RECORDS_MAX = 512;

const STDIN = '<stdin>';

/**
 * Reads findings and context from `inputs`: files, folders, globs and `-`, plain or gzip, in any of the layouts of
 * JSON. Batches come in the order of the inputs; what cannot be read is a record too. Throws `InputError` before
 * anything is read when an input names nothing.
 */
export async function* readInputs(
  inputs: readonly string[],
  options: ReadOptions = {},
): AsyncGenerator<readonly InputRecord[], void, undefined> {
  yield* readFiles(await listInputFiles(inputs), options);
}

/** Reads files that were listed before, as `readInputs` does. */
export async function* readFiles(
  files: readonly InputFile[],
  options: ReadOptions = {},
): AsyncGenerator<readonly InputRecord[], void, undefined> {
  for (const file of files) {
    if (options.signal?.aborted === true) return;
    yield* readFile(file, options);
  }
}

/** A stream to read, the name that places in it have, and how much it may unpack to. */
export interface NamedStream {
  readonly name: string;
  readonly chunks: AsyncIterable<Uint8Array | string>;
  readonly unpackedBytesMax?: number;
}

/** Reads one stream of bytes as `readInputs` does a file; where it breaks off is a record too. */
export async function* readStream(
  { name, chunks, unpackedBytesMax }: NamedStream,
  options: Pick<ReadOptions, 'onDetected' | 'signal'> = {},
): AsyncGenerator<readonly InputRecord[], void, undefined> {
  const collector = new RecordCollector(name, options.onDetected ?? (() => {}));
  const reader = new SourceReader(createChunkSource(chunks), collector, unpackedBytesMax);
  yield* readAll(reader, collector, options.signal);
  yield* takeRest(collector, options.signal);
}

async function* readFile(file: InputFile, options: ReadOptions): AsyncGenerator<readonly InputRecord[]> {
  const name = file.path === '-' ? STDIN : file.path;
  const collector = new RecordCollector(name, options.onDetected ?? (() => {}));
  const source = await openSource(file, options, collector);
  if (source !== undefined) yield* readAll(new SourceReader(source, collector), collector, options.signal);
  yield* takeRest(collector, options.signal);
}

function* takeRest(
  collector: RecordCollector,
  signal: AbortSignal | undefined,
): Generator<readonly InputRecord[]> {
  if (signal?.aborted === true) return;
  yield* inBatches(collector.take());
  if (collector.isEmpty) collector.note('empty file');
}

async function openSource(
  file: InputFile,
  options: ReadOptions,
  collector: RecordCollector,
): Promise<ByteSource | undefined> {
  if (file.path === '-') return createChunkSource(options.stdin ?? stdin);
  try {
    if (file.problem === undefined) return await openFileSource(file.path);
    collector.fail(file.problem, 0);
  } catch (error) {
    collector.fail(`cannot be opened: ${toErrnoText(error)}`, 0);
  }
  return undefined;
}

async function* readAll(
  reader: SourceReader,
  collector: RecordCollector,
  signal: AbortSignal | undefined,
): AsyncGenerator<readonly InputRecord[]> {
  try {
    while (signal?.aborted !== true && (await reader.readOn())) yield* inBatches(collector.take());
  } finally {
    await reader.close();
  }
}

function* inBatches(records: readonly InputRecord[]): Generator<readonly InputRecord[]> {
  if (records.length > 0 && records.length <= BATCH_RECORDS_MAX) yield records;
  else
    for (let from = 0; from < records.length; from += BATCH_RECORDS_MAX)
      yield records.slice(from, from + BATCH_RECORDS_MAX);
}
