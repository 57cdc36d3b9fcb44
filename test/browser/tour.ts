import type { Locator } from 'playwright-core';
import { FRAME_EN, FRAME_JA, type FrameTexts } from '../../console/texts/frame-texts.ts';
import { HEALTH_EN, HEALTH_JA, type HealthTexts } from '../../console/texts/health-texts.ts';
import type { IncidentTexts } from '../../console/texts/incident-texts.ts';
import { INCIDENT_EN } from '../../console/texts/incident-texts-en.ts';
import { INCIDENT_JA } from '../../console/texts/incident-texts-ja.ts';
import { INCIDENTS_EN, INCIDENTS_JA, type IncidentsTexts } from '../../console/texts/incidents-texts.ts';
import { TRIAL_EN, TRIAL_JA, type TrialTexts } from '../../console/texts/trial-texts.ts';
import type { Walk } from './walk.ts';

/** The texts by which things are found on a page, by language. */
const WORDS: Readonly<Record<TourLanguage, Words>> = {
  en: {
    frame: FRAME_EN,
    health: HEALTH_EN,
    incident: INCIDENT_EN,
    incidents: INCIDENTS_EN,
    trial: TRIAL_EN,
    nextPage: 'Next page',
  },
  ja: {
    frame: FRAME_JA,
    health: HEALTH_JA,
    incident: INCIDENT_JA,
    incidents: INCIDENTS_JA,
    trial: TRIAL_JA,
    nextPage: '次のページ',
  },
};

/** In which language the pages speak. */
export type TourLanguage = 'en' | 'ja';

interface Words {
  readonly frame: FrameTexts;
  readonly health: HealthTexts;
  readonly incident: IncidentTexts;
  readonly incidents: IncidentsTexts;
  readonly trial: TrialTexts;
  /** The design system's own text. */
  readonly nextPage: string;
}

/** All of one incident: every tab, all signals expanded, the graph and its table, and one finding as it came. */
export async function seeIncident(walk: Walk, id: string, language: TourLanguage, at: number): Promise<void> {
  const { page } = walk;
  const { incident } = WORDS[language];
  const part = (name: string) => walk.go(`/incidents/${id}?part=${name}`);
  await part('evidence');
  await page.getByRole('button', { name: incident.signals.expandAll }).click();
  await page.evaluate("document.querySelector('[data-mark]').focus()");
  await walk.look();
  await part('graph');
  await page
    .locator('.react-flow__node')
    .nth(at % 4)
    .hover();
  await walk.look();
  await page.getByRole('button', { name: incident.graph.asTable, exact: true }).click();
  await walk.look();
  await part('findings');
  const raw = page.getByRole('button', { name: incident.findings.showRaw });
  await raw.nth(at % (await raw.count())).click();
  await walk.look();
  await page.keyboard.press('Escape');
  for (const name of ['guidance', 'known']) {
    await part(name);
    await walk.look();
  }
}

/** The list with a row selected, its preview, the values that a filter may have, views, exports, and preferences. */
export async function seeList(walk: Walk, language: TourLanguage): Promise<void> {
  const { page } = walk;
  const { incidents, frame } = WORDS[language];
  await walk.go(`/incidents?filter=${encodeURIComponent('{"operation":"and","tokens":[]}')}&size=200`);
  await walk.look();
  await page.locator('[data-incident]').first().locator('xpath=ancestor::tr/td').nth(2).click();
  await walk.look();
  for (const menu of [incidents.views, incidents.export]) {
    await page.getByRole('button', { name: menu, exact: true }).click();
    await walk.look();
    await page.keyboard.press('Escape');
  }
  for (const property of ['assignee', 'title', 'rule'] as const) {
    await page.getByRole('combobox', { name: incidents.filter }).fill(`${incidents.properties[property]} = `);
    await walk.look();
    await page.keyboard.press('Escape');
  }
  await page.getByRole('button', { name: frame.preferences }).first().click();
  await walk.look();
  await page.keyboard.press('Escape');
}

/** Every page of every table of what is on a page. */
export async function seeTables({ page, look }: Walk, language: TourLanguage): Promise<void> {
  await look();
  for (const next of await page.getByRole('button', { name: WORDS[language].nextPage }).all()) {
    while (await isUsable(next)) {
      await next.click();
      await look();
    }
  }
}

async function isUsable(button: Locator): Promise<boolean> {
  return (await button.getAttribute('aria-disabled')) === null && (await button.isEnabled());
}

/** Tries an edited rule, and puts the edit away. */
export async function tryRule({ page, look }: Walk, language: TourLanguage, source: string): Promise<void> {
  const { trial } = WORDS[language];
  await page.locator('.source-editor textarea').fill(source);
  await page.getByRole('button', { name: trial.run }).click();
  await look();
  await page.getByRole('button', { name: trial.discard }).click();
}

/** Hands a file with findings in. */
export async function postFile(
  { page, look }: Walk,
  language: TourLanguage,
  file: { readonly name: string; readonly text: string },
): Promise<void> {
  await page.locator('input[type=file]').setInputFiles({
    name: file.name,
    mimeType: 'application/json',
    buffer: Buffer.from(file.text),
  });
  await look();
  await page.getByRole('button', { name: WORDS[language].health.send, exact: true }).click();
  await look();
}
