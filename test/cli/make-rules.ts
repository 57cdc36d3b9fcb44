import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCli } from './run-cli.ts';

/** Where a rule and its cases are; `rules` is the folder of all rules. */
export interface RulePaths {
  readonly rules: string;
  readonly rule: string;
  readonly cases: string;
}

/** A folder with the rule that `init` writes, and the paths of its files. */
export async function makeRules(folder: string): Promise<RulePaths> {
  await runCli(['init', folder]);
  const path = join(folder, 'rules', 'brute-force-on-vulnerable-instance');
  return { rules: join(folder, 'rules'), rule: join(path, 'rule.yaml'), cases: join(path, 'cases.yaml') };
}

/** Replaces words in a file. */
export function edit(file: string, from: string, to: string): void {
  const text = readFileSync(file, 'utf8');
  if (!text.includes(from)) throw new Error(`${file} does not hold ${from}`);
  writeFileSync(file, text.replace(from, to));
}

/** Writes a file with its folders. */
export function writeIn(folder: string, name: string, text: string): void {
  mkdirSync(join(folder, name, '..'), { recursive: true });
  writeFileSync(join(folder, name), text);
}
