import { linkSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkWrittenFiles } from '../../src/cli/check-written-files.ts';
import { makeFolder } from './run-cli.ts';

function folderWithFiles() {
  const folder = makeFolder();
  const [file, link, copy] = ['file', 'link', 'copy'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  writeFileSync(file, '');
  symlinkSync(file, link);
  linkSync(file, copy);
  return { folder, file, link, copy, missing: join(folder, 'missing') };
}

describe('checkWrittenFiles', () => {
  it('refuses a file that is read and written, under whatever name', () => {
    const { file, link, copy } = folderWithFiles();
    for (const path of [file, link, copy, relative(process.cwd(), file)]) {
      expect(() => checkWrittenFiles([file], ['other', path])).toThrow(`\`${path}\` is an input`);
      expect(() => checkWrittenFiles([path], [file])).toThrow('is an input');
    }
  });

  it('refuses a file that is written twice', () => {
    const { file, link, missing } = folderWithFiles();
    expect(() => checkWrittenFiles([file, link], [])).toThrow('would be written by two options');
    expect(() => checkWrittenFiles([missing, missing], [])).toThrow('would be written by two options');
  });

  it('lets different files and devices be', () => {
    const { folder, file, missing } = folderWithFiles();
    expect(() =>
      checkWrittenFiles([file, missing, '/dev/null', '/dev/null'], ['/dev/null', folder, '-']),
    ).not.toThrow();
  });
});
