import { Buffer } from 'node:buffer';
import type { Dirent, Stats } from 'node:fs';
import { access, constants, readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { glob, isDynamicPattern } from 'tinyglobby';
import { InputError, toErrnoText } from './input-error.ts';

/** A file to read, or, with `problem`, something inside a folder that cannot be read and why. */
export interface InputFile {
  /** Path as the user wrote it, or found below it; `-` is standard input. */
  readonly path: string;
  readonly problem?: string;
}

/**
 * The files that `inputs` (paths, folders, globs, `-`) name, in the order of the inputs; those of a folder or a
 * glob in byte order of their paths. Names that start with a dot are left out of folders and globs, and a folder
 * reached twice through links is read once. Throws `InputError` for an input that names nothing.
 */
export async function listInputFiles(inputs: readonly string[]): Promise<readonly InputFile[]> {
  const files: InputFile[] = [];
  for (const input of inputs) {
    if (input === '-') files.push({ path: input });
    else for (const file of await listInput(input)) files.push(file);
  }
  return files;
}

async function listInput(input: string): Promise<readonly InputFile[]> {
  let stats: Stats;
  try {
    stats = await stat(input);
  } catch (cause) {
    if (isDynamicPattern(input)) return listGlob(input);
    throw new InputError(`cannot read \`${input}\`: ${toErrnoText(cause)}`, { cause });
  }
  await checkReadable(input);
  return stats.isDirectory() ? listFolder(input) : [{ path: input }];
}

async function checkReadable(path: string): Promise<void> {
  try {
    await access(path, constants.R_OK);
  } catch (cause) {
    throw new InputError(`cannot read \`${path}\`: ${toErrnoText(cause)}`, { cause });
  }
}

async function listGlob(pattern: string): Promise<readonly InputFile[]> {
  const paths = await glob(pattern, { expandDirectories: false, followSymbolicLinks: false });
  if (paths.length === 0) throw new InputError(`no file matches \`${pattern}\``);
  return sortByBytes(paths.map((path) => ({ path })));
}

async function listFolder(root: string): Promise<readonly InputFile[]> {
  const files: InputFile[] = [];
  const seen = new Set<string>();
  const folders = [root];
  for (let folder = folders.shift(); folder !== undefined; folder = folders.shift()) {
    try {
      const real = await realpath(folder);
      if (seen.has(real)) continue;
      seen.add(real);
      await listEntries(folder, folders, files);
    } catch (error) {
      files.push({ path: folder, problem: toErrnoText(error) });
    }
  }
  return sortByBytes(files);
}

async function listEntries(folder: string, folders: string[], files: InputFile[]): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true });
  entries.sort((a, b) => Buffer.compare(Buffer.from(a.name), Buffer.from(b.name)));
  for (const entry of entries) {
    if (!entry.name.startsWith('.')) await listEntry(join(folder, entry.name), entry, folders, files);
  }
}

async function listEntry(path: string, entry: Dirent, folders: string[], files: InputFile[]): Promise<void> {
  if (entry.isFile()) {
    files.push({ path });
    return;
  }
  try {
    const stats = entry.isSymbolicLink() ? await stat(path) : entry;
    if (stats.isDirectory()) folders.push(path);
    else if (stats.isFile()) files.push({ path });
    else files.push({ path, problem: 'neither a file nor a folder; name it on the command line to read it' });
  } catch (error) {
    files.push({ path, problem: toErrnoText(error) });
  }
}

function sortByBytes(files: readonly InputFile[]): readonly InputFile[] {
  const keyed = files.map((file) => ({ file, key: Buffer.from(file.path) }));
  return keyed.sort((a, b) => Buffer.compare(a.key, b.key)).map(({ file }) => file);
}
