import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { IncidentPage } from '../../src/api/contract/incidents.ts';
import { describeInBrowser } from './describe-in-browser.ts';
import { findViolations } from './find-violations.ts';
import { goTo, PLACE_WORDS, placesOf } from './places.ts';
import { serveForSuite } from './serve-for-suite.ts';
import { createWalk } from './walk.ts';

/** Those that the stories are about: fifty more would be the same again. */
const RULES = [
  'ec2-backdoor-with-critical-cves',
  'ec2-exposed-instance-under-attack',
  's3-exfiltration-of-sensitive-data',
];

const ATTACKED = 'i-0b1d5c0ffee000005';

describeInBrowser('axe', () => {
  const served = serveForSuite((folder) => {
    const rules = join(folder, 'rules');
    for (const name of RULES) cpSync(join('rules', name), join(rules, name), { recursive: true });
    return ['--rules', rules, 'examples/stories'];
  });

  // Of the second appearance only the colors: all else is the same.
  it.each([
    ['English, light and dark', 'en', ['light', 'dark']],
    ['Japanese, light and dark', 'ja', ['light', 'dark']],
  ] as const)(
    'finds nothing serious on any page in %s',
    async (_, language, appearances) => {
      const { console } = served;
      const { incidents } = await console.ask<IncidentPage>('/api/incidents?limit=200');
      const incident = incidents.find(({ entity }) => entity.id.endsWith(ATTACKED));
      if (incident === undefined) throw new Error('there is no such incident');
      const page = await console.visit({ locale: language === 'en' ? 'en-US' : 'ja-JP' });
      await page.goto('/nowhere');
      const walk = createWalk(page);
      const found: string[] = [];
      for (const place of placesOf(incident.id, incident.rule.id)) {
        await goTo(walk, place, PLACE_WORDS[language]);
        for (const [index, colorScheme] of appearances.entries()) {
          await page.emulateMedia({ colorScheme });
          const violations = await findViolations(page, index === 0 ? 'all' : 'colors', place.part);
          found.push(...violations.map((violation) => `${place.name}, ${colorScheme}: ${violation}`));
        }
      }
      await page.context().close();
      expect(found).toEqual([]);
    },
    180_000,
  );

  it('finds nothing serious where somebody has to sign in', async () => {
    const { console, stage } = served;
    const context = await stage.browser.newContext({ baseURL: console.origin });
    const page = await context.newPage();
    await page.goto('/incidents');
    await page.getByRole('link', { name: 'Go on' }).waitFor();
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      // What a browser paints where nothing is said of it axe takes for white.
      await page.evaluate("document.documentElement.style.backgroundColor = 'Canvas'");
      expect(await findViolations(page)).toEqual([]);
    }
    await context.close();
  });

  it('would find what is planted', async () => {
    const page = await served.console.visit({});
    await page.goto('/nowhere');
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.evaluate(PLANTED);
    const found = await findViolations(page);
    expect(found.map((violation) => violation.split(':')[0])).toEqual(['button-name', 'color-contrast']);
    expect(await findViolations(page, 'colors')).toEqual([
      expect.stringMatching(/^color-contrast: <p id="faint"/),
    ]);
    await page.context().close();
  });
});

/** A button without a name, and a text that can hardly be seen. */
const PLANTED = `
  const faint = document.createElement('p');
  Object.assign(faint, { id: 'faint', textContent: 'faint' });
  Object.assign(faint.style, { color: '#bbb', background: '#fff' });
  document.querySelector('main').append(document.createElement('button'), faint);
  undefined;`;
