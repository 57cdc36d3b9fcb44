import { join } from 'node:path';
import { type PageFiles, readPageFiles } from '../../api/page-files.ts';
import { PACKAGE_ROOT } from '../package-root.ts';
import { UsageError } from '../usage-error.ts';

const CONSOLE = join(PACKAGE_ROOT, 'dist', 'console');

/** The built page of the package. Throws UsageError in a checkout where nobody has built it. */
export function readConsole(directory: string = CONSOLE): PageFiles {
  try {
    const files = readPageFiles(directory);
    if (files.has('/index.html')) return files;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
  throw new UsageError('the page of the console is not built', {
    hint: '`npm run console` builds it in a checkout; the npm package has it',
  });
}
