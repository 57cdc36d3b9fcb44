// Runs the tests of the table against a DynamoDB that is not of our own making: the one that
// CORROBORATE_DYNAMODB_ENDPOINT names, or else dynoxide; `--install` builds it first where it is missing.
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { ENV } from '../src/lambda/constants.ts';
import { findDynoxide, startDynoxide } from './start-dynoxide.ts';

const TESTS = ['test/store/dynamodb/dynamodb-store.contract.test.ts', 'test/lambda/pipeline.test.ts'];

function runTests(endpoint: string): number {
  // The report of all tests is not overwritten by one of these.
  const { TEST_REPORT: _, ...env } = process.env;
  const { status } = spawnSync(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', ...TESTS], {
    env: { ...env, [ENV.dynamoDbEndpoint]: endpoint },
    stdio: 'inherit',
  });
  return status ?? 1;
}

async function runOnDynoxide(installs: boolean): Promise<number> {
  const program = findDynoxide(installs);
  if (program === undefined) {
    console.log(
      'skipped: the tests of the table against another DynamoDB; see CONTRIBUTING.md for what they need',
    );
    return 0;
  }
  const dynoxide = await startDynoxide(program);
  try {
    return runTests(dynoxide.endpoint);
  } finally {
    dynoxide.stop();
  }
}

const { values } = parseArgs({ options: { install: { type: 'boolean', default: false } } });
const endpoint = process.env[ENV.dynamoDbEndpoint];
process.exitCode = endpoint ? runTests(endpoint) : await runOnDynoxide(values.install);
