import { existsSync } from 'node:fs';
import { join } from 'node:path';

const HERE = import.meta.dirname;

/** The checkout, or the directory of the installed package, where this file is in `dist/cdk`. */
export const PACKAGE_ROOT: string = existsSync(join(HERE, '..', 'package.json'))
  ? join(HERE, '..')
  : join(HERE, '..', '..');
