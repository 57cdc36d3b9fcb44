import axe, { type AxeResults, type RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';

/** Whether all is looked at, or only what differs from one appearance to another. */
export type Looking = 'all' | 'colors';

const OPTIONS: Readonly<Record<Looking, RunOptions>> = {
  all: { resultTypes: ['violations'], preload: false },
  colors: { resultTypes: ['violations'], preload: false, runOnly: ['color-contrast', 'link-in-text-block'] },
};

/** What axe takes for serious or critical on a page as it is now, or in a part of it: the rule, and where. */
export async function findViolations(
  page: Page,
  looking: Looking = 'all',
  part = 'html',
): Promise<readonly string[]> {
  // The page's policy is about its own scripts, and not about what a debugger evaluates.
  await page.evaluate(`globalThis.axe === undefined && (() => { ${axe.source} })()`);
  const run = `axe.run(${JSON.stringify(part)}, ${JSON.stringify(OPTIONS[looking])})`;
  const { violations }: Pick<AxeResults, 'violations'> = await page.evaluate(run);
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html} (${node.failureSummary})`));
}
