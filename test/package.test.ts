import { type SpawnSyncReturns, spawn, spawnSync } from 'node:child_process';
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
import { createInterface } from 'node:readline';
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

describe('the page of the package', () => {
  const folder = join(installed, 'dist', 'console');
  const read = (path: string) => readFileSync(join(folder, path), 'utf8');
  const assetsOf = (extension: string) =>
    readdirSync(join(folder, 'assets')).filter((name) => name.endsWith(extension));

  it('is built, with the licenses of what is in it, and so is the contract of its API', () => {
    expect(readdirSync(folder).sort()).toEqual(['assets', 'index.html', 'license.md']);
    expect(read('license.md')).toContain('@cloudscape-design/components');
    const { openapi } = JSON.parse(readFileSync(join(installed, 'schema', 'openapi.json'), 'utf8'));
    expect(openapi).toMatch(/^3\.1\./);
  });

  it('loads its own files and no others', () => {
    const loaded = [
      ...[...read('index.html').matchAll(/\s(?:src|href)="([^"]*)"/g)],
      ...assetsOf('.css').flatMap((name) => [...read(`assets/${name}`).matchAll(/url\(([^)]*)\)/g)]),
    ].map(([, address = '']) => address);
    const own = new Set(readdirSync(join(folder, 'assets')).map((name) => `/assets/${name}`));
    expect(loaded.length).toBeGreaterThan(3);
    expect(loaded.filter((address) => !own.has(address))).toEqual([]);
    expect(assetsOf('.css').filter((name) => read(`assets/${name}`).includes('@import'))).toEqual([]);
  });

  it('is the one for users, and nothing in it is made from code of its own', () => {
    const scripts = assetsOf('.js').map((name) => read(`assets/${name}`));
    const isInSome = (text: string | RegExp) => scripts.some((script) => script.search(text) >= 0);
    expect(scripts.length).toBeGreaterThan(5);
    expect([/jsxDEV/, /\bnew Function\(/, /sourceMappingURL/].filter(isInSome)).toEqual([]);
    expect(scripts.filter((script) => script.includes(ROOT))).toEqual([]);
  });

  it('names other hosts only where something is to be read there, and in the names of XML', () => {
    const named = assetsOf('.js').flatMap((name) =>
      [...read(`assets/${name}`).matchAll(/(?:https?:|["'`])\/\/([a-z0-9-]+(?:\.[a-z0-9-]+)+)/gi)].map(
        ([, host]) => host,
      ),
    );
    expect([...new Set(named)].sort()).toEqual(['github.com', 'react.dev', 'reactflow.dev', 'www.w3.org']);
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

  it('serves the console, whose launch URL leads to the page', async () => {
    const server = spawn(bin, ['serve', '--port', '0', 'findings'], { cwd: consumer, env: ENV });
    const ended = new Promise((resolve) => server.once('exit', resolve));
    try {
      const lines = createInterface(server.stdout)[Symbol.asyncIterator]();
      const { value: url = '' } = await lines.next();
      const launched = await fetch(url, { redirect: 'manual' });
      expect([launched.status, launched.headers.get('location')]).toEqual([303, '/']);
      const cookie = launched.headers.get('set-cookie')?.split(';')[0] ?? '';
      const ask = (path: string) => fetch(new URL(path, url), { headers: { cookie } });
      const page = await ask('/');
      expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
      const [, script = ''] = /<script[^>]* src="([^"]*)"/.exec(await page.text()) ?? [];
      const { status, headers } = await ask(script);
      expect([status, headers.get('content-type')]).toEqual([200, 'text/javascript; charset=utf-8']);
      expect(await (await ask('/api/incidents')).json()).toMatchObject({ count: 1 });
    } finally {
      server.kill();
    }
    expect(await ended).toBe(0);
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
