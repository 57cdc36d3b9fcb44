import { harmlessText } from '../../core/harmless-text.ts';
import { DOCUMENT_BYTES_MAX, DOCUMENT_DEPTH_MAX } from './json-limits.ts';

/** Why a document longer than `DOCUMENT_BYTES_MAX` is not read. */
export const TOO_LARGE: string = `document larger than ${DOCUMENT_BYTES_MAX / 1024 / 1024} MiB`;

/** Why a document deeper than `DOCUMENT_DEPTH_MAX` is not read. */
export const TOO_DEEP: string = `document nested deeper than ${DOCUMENT_DEPTH_MAX} levels`;

/** How many bytes `describeText` looks at. */
export const SAMPLE_BYTES = 64;

const SAMPLE_CHARACTERS = 24;
const MESSAGE_CHARACTERS = 160;
const NUL_HINT = 'a NUL byte, so this is binary, or was cut by a crash';

const UTF_16 = 'UTF-16 text; convert it to UTF-8';

const FOREIGN_FORMATS: readonly (readonly [string, string])[] = [
  ['PAR1', 'a Parquet file; convert it to NDJSON'],
  ['Obj\u0001', 'an Avro file; convert it to NDJSON'],
  ['PK\u0003\u0004', 'a ZIP archive; unpack it'],
  ['\u001f\u008b', 'gzip inside gzip; unpack it once'],
  ['(\u00b5/\u00fd', 'a Zstandard file; unpack it'],
  ['BZh', 'a bzip2 file; unpack it'],
  ['\u00ff\u00fe', UTF_16],
  ['\u00fe\u00ff', UTF_16],
];

/** What a file is that cannot hold JSON in UTF-8, told by its first four bytes (as latin1), and the way out. */
export function describeForeignFormat(start: string): string | undefined {
  const known = FOREIGN_FORMATS.find(([magic]) => start.startsWith(magic))?.[1];
  return known ?? (isUtf16(start) ? UTF_16 : undefined);
}

// Without a mark: every other byte of ASCII text is NUL.
function isUtf16(start: string): boolean {
  const nuls = [...start].map((character) => character === '\0');
  return start.length === 4 && nuls[0] === nuls[2] && nuls[1] === nuls[3] && nuls[0] !== nuls[1];
}

/** Why text that starts like `sample` (at most `SAMPLE_BYTES`) is no document. */
export function describeText(sample: string): string {
  const [line = ''] = sample.split('\n', 1);
  if (line.startsWith('\0')) return `not JSON: ${NUL_HINT}`;
  return `not JSON: the text begins with \`${toPrintable(line, SAMPLE_CHARACTERS)}\``;
}

/** Why `text`, whose brackets match, is not JSON; `error` is what JSON.parse threw. */
export function describeBroken(text: string, error: unknown): string {
  if (text.includes('\0')) return `broken JSON: ${NUL_HINT}`;
  const message = toPrintable(error instanceof Error ? error.message : String(error), MESSAGE_CHARACTERS);
  return `broken JSON: ${message.charAt(0).toLowerCase()}${message.slice(1)}`;
}

/** Why the document `text` cannot go on with `byte` (undefined at the end), on `line` if that is not its first. */
export function describeUnexpected(
  text: string,
  byte: number | undefined,
  isInString: boolean,
  line: number | undefined,
): string {
  if (text.includes('\0')) return `broken JSON: ${NUL_HINT}`;
  if (byte === undefined) return 'broken JSON: the text ends inside the document';
  const where = line === undefined ? '' : ` on line ${line}`;
  if (isInString) return `broken JSON: a string is not closed${where}`;
  return `broken JSON: unexpected \`${String.fromCharCode(byte)}\`${where}`;
}

/** `text` without control characters and back-ticks, cut to `length` characters; fit to be quoted on a terminal. */
export function toPrintable(text: string, length: number): string {
  return harmlessText(text.trim(), length).replaceAll('`', ' ');
}
