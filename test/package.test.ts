import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
const STORY = join(ROOT, 'examples', 'stories', '11-backdoor-web-server.json');
const TSC = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
const INSTALL_TIMEOUT_MS = 300_000;

/** npm runs on whatever Node.js starts it; all that it starts is to run on the one that runs the tests. */
const ENV = { ...process.env, PATH: `${dirname(process.execPath)}${delimiter}${process.env.PATH ?? ''}` };

/** A folder of somebody who has installed the package, and knows nothing of the checkout. */
const consumer = mkdtempSync(join(tmpdir(), 'corroborate-package-'));
const installed = join(consumer, 'node_modules', 'corroborate');

function run(command: string, args: readonly string[], cwd: string = consumer): SpawnSyncReturns<string> {
  return spawnSync(command, args, { cwd, env: ENV, encoding: 'utf8' });
}

function succeed(command: string, args: readonly string[], cwd?: string): string {
  const { status, stdout, stderr, error } = run(command, args, cwd);
  if (status === 0) return stdout;
  throw new Error(`${command} ${args.join(' ')} failed: ${status}\n${stdout}${stderr}`, { cause: error });
}

interface Lock {
  readonly packages: Readonly<
    Record<string, { readonly dev?: boolean; readonly hasInstallScript?: boolean }>
  >;
}

const lock: Lock = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'));
const entries = Object.entries(lock.packages).filter(([path]) => path !== '');
const production = entries.filter(([, { dev }]) => dev !== true);

/** Puts what the package depends on where npm looks first, so that nothing has to be fetched to install it. */
function provideDependencies(): void {
  for (const [path] of production) cpSync(join(ROOT, path), join(consumer, path), { recursive: true });
}

beforeAll(() => {
  writeFileSync(join(consumer, 'package.json'), '{ "private": true, "type": "module" }\n');
  mkdirSync(join(consumer, 'findings'));
  cpSync(STORY, join(consumer, 'findings', 'story.json'));
  succeed('npm', ['pack', '--silent', '--pack-destination', consumer], ROOT);
  provideDependencies();
  const tarball = readdirSync(consumer).find((name) => name.endsWith('.tgz')) ?? 'no tarball';
  const quiet = ['--offline', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'];
  succeed('npm', ['install', `./${tarball}`, '--prefix', consumer, ...quiet]);
}, INSTALL_TIMEOUT_MS);

afterAll(() => rmSync(consumer, { recursive: true, force: true }));

describe('the package', () => {
  it('ships what it runs on and nothing else', () => {
    const files = readdirSync(installed, { recursive: true, encoding: 'utf8' });
    expect(readdirSync(installed).sort()).toEqual([
      'CHANGELOG.md',
      'LICENSE',
      'NOTICE',
      'README.md',
      'dist',
      'package.json',
      'rules',
      'schema',
    ]);
    expect(files.filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))).toEqual([]);
    expect(files.filter((file) => file.endsWith('.map') || file.includes('.test.'))).toEqual([]);
  });

  it('imports JavaScript, never the sources', () => {
    const files = readdirSync(join(installed, 'dist'), { recursive: true, encoding: 'utf8' });
    const scripts = files.filter((file) => file.endsWith('.js'));
    const unbuilt = scripts.filter((file) =>
      /from '\.[^']*\.ts'/.test(readFileSync(join(installed, 'dist', file), 'utf8')),
    );
    expect(scripts.length).toBeGreaterThan(100);
    expect(unbuilt).toEqual([]);
  });

  it('needs no install script of anything it depends on', () => {
    expect(production.filter(([, { hasInstallScript }]) => hasInstallScript)).toEqual([]);
  });

  it('is developed with no install script but that of Node.js', () => {
    const { allowScripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
    const scripted = entries
      .filter(([, { hasInstallScript }]) => hasInstallScript)
      .map(([path]) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length));
    expect(scripted.filter((name) => allowScripts[name] !== false)).toEqual(['node']);
  });
});

describe('the installed command', () => {
  const bin = join(consumer, 'node_modules', '.bin', 'corroborate');

  it('finds the shipped rules', () => {
    const rules = succeed(bin, ['rules', 'list', '-o', 'json']);
    for (const id of readdirSync(join(ROOT, 'rules'))) expect(rules).toContain(`"${id}"`);
  });

  it('replays findings into incidents', () => {
    const output = succeed(bin, ['replay', 'findings', '-o', 'ndjson']);
    const [incident] = output.split('\n').filter((line) => line !== '');
    expect(JSON.parse(incident ?? 'null')).toMatchObject({
      status: 'open',
      rule: { id: 'ec2-backdoor-with-critical-cves' },
    });
  });

  it('keeps what it learnt in a SQLite file', () => {
    const args = ['replay', 'findings', '--store', 'hub.sqlite', '-o', 'ndjson'];
    const first = succeed(bin, args);
    const again = run(bin, args);
    expect(again.stdout).toBe(first);
    expect(again.stderr).toContain(' 0 matched');
  });

  it('says its version', () => {
    expect(succeed(bin, ['--version'])).toContain(
      JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).version,
    );
  });
});

describe('the installed library', () => {
  it('is imported by the name of the package', () => {
    const script = `
      import { createEngine, loadRules } from 'corroborate';
      import schema from 'corroborate/schema/rule.schema.json' with { type: 'json' };
      console.log(typeof createEngine, typeof loadRules, typeof schema.properties);`;
    expect(succeed(process.execPath, ['--input-type=module', '--eval', script])).toBe(
      'function function object\n',
    );
  });

  it('has types that a strict program compiles with', () => {
    writeConsumer(`const { rules }: LoadedRules = await loadRules('rules');`);
    expect(succeed(process.execPath, [TSC, '-p', consumer])).toBe('');
  });

  it('brings a construct for the CDK of who uses it', () => {
    for (const name of ['aws-cdk-lib', 'constructs']) {
      symlinkSync(join(ROOT, 'node_modules', name), join(consumer, 'node_modules', name));
    }
    const script = `
      import { App, Stack } from 'aws-cdk-lib';
      import { Corroborate } from 'corroborate/cdk';
      const app = new App({ outdir: 'cdk.out' });
      const stack = new Stack(app, 'Stack');
      new Corroborate(stack, 'Corroborate', { email: 'a@example.com' });
      const { template } = app.synth().getStackArtifact(stack.artifactId);
      console.log(Object.values(template.Resources).filter(({ Type }) => Type === 'AWS::Lambda::Function').length);`;
    expect(succeed(process.execPath, ['--input-type=module', '--eval', script])).toBe('3\n');
    writeConsumer(
      `const { rules }: LoadedRules = await loadRules('rules');
      const construct: Corroborate = new Corroborate(new Stack(), 'Corroborate', { organization: true });
      console.log(construct.table.tableName);`,
      {
        // The CDK's declarations contradict each other under exactOptionalPropertyTypes.
        skipLibCheck: true,
      },
    );
    expect(succeed(process.execPath, [TSC, '-p', consumer])).toBe('');
  });

  it('has types that refuse what is wrong', () => {
    writeConsumer(`const rules: string = await loadRules('rules');`);
    expect(run(process.execPath, [TSC, '-p', consumer]).stdout).toContain('error TS2322');
  });

  function writeConsumer(statement: string, options: { readonly skipLibCheck?: boolean } = {}): void {
    const cdk = statement.includes('Corroborate')
      ? "import { Stack } from 'aws-cdk-lib';\nimport { Corroborate } from 'corroborate/cdk';\n"
      : '';
    const text = `import { type LoadedRules, loadRules } from 'corroborate';\n${cdk}${statement}\nconsole.log(rules);\nexport type All = LoadedRules;\n`;
    writeFileSync(join(consumer, 'consumer.ts'), text);
    const compilerOptions = {
      strict: true,
      exactOptionalPropertyTypes: true,
      module: 'nodenext',
      target: 'es2024',
      noEmit: true,
      typeRoots: [join(ROOT, 'node_modules', '@types')],
      types: ['node'],
      ...options,
    };
    writeFileSync(
      join(consumer, 'tsconfig.json'),
      JSON.stringify({ compilerOptions, files: ['consumer.ts'] }),
    );
  }
});
