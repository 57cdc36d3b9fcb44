import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { answerWithPage, readPageFiles } from '../../src/api/page-files.ts';
import { makeFolder } from '../cli/run-cli.ts';

/** A built page, beside a file that is none of its own. */
function makePage(): { readonly app: Hono; readonly addresses: readonly string[] } {
  const folder = makeFolder();
  const page = join(folder, 'console');
  mkdirSync(join(page, 'assets'), { recursive: true });
  writeFileSync(join(page, 'index.html'), '<!doctype html>');
  writeFileSync(join(page, 'assets', 'index-1a2b.js'), 'export {};');
  writeFileSync(join(page, 'assets', 'secret.pem'), 'secret');
  writeFileSync(join(folder, 'secret.js'), 'secret');
  symlinkSync(join(folder, 'secret.js'), join(page, 'assets', 'link.js'));
  const files = readPageFiles(page);
  const app = new Hono();
  answerWithPage(app, files);
  return { app, addresses: [...files.keys()].sort() };
}

describe('the files of the page', () => {
  it('are what a build makes, and nothing that a link or another ending leads to', () => {
    expect(makePage().addresses).toEqual(['/assets/index-1a2b.js', '/index.html']);
  });

  it.each([
    ['/assets/index-1a2b.js', 200, 'text/javascript; charset=utf-8', /immutable/],
    ['/', 200, 'text/html; charset=utf-8', /^no-store$/],
    ['/index.html', 200, 'text/html; charset=utf-8', /^no-store$/],
    ['/incidents/0f3a', 200, 'text/html; charset=utf-8', /^no-store$/],
    ['/assets/gone.js', 404, 'application/problem+json', null],
    ['/api/nothing', 404, 'application/problem+json', null],
  ])('%s: %i', async (address, status, type, caching) => {
    const response = await makePage().app.request(address);
    expect([response.status, response.headers.get('content-type')]).toEqual([status, type]);
    if (caching !== null) expect(response.headers.get('cache-control')).toMatch(caching);
  });

  it.each([
    '/../secret.js',
    '/assets/../../secret.js',
    '/assets/%2e%2e/%2e%2e/secret.js',
    '/assets/..%2f..%2fsecret.js',
    '/assets/..\\..\\secret.js',
    '/assets/secret.pem',
    '/assets/link.js',
    '//etc/passwd',
    '/etc/passwd',
    '/%00',
    '/assets/%',
    '/__proto__',
    '/constructor',
  ])('do not leave their folder: %s', async (address) => {
    const response = await makePage().app.request(address);
    expect([200, 404]).toContain(response.status);
    expect(await response.text()).toMatch(/^(<!doctype html>|\{"status":404,.*)$/);
  });
});
