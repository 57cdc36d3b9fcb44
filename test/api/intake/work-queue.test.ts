import { describe, expect, it } from 'vitest';
import { createWorkQueue } from '../../../src/api/intake/work-queue.ts';

/** Work that ends when it is told to. */
function work(done: string[], name: string): { run: () => Promise<string>; end: () => void } {
  let end = () => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  return {
    end,
    run: async () => {
      done.push(`begin ${name}`);
      await ended;
      done.push(`end ${name}`);
      return name;
    },
  };
}

describe('createWorkQueue', () => {
  it('does one thing after another, in the order in which they came', async () => {
    const queue = createWorkQueue(2);
    const done: string[] = [];
    const [a, b, c] = [work(done, 'a'), work(done, 'b'), work(done, 'c')];
    const all = [a, b, c].map(({ run }) => queue.add(run));
    expect(queue.waiting).toBe(2);
    c.end();
    b.end();
    a.end();
    expect(await Promise.all(all)).toEqual(['a', 'b', 'c']);
    expect(done).toEqual(['begin a', 'end a', 'begin b', 'end b', 'begin c', 'end c']);
    await queue.settle();
  });

  it('refuses what would have to wait behind too much', async () => {
    const queue = createWorkQueue(1);
    const [a, b] = [work([], 'a'), work([], 'b')];
    const all = [queue.add(a.run), queue.add(b.run)];
    await expect(queue.add(async () => 'c')).rejects.toMatchObject({ status: 503, retryAfterSeconds: 5 });
    a.end();
    b.end();
    expect(await Promise.all(all)).toEqual(['a', 'b']);
    expect(await queue.add(async () => 'd')).toBe('d');
  });

  it('goes on after a failure', async () => {
    const queue = createWorkQueue(1);
    const failing = queue.add(async () => {
      throw new Error('the disk is full');
    });
    const next = queue.add(async () => 'next');
    await expect(failing).rejects.toThrow('the disk is full');
    expect(await next).toBe('next');
  });

  it('lets those leave who wait, and makes room for others', async () => {
    const queue = createWorkQueue(1);
    const done: string[] = [];
    const [a, b] = [work(done, 'a'), work(done, 'b')];
    const leaving = new AbortController();
    const first = queue.add(a.run);
    const second = queue.add(b.run, leaving.signal);
    leaving.abort();
    await expect(second).rejects.toMatchObject({ status: 400 });
    const third = queue.add(async () => 'c');
    a.end();
    expect(await Promise.all([first, third])).toEqual(['a', 'c']);
    expect(done).toEqual(['begin a', 'end a']);
    await expect(queue.add(async () => 'd', leaving.signal)).rejects.toMatchObject({ status: 400 });
  });

  it('is settled once nothing is being done', async () => {
    const queue = createWorkQueue(1);
    const done: string[] = [];
    const a = work(done, 'a');
    const adding = queue.add(a.run);
    const settled = queue.settle().then(() => done.push('settled'));
    a.end();
    await Promise.all([adding, settled]);
    expect(done).toEqual(['begin a', 'end a', 'settled']);
  });
});
