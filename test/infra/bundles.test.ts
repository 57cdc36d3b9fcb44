import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Bundle, bundleFunctions } from '../../scripts/bundle-functions.ts';
import { makeFolder } from './synthesize.ts';

const [folder, remove] = makeFolder();
afterAll(remove);
let bundles: readonly Bundle[];

beforeAll(async () => {
  bundles = await bundleFunctions(join(folder, 'bundled'));
});

const SIZE_MAX_BYTES = 700_000;

/** What checks, tests and explains rules, and shows them to people. */
const OF_THE_DESK = /^src\/(?:cli|case-file|rule-file|core\/(?:attack|explain|lint|pattern-logic))\//;

describe('the bundled functions', () => {
  it('are all there', () => {
    expect(bundles.map(({ name }) => name)).toEqual(['ingest', 'correlate', 'reconcile']);
  });

  it('weigh 700 KB at most', () => {
    for (const { name, sizeBytes } of bundles) {
      expect(sizeBytes, name).toBeLessThanOrEqual(SIZE_MAX_BYTES);
      expect(sizeBytes, name).toBeGreaterThan(100_000);
    }
  });

  it('carry the SDK as modules, and nothing of the desk', () => {
    const sources = bundles.flatMap((bundle) => Object.keys(bundle.sources));
    expect(sources.filter((path) => path.includes('/dist-cjs/'))).toEqual([]);
    expect(sources.filter((path) => /node_modules\/(yaml|zod|commander|aws-cdk-lib)\//.test(path))).toEqual(
      [],
    );
    expect(sources.filter((path) => OF_THE_DESK.test(path))).toEqual([]);
    expect(sources.filter((path) => /credential-provider-(sso|ini|http|login)/.test(path))).toEqual([]);
    expect(sources.some((path) => path.includes('@aws-sdk/client-dynamodb/dist-es'))).toBe(true);
  });

  it('load by themselves, with a handler', () => {
    for (const { file } of bundles) {
      const script = `const { handler } = await import('${pathToFileURL(file)}'); console.log(typeof handler);`;
      const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], {
        cwd: folder,
        encoding: 'utf8',
      });
      expect(stderr).toBe('');
      expect(stdout).toBe('function\n');
    }
  });
});
