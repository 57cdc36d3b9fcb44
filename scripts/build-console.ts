import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';

const ROOT = join(import.meta.dirname, '..');

/** Where the built page is found by `serve`. */
export const CONSOLE_FOLDER: string = join(ROOT, 'dist', 'console');

/** What all files of the page together should stay below, gzipped. */
const TARGET_KB = 700;

const KB = 1000;

/** Builds the page into a folder as it is shipped, and says what it weighs. */
export async function buildConsole(folder: string = CONSOLE_FOLDER): Promise<void> {
  const { NODE_ENV } = process.env;
  // Who builds from a test has set another, with which React is larger, slower, and has the paths of this machine in it.
  process.env.NODE_ENV = 'production';
  try {
    await build({
      root: join(ROOT, 'console'),
      configFile: join(ROOT, 'console', 'vite.config.ts'),
      logLevel: 'warn',
      build: { outDir: folder },
    });
  } finally {
    if (NODE_ENV === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = NODE_ENV;
  }
  process.stderr.write(`${toSizeText(weigh(folder))}\n`);
}

/** Files that a browser asks for, each with its bytes on the way: fonts are compressed as they are. */
function weigh(folder: string): readonly { readonly type: string; readonly bytes: number }[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && LOADED.has(extname(entry.name)))
    .map((entry) => {
      const type = extname(entry.name).slice(1);
      const content = readFileSync(join(entry.parentPath, entry.name));
      return { type, bytes: type === 'woff2' ? content.length : gzipSync(content, { level: 9 }).length };
    });
}

const LOADED: ReadonlySet<string> = new Set(['.html', '.js', '.css', '.svg', '.woff2']);

function toSizeText(files: ReturnType<typeof weigh>): string {
  const sumOf = (chosen: typeof files) => Math.round(chosen.reduce((sum, { bytes }) => sum + bytes, 0) / KB);
  const types = [...new Set(files.map(({ type }) => type))];
  const parts = types.map((type) => `${type} ${sumOf(files.filter((file) => file.type === type))}`);
  const total = sumOf(files);
  const verdict = total <= TARGET_KB ? 'met' : 'missed';
  return `the console is ${total} KB gzipped (${parts.join(', ')}); target ${TARGET_KB} KB: ${verdict}`;
}
