import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, sep } from 'node:path';
import type { Context, Hono } from 'hono';
import { problem } from './problem.ts';

/** The files of the built page, by their path in an address (`/assets/index.js`). */
export type PageFiles = ReadonlyMap<string, PageFile>;

/** A file with its media type. */
export interface PageFile {
  readonly body: Uint8Array<ArrayBuffer>;
  readonly type: string;
}

const INDEX = '/index.html';

/** Reads all files of the built page; they are few, and no address reaches anything else. Throws what the disk does. */
export function readPageFiles(directory: string): PageFiles {
  const files = new Map<string, PageFile>();
  for (const entry of readdirSync(directory, { recursive: true, withFileTypes: true })) {
    const type = MEDIA_TYPES[extname(entry.name)];
    if (!entry.isFile() || type === undefined) continue;
    const path = join(entry.parentPath, entry.name);
    const address = path.slice(directory.length).split(sep).join('/');
    files.set(address.startsWith('/') ? address : `/${address}`, { body: readFileSync(path), type });
  }
  return files;
}

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** Answers with the page's files, and with the page itself wherever it has an address of its own. */
export function answerWithPage(app: Hono, files: PageFiles): void {
  app.get('*', (context) => {
    const { path } = context.req;
    const file = files.get(path);
    if (file !== undefined && path !== INDEX) return send(context, file, FOREVER);
    const isPage = !path.startsWith('/api/') && !path.startsWith('/assets/');
    const index = isPage ? files.get(INDEX) : undefined;
    return index === undefined
      ? problem(context, 404, 'there is nothing here')
      : send(context, index, 'no-store');
  });
}

/** Names of assets change with their content. */
const FOREVER = 'public, max-age=31536000, immutable';

function send(context: Context, { body, type }: PageFile, caching: string): Response {
  return context.body(body, 200, { 'content-type': type, 'cache-control': caching });
}
