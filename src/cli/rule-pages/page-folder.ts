import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UsageError } from '../usage-error.ts';
import { PAGE_MARK } from './rule-page.ts';
import type { RulePages } from './rule-pages.ts';

/** How the pages in a folder differ from those that there should be; names of files, in their order. */
export interface PageDrift {
  /** Missing, or with another text. */
  readonly outdated: readonly string[];
  /** Pages that were made here, of rules that there are no longer. */
  readonly stale: readonly string[];
  /** What is in the place of a page and was not made here, such as a link. */
  readonly foreign: readonly string[];
}

/** Compares a folder, which need not exist, with the pages that should be in it. Throws UsageError if it cannot be read. */
export async function comparePages(folder: string, pages: RulePages): Promise<PageDrift> {
  const there = await readPages(folder);
  const outdated = [...pages].filter(([name, text]) => there.get(name) !== text);
  return {
    outdated: outdated.map(([name]) => name),
    stale: [...there].filter(([name, text]) => !pages.has(name) && isMade(text)).map(([name]) => name),
    foreign: [...there].filter(([name, text]) => pages.has(name) && !isMade(text)).map(([name]) => name),
  };
}

/** Writes these of the pages into the folder, and makes it where it is not there. Throws UsageError if that fails. */
export async function writePages(folder: string, names: readonly string[], pages: RulePages): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    for (const name of names) await writeFile(join(folder, name), pages.get(name) ?? '');
  } catch (cause) {
    throw new UsageError(`cannot write to \`${folder}\`: ${codeOf(cause)}`, { cause });
  }
}

function isMade(text: string): boolean {
  return text.startsWith(PAGE_MARK);
}

async function readPages(folder: string): Promise<RulePages> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    const found = entries.filter(({ name }) => name.endsWith('.md'));
    // A link in the place of a page is not followed: it may lead to any file.
    const texts = found.map(async (entry): Promise<readonly [string, string]> => {
      return [entry.name, entry.isFile() ? await readFile(join(folder, entry.name), 'utf8') : ''];
    });
    return new Map((await Promise.all(texts)).sort(([a], [b]) => (a < b ? -1 : 1)));
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT') return new Map();
    throw new UsageError(`cannot read \`${folder}\`: ${codeOf(cause)}`, { cause });
  }
}

function codeOf(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
}
