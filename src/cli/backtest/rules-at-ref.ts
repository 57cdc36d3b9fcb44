import { execFile } from 'node:child_process';
import { statSync } from 'node:fs';
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { quoted } from '../../core/issue.ts';
import { FILE_BYTES_MAX } from '../../rule-file/check-yaml-text.ts';
import { UsageError } from '../usage-error.ts';

const run = promisify(execFile);

/** The files of a rule that decide what it leads to, in a folder of rules: nothing else is taken out of a repository. */
const RULE_FILE = /^(?:[A-Za-z0-9][A-Za-z0-9._-]*\/)?(?:rule|texts\.[a-z]{2})\.yaml$/;

/** Rules as a commit has them, in a place of their own; whoever asked for it removes it. */
export interface RulesAtRef {
  /** A folder of rules, or one rule file, as what was asked for is one or the other. */
  readonly rules: string;
  remove(): Promise<void>;
}

/**
 * Writes rules, a folder of them or one rule file, as they are in a commit of their git repository to a place of their
 * own. Throws UsageError where git, the repository or the commit is not there, or the commit has no rules in that place.
 */
export async function rulesAtRef(rules: string, ref: string): Promise<RulesAtRef> {
  const file = statSync(rules, { throwIfNoEntry: false })?.isFile() === true ? basename(rules) : undefined;
  const directory = await realpath(file === undefined ? rules : dirname(rules));
  const git = (...args: readonly string[]) => askGit(directory, args);
  const root = (await git('rev-parse', '--show-toplevel')).trimEnd();
  const commit = await commitOf(ref, git);
  const inside = relative(await realpath(root), directory)
    .split(sep)
    .join('/');
  const prefix = inside === '' ? '' : `${inside}/`;
  const listing = await git('ls-tree', '-r', '-z', '--full-tree', commit, '--', inside === '' ? '.' : inside);
  const entries = listing.split('\0').flatMap((line) => readEntry(line, prefix, file));
  if (!entries.some(({ path }) => path === file || (file === undefined && path.endsWith('rule.yaml')))) {
    throw new UsageError(`${quoted(ref)} has no rules in ${quoted(rules)}`, {
      hint: file === undefined ? 'name a commit that has the folder' : 'name a commit that has the file',
    });
  }
  const place = await mkdtemp(join(tmpdir(), 'corroborate-rules-'));
  const remove = () => rm(place, { recursive: true, force: true });
  // A rule in a folder of its own must have the name of the folder.
  const folder = join(place, basename(directory));
  try {
    for (const { path, blob } of entries) {
      const target = join(folder, path);
      await mkdir(dirname(target), { recursive: true });
      await writeFile(target, await git('cat-file', 'blob', blob));
    }
  } catch (error) {
    await remove();
    throw error;
  }
  return { rules: file === undefined ? folder : join(folder, file), remove };
}

type Git = (...args: readonly string[]) => Promise<string>;

async function commitOf(ref: string, git: Git): Promise<string> {
  try {
    return (await git('rev-parse', '--verify', '--end-of-options', `${ref}^{commit}`)).trimEnd();
  } catch (cause) {
    throw new UsageError(`there is no commit, branch or tag ${quoted(ref)}, and no folder of this name`, {
      hint: 'fetch what the repository does not have yet; `git branch --all` and `git tag` list what it has',
      cause,
    });
  }
}

interface Entry {
  /** Below the folder of rules. */
  readonly path: string;
  readonly blob: string;
}

/**
 * Of a line of `ls-tree -z`, `<mode> blob <id>\t<path>`: a regular file of a rule, or nothing. Where one rule file is
 * asked for, only that and the texts beside it.
 */
function readEntry(line: string, prefix: string, file: string | undefined): readonly Entry[] {
  const [, blob, full] = /^100(?:644|755) blob ([0-9a-f]{40,64})\t(.*)$/s.exec(line) ?? [];
  if (blob === undefined || full === undefined || !full.startsWith(prefix)) return [];
  const path = full.slice(prefix.length);
  const isWanted = RULE_FILE.test(path) && (file === undefined || !path.includes('/'));
  return isWanted || path === file ? [{ path, blob }] : [];
}

async function askGit(directory: string, args: readonly string[]): Promise<string> {
  try {
    const { stdout } = await run('git', ['-C', directory, ...args], { maxBuffer: LISTING_BYTES_MAX });
    return stdout;
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') {
      throw new UsageError('git is not installed', { hint: 'install it, or compare with a folder', cause });
    }
    throw new UsageError(`git says: ${firstLineOf(cause)}`, {
      hint: '`--against` takes a folder of rules, or a commit, branch or tag of the repository that the rules are in',
      cause,
    });
  }
}

const LISTING_BYTES_MAX = Math.max(64 * 1024 * 1024, FILE_BYTES_MAX);

function firstLineOf(cause: unknown): string {
  const stderr = cause instanceof Error && 'stderr' in cause ? String(cause.stderr).trim() : '';
  const text = stderr === '' && cause instanceof Error ? cause.message : stderr;
  return text.split('\n', 1)[0] ?? '';
}
