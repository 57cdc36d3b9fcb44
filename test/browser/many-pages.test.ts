import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { it } from 'vitest';
import { describeInBrowser } from './describe-in-browser.ts';
import { backdoorFindings, instanceOf, writeFindings } from './incident-world.ts';
import { rowOf } from './list-page.ts';
import { serveForSuite } from './serve-for-suite.ts';

/** More than the connections to one server that a browser opens. */
const PAGES = 8;

describeInBrowser('many pages of one browser', () => {
  const served = serveForSuite((folder) => {
    writeFindings(join(folder, 'first.json'), backdoorFindings(0));
    return [join(folder, 'first.json')];
  });

  it('are all shown, and all hear what arrives, whichever is closed', async () => {
    const { console } = served;
    const openPage = async () => {
      const page = await console.context.newPage();
      await page.goto('/incidents');
      await rowOf(page, instanceOf(0).id).waitFor();
      return page;
    };
    const last = await openPage();
    const others: Page[] = [];
    for (let number = 2; number < PAGES; number += 1) others.push(await openPage());
    await console.postFindings(backdoorFindings(1));
    for (const page of [last, ...others]) await rowOf(page, instanceOf(1).id).waitFor();
    // The one that listened for the others may be any of them.
    for (const page of [served.page, ...others]) await page.close();
    await console.postFindings(backdoorFindings(2));
    await rowOf(last, instanceOf(2).id).waitFor();
  });
});
