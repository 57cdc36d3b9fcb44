import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { isWatched } from '../../../src/cli/serve/is-watched.ts';
import { makeFolder } from '../run-cli.ts';

/** A folder with `incoming`, and a link to that. */
function makeFolders(): string {
  const folder = makeFolder();
  mkdirSync(join(folder, 'incoming', 'below'), { recursive: true });
  symlinkSync('incoming', join(folder, 'link'));
  mkdirSync(join(folder, 'incoming', '.state'));
  writeFileSync(join(folder, 'hub.sqlite'), '');
  symlinkSync(join(folder, 'hub.sqlite'), join(folder, 'incoming', 'out.sqlite'));
  writeFileSync(join(folder, 'incoming', 'there.sqlite'), '');
  symlinkSync(join('incoming', 'there.sqlite'), join(folder, 'in.sqlite'));
  return folder;
}

it.each([
  ['incoming/hub.sqlite', 'incoming'],
  ['incoming/below/hub.sqlite', 'incoming'],
  ['link/hub.sqlite', 'incoming'],
  ['incoming/hub.sqlite', 'link'],
  ['in.sqlite', 'incoming'],
  ['hub.sqlite', '.'],
])('is `%s` where `%s` is', (file, directory) => {
  const folder = makeFolders();
  expect(isWatched(join(folder, file), join(folder, directory))).toBe(true);
});

it.each([
  ['hub.sqlite', 'incoming'],
  ['incoming/.state/hub.sqlite', 'incoming'],
  ['incoming/.hub.sqlite', 'incoming'],
  ['incoming/out.sqlite', 'incoming'],
  ['no-such-folder/hub.sqlite', 'incoming'],
  ['hub.sqlite', 'no-such-folder'],
])('is not `%s` where `%s` is', (file, directory) => {
  const folder = makeFolders();
  expect(isWatched(join(folder, file), join(folder, directory))).toBe(false);
});
