import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { globSync } from 'tinyglobby';
import { defaultRules } from './package-root.ts';
import { type Session, toPath } from './session.ts';

/** The YAML files in a folder of rules, or beside one rule file: nothing that a run writes may take their place. */
export function ruleFilesIn(session: Session, rules: string | undefined): readonly string[] {
  const path = rules === undefined ? defaultRules(session.io.cwd) : toPath(session, rules);
  const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
  const cwd = isFolder ? path : dirname(path);
  return globSync(['*.yaml', '*/*.yaml'], { cwd, absolute: true, expandDirectories: false });
}
