// Writes the pictures of docs/images: example data, and a clock that stands still, so that they change with the pages only.
import { cpSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { generateFindings } from '../examples/generate-findings.ts';
import type { HandlingRequestAction } from '../src/api/contract/handling.ts';
import type { IncidentPage } from '../src/api/contract/incidents.ts';
import { SYSTEM_CLOCK } from '../src/cli/clock.ts';
import { type OpenConsole, openConsole, openStage, type Stage } from '../test/browser/open-console.ts';
import { buildConsole } from './build-console.ts';

const ROOT = join(import.meta.dirname, '..');
const IMAGES = join(ROOT, 'docs', 'images');

const WIDTH = 1400;

/** Charts and the graph find their place in the frames after they are there. */
const SETTLE_MS = 1000;

/** A morning after the last of the example stories. */
const NOW_MS = Date.UTC(2026, 2, 9, 9, 30);

const HOUR_MS = 60 * 60 * 1000;

/** Enough for some incidents beside the stories. */
const GENERATED = { count: 20_000, seed: 7 };

/** Of the stories: an instance that can be reached, with relations to be seen, and one that talks to its masters. */
const EXPOSED = 'i-0b1d5c0ffee000007';
const BACKDOOR = 'i-0b1d5c0ffee000001';

interface Picture {
  readonly name: string;
  readonly path: string;
  readonly height: number;
  /** What is there when the page is. */
  readonly waitsFor: string;
  readonly language?: 'en' | 'ja';
  readonly mode?: 'light' | 'dark';
  /** What is done before the picture is taken. */
  readonly prepare?: (page: Page) => Promise<unknown>;
}

function picturesOf(incident: string): readonly Picture[] {
  const list = { path: '/incidents', height: 1000, waitsFor: '[data-incident]' };
  const evidence = { path: `/incidents/${incident}`, waitsFor: '[data-mark]' };
  const graph = {
    ...{ path: `/incidents/${incident}?part=graph`, height: 950, waitsFor: '.react-flow__edge' },
    prepare: tellWhy,
  };
  return [
    { ...list, name: 'incidents', height: 1100, prepare: showPreview },
    { ...list, name: 'incidents-ja-dark', language: 'ja', mode: 'dark' },
    { ...evidence, name: 'incident', height: 1600 },
    { ...evidence, name: 'incident-ja', height: 1250, language: 'ja' },
    { ...graph, name: 'graph' },
    { ...graph, name: 'graph-dark', mode: 'dark' },
    { name: 'overview', path: '/overview', height: 1400, waitsFor: 'h2' },
    { name: 'rules', path: '/rules', height: 1000, waitsFor: 'tbody a' },
    { name: 'rule', path: '/rules/ec2-exposed-instance-under-attack', height: 1500, waitsFor: 'h2' },
    { name: 'health', path: '/health', height: 1850, waitsFor: 'h2' },
  ];
}

/** A click beside the words of a row shows it without leaving the list. */
async function showPreview(page: Page): Promise<void> {
  await page.locator('[data-incident]').nth(2).locator('xpath=ancestor::tr/td').nth(3).click();
}

/** What is selected in the graph is told below it. */
async function tellWhy(page: Page): Promise<void> {
  await page.locator('.react-flow__edge[data-id*="eni-"][data-id*="sg-"]').first().focus();
  await page.keyboard.press('Enter');
  await page.evaluate('scrollTo(0, document.body.scrollHeight)');
}

const folder = mkdtempSync(join(tmpdir(), 'corroborate-pictures-'));
await buildConsole(join(folder, 'page'));
const stage = await openStage(join(folder, 'page'));
try {
  await takePictures(stage, folder);
} finally {
  await stage.close();
  rmSync(folder, { recursive: true, force: true });
}

async function takePictures(stage: Stage, folder: string): Promise<void> {
  cpSync(join(ROOT, 'examples', 'stories'), join(folder, 'findings'), { recursive: true });
  const lines = [...generateFindings(GENERATED)].map((finding) => `${JSON.stringify(finding)}\n`);
  // A line that was cut short: the page of health has something to show.
  writeFileSync(
    join(folder, 'findings', '00-generated.ndjson'),
    [...lines, lines[0]?.slice(0, 300)].join(''),
  );
  process.chdir(folder);
  let nowMs = NOW_MS - 2 * HOUR_MS;
  const clock = { ...SYSTEM_CLOCK, nowMs: () => nowMs };
  const open = await openConsole(stage, ['--user', 'ada', 'findings'], { clock, timezoneId: 'UTC' });
  try {
    nowMs = NOW_MS - HOUR_MS;
    await handleSome(open);
    nowMs = NOW_MS;
    await open.page.clock.setFixedTime(NOW_MS);
    const exposed = await idOf(open, EXPOSED);
    mkdirSync(IMAGES, { recursive: true });
    for (const picture of picturesOf(exposed)) await take(open, picture);
  } finally {
    await open.close();
  }
}

/** Somebody has begun to work. */
async function handleSome(open: OpenConsole): Promise<void> {
  const [exposed, backdoor] = [await idOf(open, EXPOSED), await idOf(open, BACKDOOR)];
  await handle(open, exposed, { action: 'acknowledge' });
  await handle(open, exposed, { action: 'assign', assignee: 'ada' });
  await handle(open, exposed, {
    action: 'note',
    text: 'The security group is detached; waiting for the image of the disk.',
  });
  await handle(open, backdoor, { action: 'assign', assignee: 'grace' });
}

async function idOf({ page }: OpenConsole, entity: string): Promise<string> {
  const filter = { operation: 'and', tokens: [{ property: 'entity', operator: ':', value: entity }] };
  const address = `/api/incidents?${new URLSearchParams({ filter: JSON.stringify(filter) })}`;
  const found: IncidentPage = await page.evaluate(
    `fetch(${JSON.stringify(address)}).then((each) => each.json())`,
  );
  const [incident] = found.incidents;
  if (incident === undefined) throw new Error(`no incident is about \`${entity}\``);
  return incident.id;
}

async function handle({ page }: OpenConsole, id: string, action: HandlingRequestAction): Promise<void> {
  await page.evaluate(`fetch('/api/session').then((each) => each.json()).then(({ changeToken }) =>
    fetch('/api/incidents/handling', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-corroborate-token': changeToken },
      body: ${JSON.stringify(JSON.stringify({ ids: [id], action }))},
    }))`);
}

async function take({ page, origin }: OpenConsole, picture: Picture): Promise<void> {
  const { name, path, height, waitsFor, language = 'en', mode = 'light', prepare } = picture;
  const preferences = JSON.stringify({ language, mode, timeZone: 'UTC' });
  await page.evaluate(`localStorage.setItem('corroborate.preferences', ${JSON.stringify(preferences)})`);
  await page.setViewportSize({ width: WIDTH, height });
  await page.goto(`${origin}${path}`);
  await page.locator(waitsFor).first().waitFor();
  await prepare?.(page);
  await page.waitForTimeout(SETTLE_MS);
  const file = join(IMAGES, `console-${name}.png`);
  await page.screenshot({ path: file, animations: 'disabled', caret: 'hide' });
  process.stderr.write(`${file}: ${Math.round(statSync(file).size / 1000)} KB\n`);
}
