import { type Stats, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { UsageError } from './usage-error.ts';

/**
 * Throws UsageError when a file that a run writes is also one of its inputs, or is named twice: what is in it would
 * be lost, or be read while it is written. Links lead to the file itself; pipes and devices may be shared.
 */
export function checkWrittenFiles(written: readonly string[], inputs: readonly string[]): void {
  const identities = new Set<string>();
  for (const path of written) {
    const identity = identityOf(path);
    if (identity === undefined) continue;
    if (identities.has(identity)) throw writtenTwice(path);
    identities.add(identity);
  }
  if (identities.size === 0) return;
  for (const path of inputs) {
    const identity = identityOf(path);
    if (identity !== undefined && identities.has(identity)) throw readAndWritten(path);
  }
}

/** The same for two paths of one file; undefined for what is no regular file. */
function identityOf(path: string): string | undefined {
  const stats = statsOf(path);
  if (stats === undefined) return resolve(path);
  return stats.isFile() ? `${stats.dev}:${stats.ino}` : undefined;
}

function statsOf(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    // Whoever opens the file says why it cannot be.
    return undefined;
  }
}

function writtenTwice(path: string): UsageError {
  return new UsageError(`\`${path}\` would be written by two options`, { hint: 'name a file for each' });
}

function readAndWritten(path: string): UsageError {
  return new UsageError(`\`${path}\` is an input, and would be written too`, {
    hint: 'write to a file outside of what is read',
  });
}
