import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import type { HandlingRequest, HandlingResult } from '../../src/api/contract/handling.ts';
import type { FindingView, IncidentDetail } from '../../src/api/contract/incident.ts';
import type { IncidentPage } from '../../src/api/contract/incidents.ts';
import { ASSIGNEE_LENGTH_MAX } from '../../src/core/handling/handle.ts';
import { describeInBrowser } from './describe-in-browser.ts';
import { hostileAddresses, keepPoison } from './hostile-browser.ts';
import { type OpenConsole, openConsole, openStage, type Stage } from './open-console.ts';
import { PAYLOADS } from './payloads.ts';
import { plant, withoutPolicy } from './planted.ts';
import { brokenRecords, POISONED_NAME, writePoisonedFiles } from './poisoned-files.ts';
import { poisonedRules } from './poisoned-rules.ts';
import { isSafeLink, isShown, unseenIn } from './seen.ts';
import { postFile, seeIncident, seeList, seeTables, type TourLanguage, tryRule } from './tour.ts';
import { createWalk, type Walk } from './walk.ts';

describeInBrowser('a world in which every text is hostile', () => {
  let folder: string;
  let stage: Stage;
  let open: OpenConsole;
  let walk: Walk;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'corroborate-attack-'));
    stage = await openStage(inject('pageFolder'));
    open = await openConsole(stage, writePoisonedFiles(folder), BROWSER);
    walk = createWalk(open.page);
  });
  afterAll(async () => {
    await open?.close();
    await stage?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is shown as text on every page, in English and Japanese', async () => {
    const ids = (await ask<IncidentPage>(walk, '/api/incidents?limit=200')).incidents.map(({ id }) => id);
    expect(ids.length).toBeGreaterThan(50);
    await handleWithPoison(walk, ids);
    // Each has a browser of its own, and half of the incidents.
    const walks = { en: walk, ja: createWalk(await open.visit(BROWSER)) };
    await Promise.all([
      goEverywhere(
        walks.en,
        'en',
        ids.filter((_, at) => at % 2 === 0),
      ),
      goEverywhere(
        walks.ja,
        'ja',
        ids.filter((_, at) => at % 2 === 1),
      ),
    ]);

    expect(open.troubles).toEqual([]);
    const texts = [...walks.en.texts, ...walks.ja.texts];
    expect(PAYLOADS.filter((payload) => !isShown(texts, payload))).toEqual([]);
    expect(unseenIn(texts)).toEqual([]);
    const links = [...walks.en.links, ...walks.ja.links];
    expect(links.filter((link) => !isSafeLink(link, open.origin))).toEqual([]);
    await walks.ja.page.context().close();
  }, 240_000);

  it('is no more in an address that somebody was sent', async () => {
    const { page, origin } = open;
    for (const address of hostileAddresses()) {
      const response = await page.goto(`${origin}${address}`);
      expect([address, response?.status()]).toEqual([address, 200]);
      await walk.look();
      expect([address, new URL(page.url()).origin]).toEqual([address, origin]);
      expect([address, await page.locator('h1, [role=main], main').count()]).not.toEqual([address, 0]);
    }
    expect(open.troubles).toEqual([]);
    expect([...walk.links].filter((link) => !isSafeLink(link, origin))).toEqual([]);
  });

  it('is told by the API under types that no browser takes for a page', async () => {
    const { incidents } = await ask<IncidentPage>(walk, '/api/incidents?limit=1');
    const { productArn, id } = await firstFinding(walk, incidents[0]?.id ?? '');
    const finding = new URLSearchParams({ productArn, id });
    const answers = await Promise.all(
      [
        ...[
          'session',
          'incidents',
          `incidents/${incidents[0]?.id}`,
          `finding?${finding}`,
          'overview',
          'rules',
        ],
        ...[
          'rules/poisoned',
          'health',
          'openapi.json',
          'nothing',
          'incidents/nothing',
          'incidents?sort=<svg>',
        ],
        ...['incidents/export?format=csv', 'incidents/export?format=ndjson', ASFF],
      ].map((path) => headersOf(walk, `/api/${path}`)),
    );
    expect(answers.filter(({ type }) => !HARMLESS_TYPE.test(type))).toEqual([]);
    expect(answers.filter(({ sniffing }) => sniffing !== 'nosniff')).toEqual([]);
    expect(answers.filter(({ policy }) => !policy.startsWith("default-src 'none'"))).toEqual([]);
    expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
  });

  it('is no formula in an export', async () => {
    const { incidents } = await ask<IncidentPage>(walk, `/api/incidents?limit=${FORMULAS.length}`);
    await handle(
      walk,
      incidents.flatMap(({ id }, index) => {
        const [assignee = '', text = assignee] = [FORMULAS[index]];
        return [
          { ids: [id], action: { action: 'assign', assignee } },
          { ids: [id], action: { action: 'resolve', text } },
        ];
      }),
    );
    const text: string = await walk.page.evaluate(
      "fetch('/api/incidents/export?format=csv').then((response) => response.text())",
    );
    const cells = cellsOf(text);
    expect(cells.length).toBeGreaterThan(50 * 10);
    expect(cells.some((cell) => cell.includes('<script>alert(1)</script>'))).toBe(true);
    expect(FORMULAS.filter((formula) => !cells.includes(`'${formula}`))).toEqual([]);
    expect(cells.filter((cell) => /^\s*[=+\-@\t\r]/.test(cell))).toEqual([]);
  });

  it('would be noticed if it ran', async () => {
    await walk.go('/incidents');
    await open.page.evaluate(plant());
    await walk.look();
    const guarded = open.troubles.filter((trouble) => trouble.startsWith('policy:'));
    expect(guarded.some((trouble) => trouble.includes('script-src-attr'))).toBe(true);
    expect(guarded.some((trouble) => trouble.includes('script-src-elem'))).toBe(true);
    expect(guarded.some((trouble) => trouble.includes('img-src'))).toBe(true);
    expect(open.troubles.filter((trouble) => trouble.startsWith('dialog:'))).toEqual([]);

    await withoutPolicy(open);
    await open.page.reload();
    await open.page.evaluate(plant());
    await expect.poll(() => open.troubles).toContainEqual('dialog: from an attribute');
    await expect.poll(() => open.troubles).toContainEqual('dialog: from a script');
    await expect.poll(() => open.troubles).toContainEqual('request: http://127.0.0.1:9/elsewhere');
    await expect.poll(() => open.troubles).toContainEqual('error: thrown');
  });
});

/** Nothing moves that somebody would have to wait for. */
const BROWSER = { reducedMotion: 'reduce' } as const;

async function goEverywhere(walk: Walk, language: TourLanguage, ids: readonly string[]): Promise<void> {
  await walk.page.goto('/');
  await walk.page.evaluate(keepPoison());
  await walk.page.reload();
  if (language === 'ja') await walk.page.getByRole('button', { name: '日本語' }).click();
  await seePages(walk, language);
  for (const [at, id] of ids.entries()) await seeIncident(walk, id, language, at);
}

async function seePages(walk: Walk, language: TourLanguage): Promise<void> {
  await seeList(walk, language);
  await walk.go('/overview');
  await walk.look();
  await walk.go('/rules');
  await walk.look();
  for (const [id, files] of poisonedRules()) {
    await walk.go(`/rules/${id}`);
    await seeTables(walk, language);
    const poison = PAYLOADS[19];
    await tryRule(walk, language, `${files['rule.yaml']}# ${poison}\n`);
    await tryRule(walk, language, `${files['rule.yaml']}"${poison?.replaceAll('"', '')}": 1\n`);
  }
  await walk.go('/health');
  await seeTables(walk, language);
  await postFile(walk, language, { name: `${POISONED_NAME}.json`, text: brokenRecords() });
  for (const page of ['incidents/', 'rules/', '']) {
    await walk.go(`/${page}${encodeURIComponent(PAYLOADS[17] ?? '')}`);
    await walk.look();
  }
}

/** An answer of the API, as the page gets it. */
async function ask<Answer>({ page }: Walk, path: string): Promise<Answer> {
  return page.evaluate(`fetch(${JSON.stringify(path)}).then((response) => response.json())`);
}

/** Handles every incident in some way, with payloads for all that somebody may write. */
async function handleWithPoison(walk: Walk, ids: readonly string[]): Promise<void> {
  const until = new Date(Date.now() + 7 * 24 * 3_600_000).toISOString();
  await handle(
    walk,
    ids.flatMap((id, index) => {
      const [text = '', assignee = ''] = [PAYLOADS[index * 3], PAYLOADS[index * 3 + 1]];
      const decision = DECISIONS[index % DECISIONS.length] ?? 'resolve';
      const actions: readonly HandlingRequest['action'][] = [
        { action: 'note', text },
        { action: 'assign', assignee: assignee.slice(0, ASSIGNEE_LENGTH_MAX) },
        decision === 'accept-risk' ? { action: decision, text, until } : { action: decision, text },
      ];
      return actions.map((action) => ({ ids: [id], action }));
    }),
  );
}

/** Handles incidents as the page does. */
async function handle({ page }: Walk, requests: readonly HandlingRequest[]): Promise<void> {
  const failed: HandlingResult['failed'] = await page.evaluate(`(async () => {
    const { changeToken } = await (await fetch('/api/session')).json();
    const headers = { 'content-type': 'application/json', 'x-corroborate-token': changeToken };
    const failed = [];
    for (const request of ${JSON.stringify(requests)}) {
      const body = JSON.stringify(request);
      const response = await fetch('/api/incidents/handling', { method: 'POST', headers, body });
      failed.push(...(await response.json()).failed);
    }
    return failed;
  })()`);
  expect(failed).toEqual([]);
}

/** What spreadsheets would reckon with. */
const FORMULAS = [
  '=1+1',
  '+1+1',
  '-1+1',
  '@SUM(1)',
  '=HYPERLINK("http://127.0.0.1:9/","x")',
  '\uFF1D1+1',
] as const;

const DECISIONS = ['acknowledge', 'resolve', 'false-positive', 'accept-risk'] as const;

const ASFF = 'incidents/export?format=asff&account=111122223333&region=eu-west-1';

const HARMLESS_TYPE =
  /^(?:application\/(?:json|problem\+json|x-ndjson)|text\/csv)(?:; ?charset=utf-8)?(?:; ?header=present)?$/i;

async function firstFinding(walk: Walk, id: string): Promise<FindingView> {
  const { signals } = await ask<IncidentDetail>(walk, `/api/incidents/${id}`);
  const [finding] = signals.flatMap(({ findings }) => findings);
  if (finding === undefined) throw new Error(`the incident \`${id}\` has no finding`);
  return finding;
}

interface Headers {
  readonly path: string;
  readonly status: number;
  readonly type: string;
  readonly sniffing: string;
  readonly policy: string;
}

function headersOf({ page }: Walk, path: string): Promise<Headers> {
  return page.evaluate(`fetch(${JSON.stringify(path)}).then(async ({ status, headers, body }) => {
    await body?.cancel();
    const [type, sniffing, policy] = ['content-type', 'x-content-type-options', 'content-security-policy']
      .map((name) => headers.get(name) ?? '');
    return { path: ${JSON.stringify(path)}, status, type, sniffing, policy };
  })`);
}

/** The cells of CSV as a spreadsheet reads them. */
function cellsOf(csv: string): readonly string[] {
  const cells = csv.replace(/^\uFEFF/, '').matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(?:,|\r\n|$)/g);
  return [...cells].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '');
}
