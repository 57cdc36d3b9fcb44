import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type BuildOptions, build } from 'esbuild';
import { FUNCTION_NAMES, type FunctionName } from '../src/lambda/constants.ts';
import { environmentCredentials } from './environment-credentials.ts';
import { literalKeys } from './literal-keys.ts';

/** A bundled function: its file, and what it weighs. */
export interface Bundle {
  readonly name: FunctionName;
  readonly file: string;
  readonly sizeBytes: number;
  /** Sources that are in it, by their path, with the bytes that each takes. */
  readonly sources: Readonly<Record<string, number>>;
}

/** Where the functions are bundled to from a checkout, and where the installed package has them. */
export const BUNDLE_FOLDER: string = join(import.meta.dirname, '..', 'dist', 'lambda');

const SOURCES = join(import.meta.dirname, '..', 'src', 'lambda');

/**
 * Bundles each function with all that it needs, the AWS SDK included, to `<folder>/<name>.mjs`: what runs is what
 * was tested, whatever SDK the runtime of the day carries.
 */
export async function bundleFunctions(
  folder: string = BUNDLE_FOLDER,
  sources: string = SOURCES,
): Promise<readonly Bundle[]> {
  mkdirSync(folder, { recursive: true });
  return Promise.all(FUNCTION_NAMES.map((name) => bundleFunction(name, folder, sources)));
}

async function bundleFunction(name: FunctionName, folder: string, sources: string): Promise<Bundle> {
  const source = join(sources, `${name}.lambda.ts`);
  if (!existsSync(source)) throw new Error(`${source} does not exist`);
  const file = join(folder, `${name}.mjs`);
  const { metafile } = await build({ ...OPTIONS, entryPoints: [source], outfile: file });
  const [output] = Object.values(metafile.outputs);
  const inputs = Object.entries(output?.inputs ?? {});
  return {
    name,
    file,
    sizeBytes: output?.bytes ?? 0,
    sources: Object.fromEntries(inputs.map(([path, { bytesInOutput }]) => [path, bytesInOutput])),
  };
}

// The SDK's CommonJS, which `main` names, cannot be shaken: 880 KB a function instead of 560 KB. What of it is
// CommonJS all the same asks for Node's own modules by `require`, which a module does not have.
const OPTIONS = {
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node24',
  minify: true,
  mainFields: ['module', 'main'],
  legalComments: 'none',
  metafile: true,
  plugins: [literalKeys, environmentCredentials],
  logLevel: 'warning',
  banner: {
    js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);",
  },
} satisfies BuildOptions & { readonly metafile: true };
