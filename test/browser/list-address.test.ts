import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import type { IncidentRow } from '../../src/api/contract/incidents.ts';
import { describeInBrowser } from './describe-in-browser.ts';
import { eventually } from './eventually.ts';
import {
  ACCOUNTS,
  backdoorFindings,
  hiddenDnsFindings,
  instanceOf,
  writeFindings,
} from './incident-world.ts';
import { addCondition, chooseFilter, chooseInMenu, headingOf, noticesOf, rowsOf } from './list-page.ts';
import { serveForSuite } from './serve-for-suite.ts';

/** Instances 0 to 63 have a backdoor, and 64 to 68 hidden DNS. */
const CRITICAL = 64;
const HIGH = 5;

describeInBrowser('the address of the list', () => {
  const served = serveForSuite((folder) => {
    const numbers = Array.from({ length: CRITICAL + HIGH }, (_, index) => index);
    const findings = numbers.flatMap((n) => (n < CRITICAL ? backdoorFindings(n) : hiddenDnsFindings(n)));
    writeFindings(join(folder, 'findings.json'), findings);
    return [folder];
  });

  it('holds the filter, so that it shows the same in another page', async () => {
    const { page, console } = served;
    await page.goto('/incidents');
    await eventually(() => headingOf(page)).toBe('Incidents (69)');
    expect(new URL(page.url()).search).toBe('');
    expect(await noticesOf(page).getByText('could not be read').count()).toBe(0);
    await addCondition(page, 'Severity = High');
    await eventually(() => headingOf(page)).toBe('Incidents (5)');
    await addCondition(page, `Account = ${ACCOUNTS[1]}`);
    await eventually(() => headingOf(page)).toBe('Incidents (2)');
    const shown = await rowsOf(page).allInnerTexts();
    expect(shown.every((row) => row.includes('High') && row.includes(ACCOUNTS[1]))).toBe(true);

    const other = await console.context.newPage();
    await other.goto(page.url());
    await eventually(() => rowsOf(other).allInnerTexts()).toEqual(shown);
    expect(await conditionsOf(other)).toEqual(await conditionsOf(page));
    await other.reload();
    await eventually(() => rowsOf(other).allInnerTexts()).toEqual(shown);
    await other.close();
  });

  it('leads back and forth between the filters that were chosen', async () => {
    const { page } = served;
    await page.goto('/incidents');
    await eventually(() => headingOf(page)).toBe('Incidents (69)');
    await addCondition(page, 'Severity = High');
    await eventually(() => headingOf(page)).toBe('Incidents (5)');
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await eventually(() => headingOf(page)).toBe('Incidents (69)');
    expect(await conditionsOf(page)).toEqual([]);
    await page.goBack();
    await eventually(() => headingOf(page)).toBe('Incidents (5)');
    expect(await conditionsOf(page)).toEqual(['Status = Open', 'Severity = High']);
    await page.goBack();
    await eventually(() => conditionsOf(page)).toEqual(['Status = Open']);
    await page.goForward();
    await eventually(() => conditionsOf(page)).toEqual(['Status = Open', 'Severity = High']);
  });

  it.each([
    ['a filter that is no JSON', 'filter=%7B%22operation', 'filter', 'Incidents (69)'],
    ['a filter of another form', 'filter=%5B1%2C2%5D', 'filter', 'Incidents (69)'],
    [
      'a hostile value',
      `filter=${encodeURIComponent('<img src=x onerror=alert(1)>')}`,
      'filter',
      'Incidents (69)',
    ],
    [
      'an order and a page that are not',
      'sort=__proto__&order=up&page=-1',
      'sort, order, page',
      'Incidents (69)',
    ],
    [
      'a filter that can be read beside a size that cannot',
      `filter=${encodeURIComponent('{"operation":"and","tokens":[{"property":"severity","operator":"=","value":"HIGH"}]}')}&size=7`,
      'size',
      'Incidents (5)',
    ],
  ])('says so of %s, and shows the rest', async (_, search, what, heading) => {
    const { page } = served;
    await page.goto(`/incidents?${search}`);
    await noticesOf(page)
      .getByText(`The address of the page could not be read in full (${what}); that part is as usual.`)
      .waitFor();
    await eventually(() => headingOf(page)).toBe(heading);
    // What was put right can be read, so that nobody is told again.
    expect([...new URL(page.url()).searchParams.keys()].filter((name) => what.includes(name))).toEqual([]);
  });

  it('holds the order', async () => {
    const { page } = served;
    await page.goto('/incidents?size=20');
    await rowsOf(page).first().waitFor();
    const entity = page.getByRole('columnheader', { name: 'Entity' });
    await sortBy(page, 'Entity');
    await eventually(() => entity.getAttribute('aria-sort')).toBe('ascending');
    await eventually(() => rowsOf(page).first().innerText()).toContain(instanceOf(0).id);
    await sortBy(page, 'Entity');
    await eventually(() => entity.getAttribute('aria-sort')).toBe('descending');
    const [last] = [...Array(69).keys()]
      .map((n) => instanceOf(n).arn)
      .sort()
      .toReversed();
    await eventually(() => rowsOf(page).first().innerText()).toContain(last?.split('/')[1]);
    await page.reload();
    await eventually(() => rowsOf(page).first().innerText()).toContain(last?.split('/')[1]);
    expect(await entity.getAttribute('aria-sort')).toBe('descending');
  });

  it('holds the page, and every incident is on one', async () => {
    const { page } = served;
    await page.goto('/incidents');
    await eventually(() => rowsOf(page).count()).toBe(50);
    const first = await rowsOf(page).allInnerTexts();
    await page.getByRole('button', { name: 'Next page' }).click();
    await eventually(() => rowsOf(page).count()).toBe(19);
    const second = await rowsOf(page).allInnerTexts();
    expect(new Set([...first, ...second].map((row) => /i-0\d{16}/.exec(row)?.[0])).size).toBe(69);
    expect(new URL(page.url()).searchParams.get('page')).toBe('2');
    await page.reload();
    await eventually(() => rowsOf(page).allInnerTexts()).toEqual(second);
    // Another filter begins on its first page.
    await chooseFilter(page, 'Unhandled');
    await eventually(() => rowsOf(page).count()).toBe(50);
    expect(new URL(page.url()).searchParams.has('page')).toBe(false);
  });

  it('is kept under a name as a view', async () => {
    const { page, console } = served;
    await page.goto('/incidents');
    await addCondition(page, 'Severity = High');
    await eventually(() => headingOf(page)).toBe('Incidents (5)');
    await chooseInMenu(page, 'Views', 'Save view');
    const dialog = page.getByRole('dialog', { name: 'Save view' });
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Less urgent');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Less urgent', exact: true }).waitFor();

    const other = await console.context.newPage();
    await other.goto('/incidents');
    await eventually(() => headingOf(other)).toBe('Incidents (69)');
    await chooseInMenu(other, 'Views', 'Less urgent');
    await eventually(() => headingOf(other)).toBe('Incidents (5)');
    expect(await conditionsOf(other)).toEqual(['Status = Open', 'Severity = High']);
    await chooseInMenu(other, 'Less urgent', 'Open, most urgent first');
    await eventually(() => headingOf(other)).toBe('Incidents (69)');
    await other.close();
  });

  it('says what is exported: all that is filtered, in its order, and nothing else', async () => {
    const { page } = served;
    await page.goto('/incidents');
    await addCondition(page, `Account = ${ACCOUNTS[0]}`);
    await eventually(() => headingOf(page)).toBe('Incidents (23)');
    await sortBy(page, 'Entity');
    await eventually(() => rowsOf(page).first().innerText()).toContain(instanceOf(0).id);
    const shown = (await rowsOf(page).allInnerTexts()).map((row) => /i-0\d{16}/.exec(row)?.[0]);
    expect(shown).toHaveLength(23);

    const incidents: readonly IncidentRow[] = (await exported(page, 'NDJSON'))
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(incidents.map(({ entity }) => entity.id.split('/')[1])).toEqual(shown);

    const [header = [], ...cells] = (await exported(page, 'CSV'))
      .trimEnd()
      .split('\r\n')
      .map((line) =>
        [...line.matchAll(/"((?:[^"]|"")*)"|([^,"\uFEFF]+)/g)].map(([, text, bare]) => text ?? bare),
      );
    const entities = cells.map((row) => row[header.indexOf('entity')]?.split('/')[1]);
    expect(entities).toEqual(shown);
  });
});

async function conditionsOf(page: Page): Promise<readonly string[]> {
  const groups = await page.getByRole('group', { name: / (equals|contains) / }).allInnerTexts();
  return groups.map((text) =>
    text
      .replace(/\s+/g, ' ')
      .trim()
      .replace(/^(and|or) /, ''),
  );
}

/** By the keyboard: what the mouse reaches is a copy of the headings that stays in sight, without roles. */
async function sortBy(page: Page, column: string): Promise<void> {
  await page.getByRole('columnheader', { name: column }).getByRole('button').first().press('Enter');
}

async function exported(page: Page, format: 'CSV' | 'NDJSON'): Promise<string> {
  const download = page.waitForEvent('download');
  await chooseInMenu(page, 'Export', format);
  const file = await download;
  expect(file.suggestedFilename()).toMatch(new RegExp(`^incidents.*\\.${format.toLowerCase()}$`));
  return readFile(await file.path(), 'utf8');
}
