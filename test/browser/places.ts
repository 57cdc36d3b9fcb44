import type { Page } from 'playwright-core';
import { FRAME_EN, FRAME_JA, type FrameTexts } from '../../console/texts/frame-texts.ts';
import { HANDLING_EN, HANDLING_JA, type HandlingTexts } from '../../console/texts/handling-texts.ts';
import type { IncidentTexts } from '../../console/texts/incident-texts.ts';
import { INCIDENT_EN } from '../../console/texts/incident-texts-en.ts';
import { INCIDENT_JA } from '../../console/texts/incident-texts-ja.ts';
import { INCIDENTS_EN, INCIDENTS_JA, type IncidentsTexts } from '../../console/texts/incidents-texts.ts';
import type { Walk } from './walk.ts';

/** Texts by which things are found on a page. */
export interface PlaceWords {
  readonly frame: FrameTexts;
  readonly handling: HandlingTexts;
  readonly incident: IncidentTexts;
  readonly incidents: IncidentsTexts;
}

export const PLACE_WORDS: Readonly<Record<'en' | 'ja', PlaceWords>> = {
  en: { frame: FRAME_EN, handling: HANDLING_EN, incident: INCIDENT_EN, incidents: INCIDENTS_EN },
  ja: { frame: FRAME_JA, handling: HANDLING_JA, incident: INCIDENT_JA, incidents: INCIDENTS_JA },
};

/** Something that somebody looks at: the address of a page, and what has to be opened on it. */
export interface Place {
  readonly name: string;
  readonly path: string;
  /** What of the page has not been looked at in another place, as a selector. */
  readonly part?: string;
  readonly open?: (page: Page, words: PlaceWords) => Promise<void>;
}

/** Every page with all its tabs, and the dialogs, menus and panels that stand over or beside them. */
export function placesOf(incident: string, rule: string): readonly Place[] {
  const part = (name: string) => `/incidents/${incident}?part=${name}`;
  return [
    { name: 'list', path: '/incidents' },
    { name: 'list with a dialog', path: '/incidents', part: DIALOG, open: openDialog },
    { name: 'list with a menu', path: '/incidents', part: '[role=menu]', open: openMenu },
    { name: 'list with a preview', path: '/incidents', open: openPreview },
    { name: 'list with values of a filter', path: '/incidents', part: '[role=listbox]', open: openValues },
    { name: 'list without incidents', path: `/incidents?filter=${NOTHING}` },
    { name: 'incident, evidence', path: part('evidence'), open: expandAll },
    { name: 'incident, graph', path: part('graph'), part: TAB },
    { name: 'incident, graph as a table', path: part('graph'), part: TAB, open: showTable },
    { name: 'incident, findings', path: part('findings'), part: TAB },
    { name: 'incident, raw finding', path: part('findings'), part: DIALOG, open: openRaw },
    { name: 'incident, guidance', path: part('guidance'), part: TAB },
    { name: 'incident, known', path: part('known'), part: TAB },
    { name: 'incident with a dialog', path: part('guidance'), part: DIALOG, open: openAcceptRisk },
    { name: 'incident that is not', path: '/incidents/none' },
    { name: 'overview', path: '/overview' },
    { name: 'rules', path: '/rules' },
    { name: 'rule', path: `/rules/${rule}` },
    { name: 'health', path: '/health' },
    { name: 'unknown page', path: '/nowhere' },
    { name: 'preferences', path: '/nowhere', part: DIALOG, open: openPreferences },
    { name: 'shortcuts', path: '/nowhere', part: DIALOG, open: openShortcuts },
  ];
}

const DIALOG = '[role=dialog]';
const TAB = '[role=tabpanel]';

const NOTHING = encodeURIComponent(
  JSON.stringify({ operation: 'and', tokens: [{ property: 'title', operator: '=', value: 'nothing' }] }),
);

/** Goes to a place, from wherever somebody is, and waits until it is shown. */
export async function goTo(walk: Walk, { path, open }: Place, words: PlaceWords): Promise<void> {
  const { page } = walk;
  // Whatever stood open there.
  while ((await page.getByRole('dialog').count()) > 0) await page.keyboard.press('Escape');
  await walk.go(path);
  await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor();
  await open?.(page, words);
  await walk.look();
}

async function openDialog(page: Page, words: PlaceWords): Promise<void> {
  await openMenu(page, words);
  await page.getByRole('menuitem').first().click();
  await page.getByRole('dialog').waitFor();
}

async function openMenu(page: Page, { handling }: PlaceWords): Promise<void> {
  const checkbox = page.getByRole('rowgroup').last().getByRole('checkbox').first();
  if (!(await checkbox.isChecked())) await checkbox.check();
  await page.getByRole('button', { name: handling.menu, exact: true }).click();
  await page.getByRole('menuitem').first().waitFor();
}

async function openPreview(page: Page, { incidents }: PlaceWords): Promise<void> {
  await page.getByRole('rowgroup').last().getByRole('gridcell').nth(3).click();
  await page.getByRole('link', { name: incidents.openIncident }).waitFor();
}

async function openValues(page: Page, { incidents }: PlaceWords): Promise<void> {
  await page.getByRole('combobox', { name: incidents.filter }).fill(`${incidents.properties.severity} = `);
  await page.getByRole('option').first().waitFor();
}

async function expandAll(page: Page, { incident }: PlaceWords): Promise<void> {
  const expand = page.getByRole('button', { name: incident.signals.expandAll });
  if ((await expand.count()) > 0) await expand.click();
}

async function showTable(page: Page, { incident }: PlaceWords): Promise<void> {
  const { asTable, asGraph, view, why } = incident.graph;
  const button = page.getByRole('button', { name: asTable, exact: true });
  // In a narrow window the choice is a list.
  if ((await button.count()) === 0) {
    await page.getByRole('button', { name: `${view} ${asGraph}` }).click();
    await page.getByRole('option', { name: asTable }).click();
  } else await button.click();
  await page.getByRole('columnheader', { name: why }).waitFor();
}

async function openRaw(page: Page, { incident }: PlaceWords): Promise<void> {
  await page.getByRole('button', { name: incident.findings.showRaw }).first().click();
  await page.getByRole('dialog').getByText('"SchemaVersion"').waitFor();
}

async function openAcceptRisk(page: Page, { handling }: PlaceWords): Promise<void> {
  await page.getByRole('button', { name: handling.menu, exact: true }).click();
  await page.getByRole('menuitem', { name: handling.actions['accept-risk'] }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: handling.until }).waitFor();
}

async function openPreferences(page: Page, { frame }: PlaceWords): Promise<void> {
  await page.getByRole('banner').getByRole('button', { name: frame.preferences }).click();
  await page.getByRole('dialog').getByRole('button', { name: frame.timeZone }).click();
  await page.getByRole('option').first().waitFor();
}

async function openShortcuts(page: Page, { frame }: PlaceWords): Promise<void> {
  await page.getByRole('banner').getByRole('button', { name: frame.shortcuts }).click();
  await page.getByRole('dialog', { name: frame.shortcuts }).waitFor();
}
