import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { listen, type Source } from '../../../console/api/listen.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const CONNECTING = 0;
const OPEN = 1;
const CLOSED = 2;

function makeWorld() {
  const sources: Source[] = [];
  const told: string[] = [];
  const stop = listen(
    {
      hear: ({ type }) => told.push(type),
      connected: () => told.push('connected'),
      disconnected: () => told.push('disconnected'),
    },
    () => {
      const source: Source = {
        onmessage: null,
        onopen: null,
        onerror: null,
        readyState: OPEN,
        close: vi.fn(),
      };
      sources.push(source);
      return source;
    },
  );
  const last = () => sources.at(-1) as EventSource;
  return {
    ...{ sources, told, stop },
    open: () => last().onopen?.(new Event('open')),
    say: (data: string) => last().onmessage?.(new MessageEvent('message', { data })),
    fail: (readyState: number) => {
      Object.assign(last(), { readyState });
      last().onerror?.(new Event('error') as never);
    },
  };
}

it('tells what the server says', () => {
  const { told, open, say } = makeWorld();
  open();
  say('{"type":"intake"}');
  expect(told).toEqual(['connected', 'intake']);
});

it('leaves it to the browser to go on where the connection broke', () => {
  const { sources, told, fail, open } = makeWorld();
  fail(CONNECTING);
  vi.advanceTimersByTime(60_000);
  expect(sources).toHaveLength(1);
  open();
  expect(told).toEqual(['disconnected', 'connected']);
});

it('begins again where the server refused', () => {
  const { sources, told, fail, open } = makeWorld();
  fail(CLOSED);
  vi.advanceTimersByTime(15_000);
  expect(sources).toHaveLength(2);
  fail(CLOSED);
  vi.advanceTimersByTime(15_000);
  expect(sources).toHaveLength(3);
  open();
  expect(told).toEqual(['disconnected', 'disconnected', 'connected']);
});

it('says and asks nothing any more once it has stopped', () => {
  const { sources, fail, stop } = makeWorld();
  fail(CLOSED);
  stop();
  vi.advanceTimersByTime(60_000);
  expect(sources.map(({ close }) => vi.mocked(close).mock.calls.length)).toEqual([1]);
});
