import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import type { IncidentPage } from '../../src/api/contract/incidents.ts';
import type { Health } from '../../src/api/contract/intake.ts';
import type { Overview } from '../../src/api/contract/overview.ts';
import { describeInBrowser } from './describe-in-browser.ts';
import { eventually } from './eventually.ts';
import { backdoorFindings, hiddenDnsFindings, writeFindings } from './incident-world.ts';
import { headingOf } from './list-page.ts';
import { serveForSuite } from './serve-for-suite.ts';

const BACKDOOR = 'Backdoor traffic from an instance with critical vulnerabilities';

describeInBrowser('the other pages', () => {
  const served = serveForSuite((folder) => {
    writeFindings(join(folder, 'high.json'), [...hiddenDnsFindings(1), ...hiddenDnsFindings(2)]);
    return ['--body-limit', '20KiB', 'examples/stories', folder];
  });

  it('overview: has the numbers of the API, each with the way to its incidents', async () => {
    const { page, console } = served;
    const overview = await console.ask<Overview>('/api/overview?days=30&timeZone=UTC');
    const { count: open } = await console.ask<IncidentPage>(
      `/api/incidents?filter=${filterOf('status', 'open')}`,
    );
    const { count: resolved } = await console.ask<IncidentPage>(
      `/api/incidents?filter=${filterOf('status', 'resolved')}`,
    );
    expect([overview.open, overview.resolved]).toEqual([open, resolved]);
    await page.goto('/overview');
    await page.getByRole('link', { name: `Open: ${open}`, exact: true }).waitFor();
    await page.getByRole('link', { name: `New: ${overview.unhandled}`, exact: true }).waitFor();
    await page.getByRole('link', { name: `Resolved: ${resolved}`, exact: true }).waitFor();

    expect(await cellsOf(page.getByRole('table', { name: 'Open incidents by severity' }), 2)).toEqual(
      overview.openBySeverity.map(({ severity, count }) => [severity, String(count)]),
    );
    expect(await cellsOf(page.getByRole('table', { name: 'Open incidents by rule' }), 2)).toEqual(
      overview.openByRule.map(({ title, count }) => [title.toUpperCase(), String(count)]),
    );
    expect(await cellsOf(page.getByRole('table', { name: 'Accounts most affected' }), 3)).toEqual(
      overview.accounts.map(({ account, open, critical }) => [account, String(open), String(critical)]),
    );

    await page.getByRole('link', { name: `3 open incidents of ${BACKDOOR}` }).click();
    await eventually(() => headingOf(page)).toBe('Incidents (3)');
    await page.goBack();
    await page.getByRole('link', { name: `Resolved: ${resolved}`, exact: true }).click();
    await eventually(() => headingOf(page)).toBe(`Incidents (${resolved})`);
  });

  it('health: takes a file in, says what became of it, and adds up', async () => {
    const { page, console } = served;
    const before = (await console.ask<Health>('/api/health')).counts;
    await page.goto('/health');
    await page.getByText(`Received ${before?.received} = `).waitFor();
    const lines = [...backdoorFindings(9), { no: 'finding' }].map((finding) => JSON.stringify(finding));
    const choose = page.locator('button', { hasText: 'Choose a file' });
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), choose.click()]);
    await chooser.setFiles({
      name: 'today.ndjson',
      mimeType: 'application/x-ndjson',
      buffer: Buffer.from([...lines, '{"broken'].join('\n')),
    });
    await page.getByRole('button', { name: 'Post', exact: true }).click();
    await page.getByText('today.ndjson was taken in; records that could not be read: 2').waitFor();
    await page
      .getByText('Received 6 = Matched 4 + Ignored 0 + Duplicate 0 + Stale 0 + Quarantined 2')
      .waitFor();
    const after = { ...before, received: (before?.received ?? 0) + 6, matched: (before?.matched ?? 0) + 4 };
    const { ignored, duplicate, stale } = after;
    await page
      .getByText(
        `Received ${after.received} = Matched ${after.matched} + Ignored ${ignored} + Duplicate ${duplicate} + Stale ${stale} + Quarantined 2`,
      )
      .waitFor();
    expect(await page.getByText('It adds up: nothing disappeared.').count()).toBe(2);
    const { counts, quarantined, runs } = await console.ask<Health>('/api/health');
    expect(counts).toMatchObject({ ...after, quarantined: 2 });
    const places = await cellsOf(page.getByRole('table', { name: 'Quarantined' }), 3);
    expect(places.map(([, place, reason]) => [place, reason])).toEqual(
      quarantined.map(({ place, reason }) => [place.toUpperCase(), reason.toUpperCase()]),
    );
    const [run] = await cellsOf(page.getByRole('table', { name: 'Runs' }), 10);
    expect(run?.slice(3, 9)).toEqual(['6', '4', '0', '0', '0', '2']);
    expect(run?.[0]).toBe(runs[0]?.source.toUpperCase());
  });

  it('health: says why a file is not taken', async () => {
    const { page } = served;
    await page.goto('/health');
    const choose = page.locator('button', { hasText: 'Choose a file' });
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), choose.click()]);
    const findings = [10, 11, 12, 13].flatMap(backdoorFindings);
    await chooser.setFiles({
      name: 'large.json',
      mimeType: 'application/json',
      buffer: Buffer.from(JSON.stringify(findings)),
    });
    await page.getByRole('button', { name: 'Post', exact: true }).click();
    await page.getByText('The file was not taken in').waitFor();
    // It is still there, to be tried again.
    await page.getByRole('button', { name: 'Remove large.json' }).waitFor();
  });

  it('rule: is found, and tells what an edited one would have opened', async () => {
    const { page, console } = served;
    await page.goto('/rules');
    await page.getByRole('searchbox', { name: 'Find rules' }).fill('backdoor-with');
    await page.getByText('1 match', { exact: true }).first().waitFor();
    await page.getByRole('link', { name: BACKDOOR }).click();
    await page.getByRole('heading', { level: 1, name: BACKDOOR }).waitFor();

    const editor = page.getByRole('textbox', { name: 'Edited source' });
    const source = await editor.inputValue();
    const run = page.getByRole('button', { name: 'Try on the stored findings' });
    const [now, edited] = ['Incidents of the rule as it runs now', 'Incidents of the edited rule'];
    await run.click();
    await eventually(() => definitionOf(page, edited)).toMatch(/ \(No difference\)$/);
    const running = Number(await definitionOf(page, now));
    const { count, total } = await console.ask<IncidentPage>(
      `/api/incidents?filter=${filterOf('rule', 'ec2-backdoor-with-critical-cves')}`,
    );
    expect(running).toBe(count);

    await editor.fill(source.replace('count: 3', 'count: 1'));
    await page.getByText('The text was edited after this was tried.').waitFor();
    await run.click();
    await eventually(() => definitionOf(page, edited)).toMatch(/ more\)$/);
    const [, all, more] = /^(\d+) \((\d+) more\)$/.exec(await definitionOf(page, edited)) ?? [];
    expect(Number(all)).toBe(running + Number(more));
    expect(Number(more)).toBeGreaterThan(0);
    await page.getByRole('heading', { name: `Incidents that would have opened (${all})` }).waitFor();
    // It was tried and nothing more.
    expect((await console.ask<IncidentPage>('/api/incidents')).total).toBe(total);

    await page.getByRole('link', { name: 'Health' }).click();
    await page.getByRole('heading', { level: 1, name: 'Health' }).waitFor();
    await page.goBack();
    await eventually(() => editor.inputValue()).toContain('count: 1');
    await page.getByRole('button', { name: 'Discard the edit' }).click();
    expect(await editor.inputValue()).toBe(source);
  });

  it('rule: shows where an edited one is broken', async () => {
    const { page } = served;
    await page.goto('/rules/ec2-backdoor-with-critical-cves');
    const editor = page.getByRole('textbox', { name: 'Edited source' });
    await editor.waitFor();
    const source = await editor.inputValue();
    await editor.fill(source.replace('count: 3', 'count: three').replace('within: 30d', 'withn: 30d'));
    await page.getByRole('button', { name: 'Try on the stored findings' }).click();
    await page.getByText('The rule was not tried, since it has errors.').waitFor();
    const line = (text: string) => source.slice(0, source.indexOf(text)).split('\n').length;
    const column = (text: string) => source.indexOf(text) - source.lastIndexOf('\n', source.indexOf(text));
    const places = await page.getByRole('table', { name: 'Issues' }).getByRole('button').allInnerTexts();
    expect(places).toContain(`${line('count: 3')}:${column('count: 3') + 'count: '.length}`);
    expect(places).toContain(`${line('within: 30d')}:${column('within: 30d')}`);
    await page.getByRole('button', { name: `Go to ${places[0]}` }).click();
    const selected: number = await editor.evaluate((field) => field.selectionStart);
    const [atLine, atColumn] = (places[0] ?? '').split(':').map(Number);
    const before = (await editor.inputValue()).slice(0, selected).split('\n');
    expect([before.length, (before.at(-1) ?? '').length + 1]).toEqual([atLine, atColumn]);
    await page.getByRole('button', { name: 'Discard the edit' }).click();
  });
});

function filterOf(property: string, value: string): string {
  return encodeURIComponent(
    JSON.stringify({ operation: 'and', tokens: [{ property, operator: '=', value }] }),
  );
}

/** What stands in the first cells of each row of a table, without regard to capitals. */
async function cellsOf(table: Locator, columns: number): Promise<readonly (readonly string[])[]> {
  await table.getByRole('rowheader').or(table.getByRole('cell')).first().waitFor();
  const rows = await table.getByRole('row').all();
  const texts = await Promise.all(
    rows.slice(1).map((row) => row.getByRole('rowheader').or(row.getByRole('cell')).allInnerTexts()),
  );
  return texts.map((cells) => cells.slice(0, columns).map((cell) => cell.trim().toUpperCase()));
}

function definitionOf(page: Page, label: string): Promise<string> {
  const term = page.getByRole('term').filter({ hasText: new RegExp(`^${label}$`) });
  return term.locator('xpath=following::dd[1]').innerText();
}
