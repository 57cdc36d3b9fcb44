import { readFile } from 'node:fs/promises';
import type { Json } from '../../core/json.ts';
import { toErrnoText } from '../../input/input-error.ts';
import { type Session, toPath } from '../session.ts';
import { UsageError } from '../usage-error.ts';

/** The JSON of an option that takes JSON, or `@FILE` that holds it. Throws UsageError when it is none. */
export async function readFilters(session: Session, given: string): Promise<Json> {
  const text = given.startsWith('@') ? await readText(toPath(session, given.slice(1))) : given;
  try {
    return JSON.parse(text);
  } catch (cause) {
    const words = cause instanceof Error ? cause.message : String(cause);
    throw new UsageError(`\`--filters\` is no JSON: ${words}`, {
      hint: 'put it in single quotes, or in a file: `--filters @filters.json`',
      cause,
    });
  }
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw new UsageError(`cannot read \`${path}\`: ${toErrnoText(cause)}`, { cause });
  }
}
