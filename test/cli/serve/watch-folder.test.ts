import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type WatchedFolder, watchFolder } from '../../../src/cli/serve/watch-folder.ts';
import { InputError } from '../../../src/input/input-error.ts';
import { makeFolder } from '../run-cli.ts';

/** Looks once, and takes what is ready for read. */
async function lookAndRead(folder: WatchedFolder): Promise<readonly string[]> {
  const ready = await folder.look();
  folder.noteRead(ready);
  return ready.map(({ path }) => basename(path));
}

describe('watchFolder', () => {
  it('reads a file once it rests, and not again', async () => {
    const directory = makeFolder();
    const folder = watchFolder(directory);
    expect(await lookAndRead(folder)).toEqual([]);
    writeFileSync(join(directory, 'b.json'), '{}');
    mkdirSync(join(directory, 'below'));
    writeFileSync(join(directory, 'below', 'a.json'), '{}');
    expect(await lookAndRead(folder)).toEqual([]);
    expect(await lookAndRead(folder)).toEqual(['b.json', 'a.json']);
    expect(await lookAndRead(folder)).toEqual([]);
  });

  it('waits while a file is being written', async () => {
    const directory = makeFolder();
    const path = join(directory, 'a.json');
    const folder = watchFolder(directory);
    for (let look = 0; look < 4; look += 1) {
      appendFileSync(path, '{}\n');
      expect(await lookAndRead(folder)).toEqual([]);
    }
    expect(await lookAndRead(folder)).toEqual(['a.json']);
  });

  it.each<[string, (path: string) => void]>([
    ['longer', (path) => appendFileSync(path, '{}\n')],
    ['of another time', (path) => utimesSync(path, 1, 1)],
    [
      'another file',
      (path) => {
        rmSync(path);
        writeFileSync(path, '{}\n');
      },
    ],
  ])('reads a file again that is %s', async (_, change) => {
    const directory = makeFolder();
    const path = join(directory, 'a.json');
    writeFileSync(path, '{}\n');
    const folder = watchFolder(directory);
    await lookAndRead(folder);
    expect(await lookAndRead(folder)).toEqual(['a.json']);
    change(path);
    expect(await lookAndRead(folder)).toEqual([]);
    expect(await lookAndRead(folder)).toEqual(['a.json']);
  });

  it('gives a file again that nobody has read', async () => {
    const directory = makeFolder();
    writeFileSync(join(directory, 'a.json'), '{}');
    const folder = watchFolder(directory);
    await folder.look();
    expect(await folder.look()).toHaveLength(1);
    expect(await folder.look()).toHaveLength(1);
  });

  it('reads a file again that changes while it is being read', async () => {
    const directory = makeFolder();
    const path = join(directory, 'a.json');
    writeFileSync(path, '{}\n');
    const folder = watchFolder(directory);
    await folder.look();
    const ready = await folder.look();
    appendFileSync(path, '{}\n');
    folder.noteRead(ready);
    await folder.look();
    expect(await folder.look()).toHaveLength(1);
  });

  it('leaves out what is hidden, as editors and downloads name what is unfinished', async () => {
    const directory = makeFolder();
    writeFileSync(join(directory, '.a.json.part'), '{}');
    const folder = watchFolder(directory);
    await folder.look();
    expect(await folder.look()).toEqual([]);
  });

  it('follows links within the folder, also where it is reached through one, and none that lead out', async () => {
    const outside = makeFolder();
    writeFileSync(join(outside, 'private.json'), '{}');
    const directory = makeFolder();
    mkdirSync(join(directory, '.data'));
    writeFileSync(join(directory, '.data', 'a.json'), '{}');
    symlinkSync(join('.data', 'a.json'), join(directory, 'a.json'));
    symlinkSync(join(outside, 'private.json'), join(directory, 'b.json'));
    symlinkSync(outside, join(directory, 'c'));
    const link = join(makeFolder(), 'incoming');
    symlinkSync(directory, link);
    const folder = watchFolder(link);
    await folder.look();
    const ready = await folder.look();
    const problem = 'a link that leads out of the folder that is watched';
    expect(ready).toEqual([
      { path: join(link, 'a.json') },
      { path: join(link, 'b.json'), problem },
      { path: join(link, 'c', 'private.json'), problem },
    ]);
    folder.noteRead(ready);
    // However it changes out there.
    appendFileSync(join(outside, 'private.json'), '{}');
    await folder.look();
    expect(await folder.look()).toEqual([]);
  });

  it.skipIf(process.getuid?.() === 0)('tells of a folder that cannot be read, once', async () => {
    const directory = makeFolder();
    const below = join(directory, 'below');
    mkdirSync(below);
    chmodSync(below, 0);
    const folder = watchFolder(directory);
    await folder.look();
    const ready = await folder.look();
    expect(ready).toEqual([{ path: below, problem: expect.stringContaining('EACCES') }]);
    folder.noteRead(ready);
    expect(await folder.look()).toEqual([]);
    chmodSync(below, 0o755);
  });

  it('says when the folder has gone', async () => {
    const directory = join(makeFolder(), 'gone');
    await expect(watchFolder(directory).look()).rejects.toThrow(InputError);
  });
});
