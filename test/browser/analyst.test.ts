import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { describeInBrowser } from './describe-in-browser.ts';
import { eventually } from './eventually.ts';
import { hiddenDnsFindings, instanceOf, writeFindings } from './incident-world.ts';
import {
  addCondition,
  chooseFilter,
  chooseInMenu,
  headingOf,
  noticesOf,
  rowOf,
  rowsOf,
} from './list-page.ts';
import { serveForSuite } from './serve-for-suite.ts';

const ATTACKED = 'i-0b1d5c0ffee000005';

describeInBrowser('an analyst', () => {
  const served = serveForSuite((folder) => {
    writeFindings(join(folder, 'high.json'), hiddenDnsFindings(1));
    return ['examples/stories', folder];
  });

  it('finds an incident, reads what it rests on, and decides about it', async () => {
    const { page } = served;
    await eventually(() => headingOf(page)).toBe('Incidents (10)');
    await addCondition(page, 'Severity = Critical');
    await eventually(() => headingOf(page)).toBe('Incidents (9)');
    expect(await rowOf(page, instanceOf(1).id).count()).toBe(0);

    await rowOf(page, ATTACKED).getByRole('link').first().click();
    await readWhy(page);
    await readSignals(page);
    await readTimeline(page);
    await readGraph(page);
    await readRawFinding(page);
    await page.getByRole('tab', { name: 'Evidence and history' }).click();
    await decide(page);

    const history = page.getByRole('table', { name: 'Decisions and notes' });
    await eventually(() => history.getByRole('row').count()).toBe(6);
    const rows = await history.getByRole('row').allInnerTexts();
    const told = rows.slice(1).map((row) => row.replace(/\s+/g, ' '));
    const today = /\d{1,2} \w{3} \d{4}, \d{2}:\d{2}:\d{2} UTC/.source;
    expect(told[0]).toMatch(/^4 Mar 2026, .* UTC Corroborate Opened Critical 4 pieces of evidence/);
    expect(told[1]).toMatch(new RegExp(`^${today} ada Acknowledged I am at it$`));
    expect(told[2]).toMatch(new RegExp(`^${today} ada Assigned to ada`));
    expect(told[3]).toMatch(new RegExp(`^${today} ada Note The attacker is out$`));
    expect(told[4]).toMatch(new RegExp(`^${today} ada Closed by hand Redeployed$`));

    await page
      .getByRole('navigation', { name: 'Breadcrumbs' })
      .getByRole('link', { name: 'Incidents' })
      .click();
    const row = rowOf(page, ATTACKED);
    await row.getByText('Closed by hand').waitFor();
    expect(await row.innerText()).toMatch(/Closed by hand\s+ada\s+Open/);
    await chooseFilter(page, 'Unhandled');
    await eventually(() => headingOf(page)).toBe('Incidents (9)');
    expect(await rowOf(page, ATTACKED).count()).toBe(0);
    await chooseFilter(page, 'Mine');
    await eventually(() => rowsOf(page).count()).toBe(1);
    expect(await rowsOf(page).innerText()).toContain(ATTACKED);
  });

  it('accepts a risk until a day, and takes that back', async () => {
    const { page } = served;
    await page.goto('/incidents');
    await rowOf(page, 'example-ledger').getByRole('link').first().click();
    await chooseInMenu(page, 'Actions', 'Accept risk…');
    const dialog = page.getByRole('dialog', { name: 'Accept the risk of 1 incident' });
    const until = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
    await dialog.getByRole('textbox', { name: 'Accepted until' }).fill('2020/01/01');
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('It is to be public');
    await dialog.getByRole('button', { name: 'Accept risk' }).click();
    await dialog.getByText('Choose a day that is still to come.').waitFor();
    await dialog.getByRole('textbox', { name: 'Accepted until' }).fill(until.replaceAll('-', '/'));
    await dialog.getByRole('button', { name: 'Accept risk' }).click();
    await dialog.waitFor({ state: 'detached' });
    await noticesOf(page).getByText('Risk of 1 incident accepted.').waitFor();
    const handling = page.getByRole('definition').filter({ hasText: 'Risk accepted' });
    await eventually(() => handling.innerText()).toContain('Reason: It is to be public');
    const times = await handling
      .locator('time')
      .evaluateAll((all) => all.map((time) => time.getAttribute('datetime')));
    expect(times[1]).toBe(`${until}T23:59:59.999Z`);

    await chooseInMenu(page, 'Actions', 'Clear handling…');
    const clear = page.getByRole('dialog', { name: 'Clear the handling of 1 incident' });
    await clear.getByRole('button', { name: 'Clear handling' }).click();
    await clear.waitFor({ state: 'detached' });
    await handling.waitFor({ state: 'detached' });
    await page.goto('/incidents');
    await chooseFilter(page, 'Unhandled');
    await rowOf(page, 'example-ledger').waitFor();
  });

  it('marks a false positive', async () => {
    const { page } = served;
    await page.goto('/incidents');
    await rowOf(page, 'example-build-secrets').getByRole('link').first().click();
    await chooseInMenu(page, 'Actions', 'False positive…');
    const dialog = page.getByRole('dialog', { name: 'Mark 1 incident as false positive' });
    await dialog.getByRole('button', { name: 'False positive' }).click();
    await dialog.getByText('Say why, for whoever reads it later.').waitFor();
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('A test of ours');
    await dialog.getByRole('button', { name: 'False positive' }).click();
    await page.getByRole('definition').filter({ hasText: 'Reason: A test of ours' }).waitFor();
    await page
      .getByRole('table', { name: 'Decisions and notes' })
      .getByText('Marked as false positive')
      .waitFor();
  });

  it('acknowledges several at once', async () => {
    const { page } = served;
    await page.goto('/incidents');
    await chooseFilter(page, 'Unhandled');
    const backdoors = ['i-0b1d5c0ffee000001', 'i-0b1d5c0ffee000002', 'i-0b1d5c0ffee000004'];
    expect(
      await page.getByRole('button', { name: 'Actions', exact: true }).getAttribute('aria-disabled'),
    ).toBe('true');
    for (const id of backdoors) await rowOf(page, id).getByRole('checkbox').check();
    await eventually(() => headingOf(page)).toMatch(/^Incidents \(3\/\d+\)$/);
    await chooseInMenu(page, 'Actions', 'Acknowledge…');
    const dialog = page.getByRole('dialog', { name: 'Acknowledge 3 incidents' });
    await dialog.getByRole('button', { name: 'Acknowledge' }).click();
    await noticesOf(page).getByText('3 incidents acknowledged.').waitFor();
    for (const id of backdoors) await rowOf(page, id).waitFor({ state: 'detached' });
    await chooseFilter(page, 'Open');
    for (const id of backdoors) await rowOf(page, id).getByText('Acknowledged').waitFor();
  });
});

async function readWhy(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 2, name: 'Why this is an incident' }).waitFor();
  const why = page.getByRole('paragraph').filter({ hasText: 'this EC2 instance' });
  expect(await why.innerText()).toMatch(/^Within \d+ days, this EC2 instance had .* brute-force/);
  expect(page.url()).toMatch(/\/incidents\/[0-9a-f]{32}$/);
}

async function readSignals(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Expand all' }).click();
  const findings = page.getByRole('table', { name: 'brute-force' });
  await findings.getByRole('rowheader').first().waitFor();
  expect(await findings.getByRole('row').count()).toBe(2);
  const lines = page.getByRole('region', { name: 'In the rule: brute-force' });
  await eventually(() => lines.innerText()).toMatch(/^\s*\d+\s+brute-force:/);
}

async function readTimeline(page: Page): Promise<void> {
  const timeline = page.getByRole('group', { name: 'Timeline' });
  await timeline
    .getByRole('button', { name: /Activity (at|from) / })
    .first()
    .waitFor();
  await timeline
    .getByRole('button', { name: /Condition since .*, still so$/ })
    .first()
    .waitFor();
  await timeline.getByRole('button', { name: /^Opened: Corroborate, / }).waitFor();
}

async function readGraph(page: Page): Promise<void> {
  await page.getByRole('tab', { name: 'Graph' }).click();
  const graph = page.getByRole('tabpanel', { name: 'Graph' });
  await graph.getByRole('button', { name: 'Fit view' }).waitFor();
  await eventually(() => graph.getByText(ATTACKED).count()).toBeGreaterThan(0);
  await graph.getByRole('button', { name: 'Table' }).click();
  const table = graph.getByRole('table', { name: 'Graph' });
  await table.getByRole('cell', { name: 'Evidence for signal brute-force' }).waitFor();
  await table
    .getByRole('cell', { name: /^Relation, stated by / })
    .first()
    .waitFor();
}

async function readRawFinding(page: Page): Promise<void> {
  await page.getByRole('tab', { name: 'Findings (4)' }).click();
  const findings = page.getByRole('table', { name: 'Findings' });
  await findings
    .getByRole('button', { name: /^Raw finding: / })
    .first()
    .click();
  const dialog = page.getByRole('dialog', { name: 'Raw finding (ASFF)' });
  await dialog.getByText('"SchemaVersion"').waitFor();
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await dialog.waitFor({ state: 'detached' });
}

/** Acknowledges, assigns, writes a note, and resolves with a reason. */
async function decide(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Acknowledge' }).click();
  const acknowledge = page.getByRole('dialog', { name: 'Acknowledge 1 incident' });
  await acknowledge.getByRole('textbox', { name: 'Note - optional' }).fill('I am at it');
  await acknowledge.getByRole('button', { name: 'Acknowledge' }).click();
  await acknowledge.waitFor({ state: 'detached' });

  await page.getByRole('button', { name: 'Assign' }).click();
  const assign = page.getByRole('dialog', { name: 'Assign 1 incident' });
  await assign.getByRole('radio', { name: 'Me (ada)' }).check();
  await assign.getByRole('button', { name: 'Assign' }).click();
  await assign.waitFor({ state: 'detached' });

  const history = page.getByRole('table', { name: 'Decisions and notes' });
  await page.getByRole('textbox', { name: 'Note' }).fill('The attacker is out');
  await page.getByRole('button', { name: 'Add note' }).last().click();
  await history.getByText('The attacker is out').waitFor();

  await chooseInMenu(page, 'Actions', 'Resolve…');
  const resolve = page.getByRole('dialog', { name: 'Resolve 1 incident' });
  await resolve.getByRole('button', { name: 'Resolve' }).click();
  await resolve.getByText('Say why, for whoever reads it later.').waitFor();
  await resolve.getByRole('textbox', { name: 'Reason' }).fill('Redeployed');
  await resolve.getByRole('button', { name: 'Resolve' }).click();
  await resolve.waitFor({ state: 'detached' });
}
