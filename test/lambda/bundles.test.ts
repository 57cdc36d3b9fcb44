import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { toRulesFile } from '../../infra/deployed-rules.ts';
import { bundleFunctions } from '../../scripts/bundle-functions.ts';
import type { Incident } from '../../src/core/correlation/incident.ts';
import { RULES_FILE } from '../../src/lambda/constants.ts';
import { describeWithOwnDynamoDb } from '../account/other-dynamodb/describe-with-own-dynamodb.ts';
import type { FunctionModule } from '../account/sandboxes.ts';
import { makeFolder } from '../infra/synthesize.ts';
import { incidentsOf, lasting, replay, send, startPipeline } from './pipeline.ts';
import { SHIPPED_RULES, STORIES } from './stories.ts';
import { tableFaults } from './table-faults.ts';

const [folder, remove] = makeFolder();
afterAll(remove);

/** The functions as they are deployed: bundled, with the rules in a file beside them. */
async function loadBundles(): Promise<Readonly<Record<string, FunctionModule>>> {
  const bundles = await bundleFunctions(join(folder, 'bundled'));
  const modules: Record<string, FunctionModule> = {};
  for (const { name, file } of bundles) {
    writeFileSync(join(dirname(file), RULES_FILE), toRulesFile(SHIPPED_RULES));
    const { create } = (await import(pathToFileURL(file).href)) as FunctionModule;
    modules[name] = {
      create: (environment, overrides) => create(environment, { ...overrides, ...NO_RULES } as never),
    };
  }
  return modules;
}

/** The rules that the pipeline would hand over are left out. */
const NO_RULES = { rules: undefined };

describeWithOwnDynamoDb('the bundled functions', () => {
  it('come to the incidents of a replay for the examples, by the rules beside them', async () => {
    const account = await startPipeline({ rules: [], functions: await loadBundles(), order: 'sent' });
    try {
      for (const item of STORIES) send(account, item);
      await account.runUntilIdle();
      await account.runSchedules();
      const isOpen = ({ status }: Incident) => status === 'open';
      const expected = (await replay(STORIES, SHIPPED_RULES)).filter(isOpen);
      expect(expected.length).toBeGreaterThan(5);
      expect(lasting((await incidentsOf(account)).filter(isOpen))).toEqual(lasting(expected));
      const told = account.hub.findings().filter(({ RecordState }) => RecordState === 'ACTIVE');
      expect(told).toHaveLength(expected.length);
      expect(account.publications.length).toBeGreaterThanOrEqual(expected.length);
      expect(account.hub.imports.violations).toEqual([]);
      expect(Object.values(account.deadLetters()).flat()).toEqual([]);
      expect(await tableFaults(account)).toEqual([]);
    } finally {
      await account.close();
    }
  });
});
