import type { Locator, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { describeInBrowser } from './describe-in-browser.ts';
import { eventually } from './eventually.ts';
import { rowsOf } from './list-page.ts';
import { serveForSuite } from './serve-for-suite.ts';

const BACKDOOR = 'Backdoor traffic from an instance with critical vulnerabilities';
const BACKDOOR_JA = '重大な脆弱性を持つ EC2 インスタンスからのバックドア通信';
const JAPANESE = /[\u3040-\u30ff\u4e00-\u9fff]/;

describeInBrowser('the preferences', () => {
  const served = serveForSuite(() => ['examples/stories']);

  it('are dark where the system is, until somebody chooses', async () => {
    const page = await served.console.visit({ colorScheme: 'dark' });
    await page.goto('/incidents');
    await eventually(() => brightnessOf(page)).toBeLessThan(60);
    await page.emulateMedia({ colorScheme: 'light' });
    await eventually(() => brightnessOf(page)).toBeGreaterThan(200);
    await page.getByRole('button', { name: 'Switch to dark mode' }).click();
    await eventually(() => brightnessOf(page)).toBeLessThan(60);
    await page.reload();
    await page.getByRole('button', { name: 'Switch to light mode' }).waitFor();
    await eventually(() => brightnessOf(page)).toBeLessThan(60);
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.getByRole('button', { name: 'Switch to light mode' }).click();
    await eventually(() => brightnessOf(page)).toBeGreaterThan(200);
    await choose(page, 'Appearance', 'As the system');
    await eventually(() => brightnessOf(page)).toBeLessThan(60);
    await page.context().close();
  });

  it('make the list denser', async () => {
    const page = await served.console.visit({});
    await page.goto('/rules');
    const row = page.getByRole('table', { name: 'Rules' }).getByRole('row').nth(1);
    const heightOf = async () => (await row.boundingBox())?.height ?? 0;
    await row.waitFor();
    const comfortable = await heightOf();
    await choose(page, 'Density', 'Compact');
    await eventually(heightOf).toBeLessThan(comfortable);
    const compact = await heightOf();
    await page.reload();
    await eventually(heightOf).toBe(compact);
    await page.context().close();
  });

  it('speak Japanese on every page, and after it is loaded again', async () => {
    const page = await served.console.visit({});
    await page.goto('/incidents');
    await rowsOf(page).getByRole('link', { name: BACKDOOR }).first().waitFor();
    expect(await languageOf(page)).toBe('en');
    await page.getByRole('button', { name: '日本語' }).click();
    await page.getByRole('heading', { level: 1, name: 'インシデント (9)' }).waitFor();
    expect(await languageOf(page)).toBe('ja');
    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'インシデント (9)' }).waitFor();
    expect(await languageOf(page)).toBe('ja');
    await page.getByRole('link', { name: BACKDOOR_JA }).first().click();
    await page.getByRole('heading', { level: 1, name: BACKDOOR_JA }).waitFor();
    await expectJapaneseHeadings(page);
    for (const tab of await page.getByRole('tab').all()) {
      await tab.click();
      await expectJapaneseHeadings(page);
    }
    for (const [path, title] of [
      ['/overview', '概要'],
      ['/rules', 'ルール'],
      ['/rules/ec2-backdoor-with-critical-cves', BACKDOOR_JA],
      ['/health', 'ヘルス'],
    ] as const) {
      await page.goto(path);
      await page.getByRole('heading', { level: 1, name: title }).waitFor();
      await page.getByRole('heading', { level: 2 }).or(page.getByRole('table')).first().waitFor();
      await expectJapaneseHeadings(page);
      expect(await page.title()).toMatch(JAPANESE);
    }
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('heading', { level: 1, name: 'Health' }).waitFor();
    // The control: what is not translated is found.
    await expect(expectJapaneseHeadings(page)).rejects.toThrow();
    await page.context().close();
  });

  it('are Japanese where the browser is', async () => {
    const page = await served.console.visit({ locale: 'ja-JP' });
    await page.goto('/health');
    await page.getByRole('heading', { level: 1, name: 'ヘルス' }).waitFor();
    expect(await languageOf(page)).toBe('ja');
    await page.context().close();
  });

  it('tell times in the zone that is chosen, relative or absolute', async () => {
    const page = await served.console.visit({});
    await page.goto('/incidents');
    await rowsOf(page).getByRole('link', { name: BACKDOOR }).first().click();
    const opened = definitionOf(page, 'Opened');
    const times = page.getByRole('table', { name: 'Decisions and notes' }).getByRole('time');
    await eventually(() => opened.innerText()).toMatch(/ago$/);
    expect(await times.first().innerText()).toBe('5 Mar 2026, 09:00:00 UTC');
    await choose(page, 'Times', 'Absolute');
    await eventually(() => opened.innerText()).toBe('5 Mar 2026, 09:00:00 UTC');

    await page.getByRole('button', { name: 'Preferences', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Preferences' });
    await dialog.getByRole('button', { name: 'Time zone Of this browser' }).click();
    await page.keyboard.type('Tokyo');
    await page.getByRole('option', { name: 'Asia/Tokyo' }).click();
    await dialog.getByRole('button', { name: 'Close', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    await eventually(() => opened.innerText()).toBe('5 Mar 2026, 18:00:00 GMT+9');
    expect(await times.first().innerText()).toBe('5 Mar 2026, 18:00:00 GMT+9');
    await page.reload();
    await eventually(() => opened.innerText()).toBe('5 Mar 2026, 18:00:00 GMT+9');
    await choose(page, 'Times', 'Relative (3 hours ago)');
    await eventually(() => opened.innerText()).toMatch(/ago$/);
    await page.context().close();
  });
});

async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole('banner').getByRole('button', { name: 'Preferences' }).click();
  const dialog = page.getByRole('dialog', { name: 'Preferences' });
  await dialog.getByRole('toolbar', { name: label }).getByRole('button', { name: option }).click();
  await dialog.getByRole('button', { name: 'Close', exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
}

/** How bright the middle of what is behind everything is, of 255. */
function brightnessOf(page: Page): Promise<number> {
  return page.evaluate(`(() => {
    let behind = document.querySelector('h1') ?? document.body;
    const colorOf = () => getComputedStyle(behind).backgroundColor;
    while (/, 0\\)$|transparent/.test(colorOf()) && behind.parentElement !== null) behind = behind.parentElement;
    const [red, green, blue] = behind.parentElement === null ? [255, 255, 255] : colorOf().match(/[\\d.]+/g).map(Number);
    return (red + green + blue) / 3;
  })()`);
}

function languageOf(page: Page): Promise<string> {
  return page.evaluate('document.documentElement.lang');
}

async function expectJapaneseHeadings(page: Page): Promise<void> {
  const headings = await page.getByRole('heading').allInnerTexts();
  expect(headings.length).toBeGreaterThan(0);
  const others = headings.filter((heading) => !JAPANESE.test(heading));
  expect(others.filter((heading) => heading !== 'MITRE ATT&CK')).toEqual([]);
}

function definitionOf(page: Page, term: string): Locator {
  return page
    .getByRole('term')
    .filter({ hasText: new RegExp(`^${term}$`) })
    .locator('xpath=following::dd[1]');
}
