import { copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AssetHashType, DockerImage } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import type { Rule } from '../src/core/rule/rule.ts';
import { FUNCTION_NAMES, RULES_FILE } from '../src/lambda/constants.ts';
import { toRulesFile } from './deployed-rules.ts';

/** The functions have not been bundled; the message says what to run. */
export class BundlesMissingError extends Error {
  override readonly name = 'BundlesMissingError';
}

/** What the functions run: their bundles from a folder, and the rules beside them. Throws BundlesMissingError. */
export function createFunctionCode(rules: readonly Rule[], bundles: string): Code {
  checkBundles(bundles);
  return Code.fromAsset(bundles, {
    assetHashType: AssetHashType.OUTPUT,
    bundling: {
      // No container is started: `local` always succeeds.
      image: DockerImage.fromRegistry('none'),
      local: {
        tryBundle: (folder) => {
          writeFunctionFiles(folder, rules, bundles);
          return true;
        },
      },
    },
  });
}

/** Writes what the functions run to a folder. Throws BundlesMissingError. */
export function writeFunctionFiles(folder: string, rules: readonly Rule[], bundles: string): void {
  checkBundles(bundles);
  mkdirSync(folder, { recursive: true });
  for (const file of BUNDLE_FILES) copyFileSync(join(bundles, file), join(folder, file));
  writeFileSync(join(folder, RULES_FILE), toRulesFile(rules));
}

/** The files of the bundled functions. */
export const BUNDLE_FILES: readonly string[] = FUNCTION_NAMES.map((name) => `${name}.mjs`);

function checkBundles(folder: string): void {
  const missing = BUNDLE_FILES.filter((file) => !existsSync(join(folder, file)));
  if (missing.length === 0) return;
  const hint = 'run `npm run bundle` in the checkout; the package from npm comes with them';
  throw new BundlesMissingError(
    `the functions are not bundled: no ${missing.join(', ')} in ${folder}: ${hint}`,
  );
}
