import type { Locator, Page } from 'playwright-core';

/** The rows of incidents, without that of the headings. */
export function rowsOf(page: Page): Locator {
  return page
    .getByRole('grid', { name: 'Incidents' })
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader') });
}

/** The row of an incident, by something that stands in it alone. */
export function rowOf(page: Page, text: string): Locator {
  return rowsOf(page).filter({ hasText: text });
}

/** The heading of the page with its count, as `Incidents (9)`. */
export function headingOf(page: Page): Promise<string> {
  return page.getByRole('heading', { level: 1 }).innerText();
}

/** Writes a condition into the filter, as `Severity = Critical`. */
export async function addCondition(page: Page, condition: string): Promise<void> {
  const input = page.getByRole('combobox', { name: 'Filter incidents by text or property' });
  await input.fill(condition);
  await input.press('Enter');
}

/** Chooses one of the usual filters. */
export async function chooseFilter(page: Page, name: 'Open' | 'Unhandled' | 'Mine' | 'All'): Promise<void> {
  await page.getByRole('toolbar', { name: 'Usual filters' }).getByRole('button', { name }).click();
}

/** Chooses an entry of a menu, by the names of its button and of the entry. */
export async function chooseInMenu(page: Page | Locator, menu: string, entry: string): Promise<void> {
  await page.getByRole('button', { name: menu, exact: true }).click();
  await page.getByRole('menuitem', { name: entry, exact: true }).click();
}

/** The notices above the page. */
export function noticesOf(page: Page): Locator {
  return page.getByRole('region', { name: 'Notices' });
}
