import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { FILE_BYTES_MAX } from '../../rule-file/check-yaml-text.ts';
import { UsageError } from '../usage-error.ts';

const run = promisify(execFile);

/** The files of a rule that decide what it leads to, in a folder of rules: nothing else is taken out of a repository. */
const RULE_FILE = /^(?:[A-Za-z0-9][A-Za-z0-9._-]*\/)?(?:rule|texts\.[a-z]{2})\.yaml$/;

/** A folder with rules as a commit has them; whoever asked for it removes it. */
export interface RulesAtRef {
  readonly folder: string;
  remove(): Promise<void>;
}

/**
 * Writes the rules of `directory` as they are in a commit of its git repository to a folder of their own. Throws
 * UsageError where git, the repository or the commit is not there, or the commit has no rules in that place.
 */
export async function rulesAtRef(directory: string, ref: string): Promise<RulesAtRef> {
  const git = (...args: readonly string[]) => askGit(directory, args);
  const root = (await git('rev-parse', '--show-toplevel')).trimEnd();
  const commit = (await git('rev-parse', '--verify', '--end-of-options', `${ref}^{commit}`)).trimEnd();
  const inside = relative(await realpath(root), await realpath(directory))
    .split(sep)
    .join('/');
  const prefix = inside === '' ? '' : `${inside}/`;
  const listing = await git('ls-tree', '-r', '-z', '--full-tree', commit, '--', inside === '' ? '.' : inside);
  const entries = listing.split('\0').flatMap((line) => readEntry(line, prefix));
  if (!entries.some(({ path }) => path.endsWith('rule.yaml'))) {
    throw new UsageError(`\`${ref}\` has no rules in \`${directory}\``, {
      hint: 'name a commit that has the folder',
    });
  }
  const folder = await mkdtemp(join(tmpdir(), 'corroborate-rules-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    for (const { path, blob } of entries) {
      const file = join(folder, path);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, await git('cat-file', 'blob', blob));
    }
  } catch (error) {
    await remove();
    throw error;
  }
  return { folder, remove };
}

interface Entry {
  /** Below the folder of rules. */
  readonly path: string;
  readonly blob: string;
}

/** Of a line of `ls-tree -z`, `<mode> blob <id>\t<path>`: a regular file of a rule, or nothing. */
function readEntry(line: string, prefix: string): readonly Entry[] {
  const [, blob, full] = /^100(?:644|755) blob ([0-9a-f]{40,64})\t(.*)$/s.exec(line) ?? [];
  if (blob === undefined || full === undefined || !full.startsWith(prefix)) return [];
  const path = full.slice(prefix.length);
  return RULE_FILE.test(path) ? [{ path, blob }] : [];
}

async function askGit(directory: string, args: readonly string[]): Promise<string> {
  try {
    const { stdout } = await run('git', ['-C', directory, ...args], { maxBuffer: LISTING_BYTES_MAX });
    return stdout;
  } catch (cause) {
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
