import { mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { describeInBrowser } from './describe-in-browser.ts';
import { eventually } from './eventually.ts';
import { backdoorFindings, instanceOf, vulnerability, writeFindings } from './incident-world.ts';
import { headingOf, noticesOf, rowOf, rowsOf } from './list-page.ts';
import { serveForSuite } from './serve-for-suite.ts';

const DISCONNECTED = 'The server cannot be heard; what is shown may be old. Trying again.';

describeInBrowser('what arrives', () => {
  const served = serveForSuite((folder) => {
    mkdirSync(join(folder, 'incoming'));
    writeFindings(join(folder, 'first.json'), backdoorFindings(0));
    return ['--watch', join(folder, 'incoming'), join(folder, 'first.json')];
  });

  it('is in a list that is open, without loading it again', async () => {
    const { page, console } = served;
    await page.goto('/incidents');
    await eventually(() => headingOf(page)).toBe('Incidents (1)');
    await page.evaluate('globalThis.isSamePage = true');
    await rowOf(page, instanceOf(0).id).getByRole('checkbox').check();
    const { counts } = await console.postFindings(backdoorFindings(1));
    expect(counts).toMatchObject({ received: 4, matched: 4, quarantined: 0 });
    await rowOf(page, instanceOf(1).id).waitFor();
    // What was selected still is, and nothing else.
    await eventually(() => headingOf(page)).toBe('Incidents (1/2)');
    // The control: what makes no incident is not there.
    await console.postFindings(backdoorFindings(2).slice(0, 3));
    await console.postFindings(backdoorFindings(3));
    await rowOf(page, instanceOf(3).id).waitFor();
    expect(await rowOf(page, instanceOf(2).id).count()).toBe(0);
    expect(await rowsOf(page).count()).toBe(3);
    expect(await page.evaluate('isSamePage')).toBe(true);
  });

  it('is on the page of an incident, and leaves an open dialog as it is', async () => {
    const { page, console } = served;
    await page.goto('/incidents');
    await rowOf(page, instanceOf(0).id).getByRole('link').first().click();
    await page.getByRole('tab', { name: 'Findings (4)' }).waitFor();
    const signal = page.getByRole('button', { name: 'critical-cve: Met' });
    await signal.click();
    const findings = page.getByRole('table', { name: 'critical-cve' });
    await eventually(() => findings.getByRole('rowheader').count()).toBe(3);
    await page.getByRole('button', { name: 'Acknowledge' }).click();
    const dialog = page.getByRole('dialog', { name: 'Acknowledge 1 incident' });
    const note = dialog.getByRole('textbox', { name: 'Note - optional' });
    await note.fill('Half a sent');
    await console.postFindings([vulnerability(0, 4)]);
    await page.getByRole('tab', { name: 'Findings (5)', includeHidden: true }).waitFor();
    expect(await findings.getByRole('rowheader', { includeHidden: true }).count()).toBe(4);
    expect(await note.inputValue()).toBe('Half a sent');
    await note.pressSequentially('ence');
    await dialog.getByRole('button', { name: 'Acknowledge' }).click();
    await dialog.waitFor({ state: 'detached' });
    const history = page.getByRole('table', { name: 'Decisions and notes' });
    await history.getByText('Half a sentence').waitFor();
    await history.getByText('5 pieces of evidence').waitFor();
  });

  it('may be what somebody else did', async () => {
    const { page, console } = served;
    await page.goto('/incidents');
    await rowOf(page, instanceOf(1).id).getByRole('link').first().click();
    const other = await console.context.newPage();
    await other.goto(page.url());
    await other.getByRole('textbox', { name: 'Note' }).fill('Seen by two');
    await other.getByRole('button', { name: 'Add note' }).last().click();
    await page.getByRole('table', { name: 'Decisions and notes' }).getByText('Seen by two').waitFor();
    await other.close();
  });

  it('may be a file in a folder that is watched', async () => {
    const { page, folder } = served;
    await page.goto('/incidents');
    await rowOf(page, instanceOf(0).id).waitFor();
    writeFindings(join(folder, 'later.json'), backdoorFindings(7));
    renameSync(join(folder, 'later.json'), join(folder, 'incoming', 'later.json'));
    await rowOf(page, instanceOf(7).id).waitFor();
  });

  it('is missed where the server stops, which the page says', async () => {
    const { page, console } = served;
    await page.goto('/incidents');
    await rowOf(page, instanceOf(0).id).waitFor();
    expect(await noticesOf(page).getByText(DISCONNECTED).count()).toBe(0);
    await console.stopServer();
    await noticesOf(page).getByText(DISCONNECTED).waitFor();
    // What was shown stays.
    expect(await rowOf(page, instanceOf(0).id).count()).toBe(1);
  });
});
