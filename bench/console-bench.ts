import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { buildConsole, CONSOLE_FOLDER } from '../scripts/build-console.ts';
import { findBrowser } from '../test/browser/find-browser.ts';
import type { BenchRun } from './bench-run.ts';
import { writeIncidentStore } from './incident-store.ts';
import type { BenchRow } from './row.ts';
import { type ServedConsole, serveConsole } from './served-console.ts';
import { deviation, median } from './statistics.ts';

const FEW = 1000;
const MANY = 100_000;
const MANY_QUICK = 10_000;
const FIRST_ROWS_TARGET_MS = 300;
const FIRST_PAINT_TARGET_MS = 1000;

const QUERIES: readonly (readonly [name: string, search: string])[] = [
  ['by urgency', ''],
  ['by entity, the last page', 'sort=entity&order=desc&offset=950'],
  [
    'open and critical, with a text',
    filterOf('and', [
      token('status', '=', 'open'),
      token('severity', '=', 'CRITICAL'),
      { operator: ':', value: 'ff' },
    ]),
  ],
];

/** How long somebody in front of the console waits: for the first rows of many incidents, and for the first paint. */
export async function benchConsole(run: BenchRun): Promise<readonly BenchRow[]> {
  if (!existsSync(CONSOLE_FOLDER)) await buildConsole();
  const many = run.isQuick ? MANY_QUICK : MANY;
  const [few, all] = [join(run.folder, 'few.sqlite'), join(run.folder, 'many.sqlite')];
  run.say(`writing ${many} incidents`);
  await writeIncidentStore(few, FEW);
  await writeIncidentStore(all, many);
  const small = await serveConsole(['--store', few, '--rules', 'rules']);
  const large = await serveConsole(['--store', all, '--rules', 'rules']);
  try {
    const rows = [toMsRow(`start with ${many} incidents`, [large.startMs])];
    for (const [name, search] of QUERIES)
      rows.push(...(await timeQuery(run, name, search, small, large, many)));
    return [...rows, ...(await timeFirstPaint(run, large))];
  } finally {
    await small.close();
    await large.close();
  }
}

function token(property: string, operator: string, value: string): object {
  return { property, operator, value };
}

function filterOf(operation: 'and' | 'or', tokens: readonly object[]): string {
  return `filter=${encodeURIComponent(JSON.stringify({ operation, tokens }))}`;
}

async function timeQuery(
  { rounds, say }: BenchRun,
  name: string,
  search: string,
  small: ServedConsole,
  large: ServedConsole,
  many: number,
): Promise<readonly BenchRow[]> {
  const path = `/api/incidents?limit=50&${search}`;
  const ratios: number[] = [];
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const ms = await large.timeOf(path);
    const base = await small.timeOf(path);
    say(`first rows ${name}: ${ms.toFixed(1)} ÷ ${base.toFixed(1)} ms`);
    times.push(ms);
    ratios.push(ms / base);
  }
  const ratio = `${median(ratios).toFixed(1)} (${Math.min(...ratios).toFixed(1)}–${Math.max(...ratios).toFixed(1)})`;
  return [
    toMsRow(`first rows of ${many}, ${name}`, times, FIRST_ROWS_TARGET_MS),
    { name: `first rows, ${name}, ${many} ÷ ${FEW}`, result: ratio, cpu: '', target: '', verdict: '' },
  ];
}

function toMsRow(name: string, times: readonly number[], target?: number): BenchRow {
  const middle = median(times);
  const range = `${Math.round(Math.min(...times))}–${Math.round(Math.max(...times))}`;
  return {
    name,
    result: `${Math.round(middle)} ms (${range})`,
    cpu: '',
    target: target === undefined ? '' : `≤ ${target} ms`,
    verdict: target === undefined ? '' : verdictOf(middle, target, deviation(times)),
  };
}

function verdictOf(middle: number, target: number, spread: number): string {
  if (Math.abs(middle - target) < spread) return 'noise';
  return middle <= target ? 'met' : 'missed';
}

/** From the navigation to what the browser calls the first contentful paint, with an empty cache each time. */
async function timeFirstPaint(
  { rounds, say }: BenchRun,
  { origin, cookie }: ServedConsole,
): Promise<readonly BenchRow[]> {
  const executablePath = findBrowser();
  if (executablePath === undefined) {
    say('no Chromium is found: the first paint is not measured');
    return [];
  }
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const browser = await chromium.launch({ executablePath, args });
  const [name = '', value = ''] = cookie.split('=');
  const times: number[] = [];
  try {
    for (let round = 0; round < rounds; round += 1) {
      const context = await browser.newContext();
      await context.addCookies([{ name, value, url: origin }]);
      const page = await context.newPage();
      await page.goto(origin);
      await page.locator('tbody tr a').first().waitFor();
      const ms = await page.evaluate<number>(
        `performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN`,
      );
      say(`first paint: ${ms.toFixed(0)} ms`);
      times.push(ms);
      await context.close();
    }
  } finally {
    await browser.close();
  }
  return [toMsRow('first paint of the list', times, FIRST_PAINT_TARGET_MS)];
}
