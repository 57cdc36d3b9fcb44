import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..');

/**
 * Who may import whom. The first row whose `from` is the beginning of a file's path speaks for it; `why` names the
 * legal way out. ARCHITECTURE.md shows the same table.
 */
const LAYERS: readonly { from: string; may: readonly string[]; packages: readonly string[]; why: string }[] =
  [
    {
      from: 'src/core/',
      may: ['src/core/'],
      packages: [],
      why: 'the core is pure: hand in what it needs as a parameter',
    },
    {
      from: 'src/format/',
      may: ['src/core/', 'src/format/'],
      packages: ['node:buffer'],
      why: 'formats turn bytes and JSON into the core’s types: input and output belong to src/input and src/cli',
    },
    {
      from: 'src/input/',
      may: ['src/core/', 'src/format/', 'src/input/'],
      packages: [
        'node:fs',
        'node:fs/promises',
        'node:path',
        'node:stream',
        'node:zlib',
        'node:process',
        'tinyglobby',
        'node:buffer',
        '@aws-sdk/client-securityhub',
      ],
      why: 'input reads findings from files and from Security Hub; rules and stores are joined to it in src/cli',
    },
    {
      from: 'src/rule-file/',
      may: ['src/core/', 'src/rule-file/'],
      packages: ['node:fs', 'node:path', 'yaml', 'zod', 'fastest-levenshtein'],
      why: 'rule files become core rules; what runs them is joined in src/cli',
    },
    {
      from: 'src/case-file/',
      may: ['src/core/', 'src/rule-file/', 'src/case-file/'],
      packages: ['node:fs/promises', 'node:path', 'yaml', 'zod', 'fastest-levenshtein'],
      why: 'case files become findings and expectations; what runs them is handed in',
    },
    { from: 'src/store.ts', may: ['src/core/'], packages: [], why: 'a port knows the core and no adapter' },
    {
      from: 'src/delivery-log.ts',
      may: ['src/core/'],
      packages: [],
      why: 'a port knows the core and no adapter',
    },
    { from: 'src/sink.ts', may: ['src/core/'], packages: [], why: 'a port knows the core and no adapter' },
    {
      from: 'src/store/',
      may: ['src/core/', 'src/store.ts', 'src/delivery-log.ts', 'src/store/'],
      packages: [
        'node:sqlite',
        'node:crypto',
        'node:fs',
        'node:path',
        'node:timers/promises',
        'node:zlib',
        '@aws-sdk/client-dynamodb',
      ],
      why: 'a store knows its port and the core',
    },
    {
      from: 'src/sink/',
      may: ['src/core/', 'src/format/', 'src/sink.ts', 'src/delivery-log.ts', 'src/sink/'],
      packages: ['@aws-sdk/client-securityhub', '@aws-sdk/client-eventbridge', '@aws-sdk/client-sns'],
      why: 'a sink knows its port, the core and formats',
    },
    {
      from: 'src/engine.ts',
      may: ['src/core/', 'src/store.ts', 'src/sink.ts', 'src/delivery.ts'],
      packages: [],
      why: 'the engine sequences ports; adapters are chosen in a composition root',
    },
    {
      from: 'src/delivery.ts',
      may: ['src/core/', 'src/store.ts', 'src/sink.ts'],
      packages: [],
      why: 'what lies between the two ports knows nothing but them',
    },
    {
      from: 'src/desk/',
      may: [
        'src/core/',
        'src/format/',
        'src/input/',
        'src/store.ts',
        'src/engine.ts',
        'src/digest.ts',
        'src/desk/',
      ],
      packages: [],
      why: 'what the command line and the console share knows ports and the engine; adapters are handed in',
    },
    {
      from: 'src/api/contract/',
      may: ['src/core/', 'src/api/contract/'],
      packages: ['zod'],
      why: 'the contract is shared with the page: it holds shapes, and nothing that only a server can do',
    },
    {
      from: 'src/api/',
      may: [
        'src/core/',
        'src/format/',
        'src/input/',
        'src/rule-file/',
        'src/case-file/',
        'src/store.ts',
        'src/sink.ts',
        'src/engine.ts',
        'src/digest.ts',
        'src/desk/',
        'src/api/',
      ],
      packages: [
        'hono',
        'hono/cookie',
        'hono/streaming',
        'hono/utils/http-status',
        'zod',
        'node:crypto',
        'node:fs',
        'node:path',
        'node:zlib',
      ],
      why: 'the API answers from ports: the store, the files and the socket are joined to it in src/cli',
    },
    {
      from: 'console/',
      may: ['src/api/contract/', 'src/core/', 'console/'],
      packages: ['*'],
      why: 'the page knows the API by its contract',
    },
    { from: 'src/digest.ts', may: [], packages: ['node:crypto'], why: 'the digest stands alone' },
    { from: 'src/lambda/', may: ['src/'], packages: ['*'], why: 'the composition root of the account' },
    { from: 'src/cli/', may: ['src/'], packages: ['*'], why: 'the composition root of the desk' },
    { from: 'src/index.ts', may: ['src/'], packages: [], why: 'the only barrel' },
    {
      from: 'infra/',
      may: [
        'src/core/',
        'src/rule-file/',
        'src/format/event-filter/',
        'src/lambda/constants.ts',
        'src/store/dynamodb/table.ts',
        'infra/',
      ],
      packages: ['*'],
      why: 'the infrastructure knows the rules and the names it shares with the functions, never how these work',
    },
  ];

interface Import {
  readonly file: string;
  readonly target: string;
}

function importsBelow(folder: string): readonly Import[] {
  const found: Import[] = [];
  for (const entry of readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })) {
    const file = normalize(join(folder, entry));
    if (!/\.tsx?$/.test(file) || !statSync(join(ROOT, file)).isFile()) continue;
    for (const [, target = ''] of readFileSync(join(ROOT, file), 'utf8').matchAll(IMPORT)) {
      found.push({
        file,
        target: target.startsWith('.') ? relative(ROOT, join(ROOT, dirname(file), target)) : target,
      });
    }
  }
  return found;
}

const IMPORT = /^(?:import|export)\s[^'"`;]*?from\s+'([^']+)'|^import\s+'([^']+)'/gm;

function breachOf({ file, target }: Import): string | undefined {
  const layer = LAYERS.find(({ from }) => file.startsWith(from));
  if (layer === undefined) return `${file} belongs to no layer: add it to the table`;
  const isOwn = /^(src|infra|console)\//.test(target);
  const isAllowed = isOwn
    ? layer.may.some((may) => target.startsWith(may))
    : layer.packages.includes('*') || layer.packages.includes(target);
  return isAllowed ? undefined : `${file} imports ${target}: ${layer.why}`;
}

describe('architecture', () => {
  const imports = ['src', 'infra', 'console'].flatMap(importsBelow);

  it('is read from the sources', () => {
    expect(imports.length).toBeGreaterThan(50);
  });

  it('keeps its layers', () => {
    expect(imports.map(breachOf).filter((breach) => breach !== undefined)).toEqual([]);
  });

  it('finds a breach when there is one', () => {
    expect(breachOf({ file: 'src/core/json.ts', target: 'node:fs' })).toContain('the core is pure');
    expect(breachOf({ file: 'src/store.ts', target: 'src/store/memory/memory-store.ts' })).toContain(
      'a port',
    );
    expect(breachOf({ file: 'src/elsewhere.ts', target: 'node:fs' })).toContain('no layer');
  });

  it('knows each import by its whole name: no dynamic import, no require in the core', () => {
    const core = readdirSync(join(ROOT, 'src/core'), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => readFileSync(join(ROOT, 'src/core', file), 'utf8'));
    expect(core.filter((text) => /\bimport\(|\brequire\(/.test(text))).toEqual([]);
  });

  it('is shown in ARCHITECTURE.md row by row', () => {
    const page = readFileSync(join(ROOT, 'ARCHITECTURE.md'), 'utf8');
    const missing = LAYERS.filter(({ from, may }) => {
      const row = page.split('\n').find((line) => line.startsWith(`| \`${from}\``));
      return row === undefined || !may.every((each) => row.includes(`\`${each}\``));
    });
    expect(missing.map(({ from }) => from)).toEqual([]);
  });
});
