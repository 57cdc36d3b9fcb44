import { beforeEach, expect, it } from 'vitest';
import { describeInBrowser } from './describe-in-browser.ts';
import { eventually } from './eventually.ts';
import { focusedName, isFocusVisible, tabTo } from './focus.ts';
import { headingOf, rowsOf } from './list-page.ts';
import { serveForSuite } from './serve-for-suite.ts';

describeInBrowser('the keyboard alone', () => {
  const served = serveForSuite(() => ['examples/stories']);

  beforeEach(async () => {
    await served.page.goto('/incidents');
    await rowsOf(served.page).first().waitFor();
  });

  it('leads from the skip link to an incident that is acknowledged', async () => {
    const { page } = served;
    await page.keyboard.press('Tab');
    expect(await focusedName(page)).toBe('Skip to the content');
    expect(await isFocusVisible(page)).toBe(true);
    await page.keyboard.press('Enter');
    expect(await focusedName(page)).toMatch(/^Incidents/);

    await page.keyboard.press('j');
    const title = await focusedName(page);
    expect(await rowsOf(page).first().innerText()).toContain(title);
    expect(await isFocusVisible(page)).toBe(true);
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/incidents\/[0-9a-f]+$/);
    await eventually(() => focusedName(page)).toBe(title);

    await tabTo(page, 'Acknowledge');
    expect(await isFocusVisible(page)).toBe(true);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Acknowledge 1 incident' }).waitFor();
    await eventually(() => focusedName(page)).toBe('Note - optional');
    expect(await isFocusVisible(page)).toBe(true);
    await page.keyboard.type('Seen');
    await tabTo(page, 'Acknowledge');
    expect(await isFocusVisible(page)).toBe(true);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await eventually(() => focusedName(page)).toBe('Acknowledge');
    await page.getByRole('definition').filter({ hasText: 'Acknowledgedby ada' }).waitFor();
  });

  it('stays within a dialog, closes it, and is back where it was', async () => {
    const { page } = served;
    await page.keyboard.press('j');
    const title = await focusedName(page);
    await page.keyboard.press('Enter');
    await eventually(() => focusedName(page)).toBe(title);
    await tabTo(page, 'Add note');
    await page.keyboard.press('Enter');
    await eventually(() => focusedName(page)).toBe('Note');
    for (let count = 0; count < 8; count += 1) {
      await page.keyboard.press('Tab');
      expect(await page.getByRole('dialog').locator(':focus').count()).toBe(1);
    }
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await eventually(() => focusedName(page)).toBe('Add note');
  });

  it('comes back to the button of a menu whose dialog is closed', async () => {
    const { page } = served;
    await page.keyboard.press('j');
    await page.keyboard.press('x');
    await eventually(() => headingOf(page)).toBe('Incidents (1/9)');
    await tabTo(page, 'Actions');
    await page.keyboard.press('Enter');
    await eventually(() => focusedName(page)).toBe('Acknowledge…');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Acknowledge 1 incident' }).waitFor();
    await eventually(() => focusedName(page)).toBe('Note - optional');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await eventually(() => focusedName(page)).toBe('Actions');
  });

  it('has the shortcuts that their dialog tells of', async () => {
    const { page } = served;
    await page.keyboard.press('?');
    const dialog = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await dialog.waitFor();
    const keys = await dialog.getByRole('term').allInnerTexts();
    expect(keys.map((key) => key.trim())).toEqual([
      'g i',
      'g o',
      'g r',
      'g h',
      '?',
      'j',
      'k',
      'Enter',
      'x',
      'p',
      '/',
    ]);
    // What lies under a dialog hears none of it.
    await page.keyboard.press('j');
    await dialog.waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });

    for (const [key, heading] of [
      ['o', 'Overview'],
      ['r', /^Rules/],
      ['h', 'Health'],
      ['i', /^Incidents/],
    ] as const) {
      await page.keyboard.press('g');
      await page.keyboard.press(key);
      await page.getByRole('heading', { level: 1, name: heading }).waitFor();
      await eventually(() => focusedName(page)).toMatch(heading);
    }
  });

  it('goes from row to row, selects, shows a preview, and writes a filter', async () => {
    const { page } = served;
    const links = await rowsOf(page).getByRole('rowheader').getByRole('link').evaluateAll(addressesOf);
    const focused = () => page.locator(':focus').evaluateAll(addressesOf);
    for (const [key, at] of [
      ['j', 0],
      ['j', 1],
      ['j', 2],
      ['k', 1],
    ] as const) {
      await page.keyboard.press(key);
      expect(await focused()).toEqual([links[at]]);
    }
    await page.keyboard.press('x');
    await eventually(() => rowsOf(page).nth(1).getByRole('checkbox').isChecked()).toBe(true);
    await page.keyboard.press('x');
    await eventually(() => rowsOf(page).nth(1).getByRole('checkbox').isChecked()).toBe(false);
    await page.keyboard.press('p');
    const preview = page
      .getByRole('region')
      .filter({ has: page.getByText('these signals corroborate each other') });
    await preview.waitFor();
    await page.keyboard.press('p');
    await preview.waitFor({ state: 'detached' });
    await page.keyboard.press('/');
    expect(await focusedName(page)).toBe('Filter incidents by text or property');
    expect(await isFocusVisible(page)).toBe(true);
    await page.keyboard.type('j');
    expect(await focusedName(page)).toBe('Filter incidents by text or property');
  });

  it('would not pass without a visible focus', async () => {
    const { page } = served;
    await page.evaluate(WITHOUT_RINGS);
    await page.keyboard.press('j');
    expect(await isFocusVisible(page)).toBe(false);
  });
});

const WITHOUT_RINGS = `
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('*, *::before, *::after { outline: none !important; box-shadow: none !important; ' +
    'border-color: transparent !important }');
  document.adoptedStyleSheets = [sheet];`;

function addressesOf(
  links: readonly { getAttribute(name: string): string | null }[],
): readonly (string | null)[] {
  return links.map((link) => link.getAttribute('href'));
}
