import { availableParallelism } from 'node:os';
import { defineConfig, type ViteUserConfig } from 'vitest/config';

/** Where continuous integration wants the totals as JSON, beside what people read. */
const report: string | undefined = process.env.TEST_REPORT;

/** In the real DynamoDB a test first waits for its table. */
const timeoutMs = process.env.CORROBORATE_DYNAMODB_ENDPOINT ? 600_000 : 60_000;

const config: ViteUserConfig = defineConfig({
  test: {
    testTimeout: timeoutMs,
    hookTimeout: timeoutMs,
    projects: [
      {
        extends: true,
        test: { name: 'node', include: ['test/**/*.test.ts'], exclude: ['test/browser/**'] },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          globalSetup: ['test/browser/build-page.ts'],
          // After all others: a browser mostly waits, so that two of them take little more than one.
          sequence: { groupOrder: 1 },
          maxWorkers: Math.max(2, availableParallelism() - 1),
        },
      },
    ],
    ...(report !== undefined && { reporters: ['default', ['json', { outputFile: report }]] }),
  },
});
export default config;
