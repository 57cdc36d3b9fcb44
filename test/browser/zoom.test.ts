import { expect, it } from 'vitest';
import type { IncidentPage } from '../../src/api/contract/incidents.ts';
import { describeInBrowser } from './describe-in-browser.ts';
import { rowsOf } from './list-page.ts';
import { goTo, PLACE_WORDS, placesOf } from './places.ts';
import { serveForSuite } from './serve-for-suite.ts';
import { createWalk } from './walk.ts';

/** A window of 1280 by 960 pixels at 200 %. */
const ZOOMED = {
  viewport: { width: 640, height: 480 },
  deviceScaleFactor: 2,
  reducedMotion: 'reduce',
} as const;

describeInBrowser('a page at 200 %', () => {
  const served = serveForSuite(() => ['examples/stories'], ZOOMED);

  it.each(['en', 'ja'] as const)(
    'does not scroll sideways (%s)',
    async (language) => {
      const { incidents } = await served.console.ask<IncidentPage>('/api/incidents?limit=1');
      const page = await served.console.visit({ ...ZOOMED, locale: language === 'en' ? 'en-US' : 'ja-JP' });
      await page.goto('/nowhere');
      const walk = createWalk(page);
      const beyond: string[] = [];
      const [incident] = incidents;
      for (const place of placesOf(incident?.id ?? '', incident?.rule.id ?? '')) {
        await goTo(walk, place, PLACE_WORDS[language]);
        for (const element of await page.evaluate<readonly string[]>(BEYOND))
          beyond.push(`${place.name}: ${element}`);
      }
      expect(beyond).toEqual([]);
      // The control: it is seen where something is too wide.
      await page.evaluate("document.querySelector('main h1').style.paddingLeft = '700px'");
      expect(await page.evaluate(BEYOND)).not.toEqual([]);
      await page.context().close();
    },
    180_000,
  );

  it('lets everything be reached that matters', async () => {
    const { page } = served;
    for (const [path, ...actions] of ACTIONS) {
      await page.goto(path);
      for (const [role, name] of actions) {
        // Scrolls there, and makes sure that it can be seen and that nothing lies above it.
        await page.getByRole(role, { name }).first().click({ trial: true });
      }
    }
    await page.goto('/health');
    // What is clicked is drawn; its role is that of the field beside it.
    const choose = page.locator('button', { hasText: 'Choose a file' });
    await Promise.all([page.waitForEvent('filechooser'), choose.click()]);
    await page.getByRole('button', { name: 'Open side navigation' }).click();
    await page.getByRole('link', { name: 'Incidents', exact: true }).first().click();
    await rowsOf(page).first().getByRole('link').first().click();
    for (const name of [
      'Graph',
      'Findings (2)',
      'What to do',
      /^About this entity/,
      'Evidence and history',
    ]) {
      await page.getByRole('tab', { name }).click();
      await page.getByRole('tabpanel', { name }).waitFor();
    }
    await page.getByRole('button', { name: 'Acknowledge' }).click();
    const dialog = page.getByRole('dialog', { name: 'Acknowledge 1 incident' });
    await dialog.getByRole('textbox', { name: 'Note - optional' }).fill('Seen on a small screen');
    await dialog.getByRole('button', { name: 'Acknowledge' }).click();
    await page
      .getByRole('table', { name: 'Decisions and notes' })
      .getByText('Seen on a small screen')
      .waitFor();
  });
});

type Role = 'button' | 'link' | 'textbox' | 'combobox' | 'searchbox' | 'checkbox';

const ACTIONS: readonly (readonly [path: string, ...actions: (readonly [Role, string | RegExp])[]])[] = [
  [
    '/incidents',
    ['button', 'Views'],
    ['button', 'Export'],
    ['button', 'Usual filters'],
    ['combobox', 'Filter incidents by text or property'],
    ['checkbox', /^Select Exfiltration/],
    ['link', /^Exfiltration/],
    ['button', 'Preferences'],
    ['button', 'Keyboard shortcuts'],
  ],
  ['/overview', ['link', 'Open: 9'], ['link', /^3 open incidents of/], ['button', /^As a table: Open/]],
  ['/rules', ['searchbox', 'Find rules'], ['link', /^Backdoor/]],
  [
    '/rules/ec2-backdoor-with-critical-cves',
    ['textbox', 'Edited source'],
    ['button', 'Try on the stored findings'],
    ['button', 'Download'],
  ],
];

/**
 * What reaches beyond the right edge of the window, unless it is in something that scrolls by itself: the outermost of
 * it. The page as a whole would not tell, since what does not fit into it is cut off.
 */
const BEYOND = `(() => {
  const scrolls = (element) => element.closest('[role=application]') !== null ||
    ['auto', 'scroll'].includes(getComputedStyle(element).overflowX);
  const isInScroller = (element) =>
    element !== null && (scrolls(element) || isInScroller(element.parentElement));
  const isBeyond = (element) => {
    const { right, width, height } = element.getBoundingClientRect();
    return width > 0 && height > 0 && right > innerWidth + 1 && element.checkVisibility({ visibilityProperty: true });
  };
  return [...document.querySelectorAll('body *')]
    .filter((element) => isBeyond(element) && !isBeyond(element.parentElement) && !isInScroller(element.parentElement))
    .map((element) => element.outerHTML.slice(0, 120));
})()`;
