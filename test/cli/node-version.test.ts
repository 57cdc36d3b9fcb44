import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { NODE_MIN, nodeProblem } from '../../src/cli/node-version.ts';

it.each(['22.13.0', '22.14.1', '23.0.0', '24.21.0'])('Node.js %s will do', (version) => {
  expect(nodeProblem(version)).toBeUndefined();
});

it.each(['18.20.0', '20.18.1', '22.12.9'])(
  'Node.js %s is too old, and it is said which will do',
  (version) => {
    expect(nodeProblem(version)).toBe(`Node.js 22.13 or newer is needed, and this is ${version}`);
  },
);

it('says what package.json says', () => {
  const { engines } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  expect(engines.node).toBe(`>=${NODE_MIN.join('.')}`);
});
