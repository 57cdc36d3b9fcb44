import { expect, it, vi } from 'vitest';
import type { Listener } from '../../../console/api/listen.ts';
import { listenTogether, type Shared, type Told } from '../../../console/api/listen-together.ts';

/** A browser: one turn after another, and one channel that all pages hear but the one that speaks. */
function makeBrowser() {
  const ears = new Set<(told: Told) => void>();
  let held: Promise<unknown> = Promise.resolve();
  const shared: Shared = {
    openChannel: (hear) => {
      ears.add(hear);
      return {
        say: (told) => {
          for (const other of ears) if (other !== hear) other(told);
        },
        close: () => void ears.delete(hear),
      };
    },
    hold: (signal, work) => {
      const turn = held.then(() => {
        signal.throwIfAborted();
        return work();
      });
      held = turn.catch(() => {});
      return turn;
    },
  };
  const sources: { readonly listener: Listener; readonly stop: ReturnType<typeof vi.fn> }[] = [];
  const openPage = () => {
    const told: string[] = [];
    const close = listenTogether(
      {
        hear: ({ type }) => told.push(type),
        connected: () => told.push('connected'),
        disconnected: () => told.push('disconnected'),
      },
      shared,
      (listener) => {
        const stop = vi.fn();
        sources.push({ listener, stop });
        return stop;
      },
    );
    return { told, close };
  };
  return { sources, openPage };
}

/** Until whoever is next has the lock. */
const turn = () => new Promise((resolve) => setTimeout(resolve));

it('lets one page listen for all', async () => {
  const { sources, openPage } = makeBrowser();
  const pages = [openPage(), openPage(), openPage()];
  await turn();
  expect(sources).toHaveLength(1);
  sources[0]?.listener.connected();
  sources[0]?.listener.hear({ type: 'intake' });
  sources[0]?.listener.disconnected();
  for (const { told } of pages) expect(told).toEqual(['connected', 'intake', 'disconnected']);
});

it('lets the next go on when the page that listened is closed', async () => {
  const { sources, openPage } = makeBrowser();
  const [first, second, third] = [openPage(), openPage(), openPage()];
  await turn();
  second.close();
  first.close();
  await turn();
  expect(sources).toHaveLength(2);
  expect(sources[0]?.stop).toHaveBeenCalledOnce();
  sources[1]?.listener.connected();
  expect([first.told, second.told, third.told]).toEqual([[], [], ['connected']]);
});

it('tells a page that is opened while the server cannot be heard', async () => {
  const { sources, openPage } = makeBrowser();
  openPage();
  await turn();
  expect(openPage().told).toEqual([]);
  sources[0]?.listener.disconnected();
  expect(openPage().told).toEqual(['disconnected']);
  sources[0]?.listener.connected();
  expect(openPage().told).toEqual([]);
});

it('lets each page listen alone where nothing is shared', () => {
  const stop = vi.fn();
  const alone = vi.fn(() => stop);
  const listener = { hear: vi.fn(), connected: vi.fn(), disconnected: vi.fn() };
  // A machine of another name over plain HTTP has no locks.
  vi.stubGlobal('navigator', {});
  const close = listenTogether(listener, undefined, alone);
  vi.unstubAllGlobals();
  expect(alone).toHaveBeenCalledExactlyOnceWith(listener);
  close();
  expect(stop).toHaveBeenCalledOnce();
});
