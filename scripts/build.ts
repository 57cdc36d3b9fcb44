// Makes dist/: the sources as JavaScript, the bundled functions in dist/lambda, the construct in dist/cdk, the page in
// dist/console.
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildConsole } from './build-console.ts';
import { bundleFunctions } from './bundle-functions.ts';

const ROOT = join(import.meta.dirname, '..');
const DIST = join(ROOT, 'dist');
const CDK = join(DIST, 'cdk');

rmSync(DIST, { recursive: true, force: true });
compile('tsconfig.build.json');
chmodSync(join(DIST, 'cli', 'main.js'), 0o755);
compile('tsconfig.infra.json');
joinConstructToSources();
await bundleFunctions();
await buildConsole();

function compile(project: string): void {
  const tsc = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
  const { status } = spawnSync(process.execPath, [tsc, '-p', project], { cwd: ROOT, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

/**
 * In the checkout `infra` and `src` are neighbours; in the package the sources are what `dist` is, and the construct
 * is a folder in it. So its files move up, what they name of `../src` is found in `..`, and the second copy of the
 * sources that the compiler has made is thrown away.
 */
function joinConstructToSources(): void {
  cpSync(join(CDK, 'infra'), CDK, { recursive: true });
  for (const folder of ['infra', 'src']) rmSync(join(CDK, folder), { recursive: true });
  for (const name of readdirSync(CDK)) {
    const file = join(CDK, name);
    writeFileSync(
      file,
      readFileSync(file, 'utf8').replaceAll("'../src/", "'../").replaceAll('"../src/', '"../'),
    );
  }
}
