import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isJsonObject, type Json, stringAt } from '../core/json.ts';

/** The directory of the installed package, where its `rules/` and `schema/` are. */
export const PACKAGE_ROOT: string = join(import.meta.dirname, '..', '..');

/** The version of the package. */
export function packageVersion(): string {
  const json: Json = JSON.parse(readFileSync(join(PACKAGE_ROOT, 'package.json'), 'utf8'));
  return (isJsonObject(json) ? stringAt(json, 'version') : undefined) ?? 'unknown';
}

/** Where rules come from when none are named: `rules/` of the working directory, else those of the package. */
export function defaultRules(cwd: string): string {
  const own = join(cwd, 'rules');
  if (!existsSync(own)) return join(PACKAGE_ROOT, 'rules');
  return cwd === process.cwd() ? 'rules' : own;
}
