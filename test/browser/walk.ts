import type { Page } from 'playwright-core';

/** What somebody has come to see on the pages. */
export interface Walk {
  readonly page: Page;
  /** Whatever was shown, page by page; what stands in fields is nobody's to change. */
  readonly texts: readonly string[];
  /** Addresses that something on a page leads to, or is loaded from, as they stand there. */
  readonly links: ReadonlySet<string>;
  /** Goes to an address as a link of the page does, without loading it anew. */
  go(path: string): Promise<void>;
  /** Waits until the page has what it asked for, and takes down what it shows. */
  look(): Promise<void>;
}

/** Begins to walk about in the pages. */
export function createWalk(page: Page): Walk {
  const [texts, links] = [[] as string[], new Set<string>()];
  const settle = settling(page);
  return {
    ...{ page, texts, links },
    go: async (path) => {
      await page.evaluate(`history.pushState(null, '', ${JSON.stringify(path)})`);
      await settle();
    },
    look: async () => {
      await settle();
      const seen: Seen = await page.evaluate(TAKE_DOWN);
      texts.push(seen.text);
      for (const link of seen.links) links.add(link);
    },
  };
}

/** Waits until nothing is asked for any more, and what was answered is shown; the events never end. */
function settling(page: Page): () => Promise<void> {
  const asked = new Set<unknown>();
  page.on('request', (request) => {
    if (!request.url().includes('/api/events')) asked.add(request);
  });
  page.on('requestfinished', (request) => void asked.delete(request));
  page.on('requestfailed', (request) => void asked.delete(request));
  return async () => {
    do await page.evaluate(NEXT_FRAME);
    while (asked.size > 0);
  };
}

const NEXT_FRAME = 'new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))';

interface Seen {
  readonly text: string;
  readonly links: readonly string[];
}

/** Attributes that hold addresses. */
const ADDRESSES = ['href', 'src', 'srcset', 'srcdoc', 'action', 'formaction', 'data', 'poster', 'background'];

const TAKE_DOWN = `(() => {
  const links = ${JSON.stringify(ADDRESSES)}.flatMap((name) =>
    [...document.querySelectorAll('[' + name + ']')].map((element) => element.getAttribute(name)));
  const inDrawings = [...document.querySelectorAll('svg *')].flatMap(({ href }) => href?.baseVal ?? []);
  return { text: [document.title, document.body.innerText].join('\\n'), links: [...links, ...inDrawings] };
})()`;
