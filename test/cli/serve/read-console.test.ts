import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readConsole } from '../../../src/cli/serve/read-console.ts';
import { UsageError } from '../../../src/cli/usage-error.ts';
import { makeFolder } from '../run-cli.ts';

it('says how to build the page where nobody has', () => {
  const folder = makeFolder();
  const hint = expect.stringContaining('npm run console');
  for (const directory of [join(folder, 'console'), folder]) {
    expect(() => readConsole(directory)).toThrow(UsageError);
    expect(() => readConsole(directory)).toThrow(expect.objectContaining({ hint }));
  }
  writeFileSync(join(folder, 'index.html'), '');
  expect([...readConsole(folder).keys()]).toEqual(['/index.html']);
});
