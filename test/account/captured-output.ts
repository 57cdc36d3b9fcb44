import { AsyncLocalStorage } from 'node:async_hooks';
import { format } from 'node:util';

/** What was written during a piece of work, line by line. */
export interface Capture {
  readonly lines: string[];
  /** False when nobody listens any more: what is written then is lost. */
  isOpen: boolean;
}

const current = new AsyncLocalStorage<Capture>();

/** Does work whose output, to the console and to standard output, goes to `capture` and nowhere else. */
export function captureOutput<T>(capture: Capture, work: () => T): T {
  install();
  return current.run(capture, work);
}

let isInstalled = false;
const METHODS = ['log', 'info', 'warn', 'error', 'debug'] as const;

/** Once for the whole process: outside of captured work everything is written as ever. */
function install(): void {
  if (isInstalled) return;
  isInstalled = true;
  for (const method of METHODS) {
    const write = console[method].bind(console);
    console[method] = (...values: unknown[]) => {
      if (!take(`${format(...values)}\n`)) write(...values);
    };
  }
  for (const stream of [process.stdout, process.stderr]) {
    const write = stream.write.bind(stream);
    stream.write = (text: string | Uint8Array, ...rest: unknown[]) => {
      if (!take(String(text))) return Reflect.apply(write, stream, [text, ...rest]);
      const done = rest.find((each) => typeof each === 'function');
      if (done !== undefined) queueMicrotask(() => Reflect.apply(done, undefined, []));
      return true;
    };
  }
}

function take(text: string): boolean {
  const capture = current.getStore();
  if (capture === undefined) return false;
  if (capture.isOpen) capture.lines.push(...text.split('\n').filter((line) => line !== ''));
  return true;
}
