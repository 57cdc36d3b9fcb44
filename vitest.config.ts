import { defineConfig, type ViteUserConfig } from 'vitest/config';

/** Where continuous integration wants the totals as JSON, beside what people read. */
const report: string | undefined = process.env.TEST_REPORT;

const config: ViteUserConfig = defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    ...(report !== undefined && { reporters: ['default', ['json', { outputFile: report }]] }),
  },
});
export default config;
