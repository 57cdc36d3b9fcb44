import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { checkVectors } from '../conformance/check-vectors.ts';

const COPIED = fileURLToPath(new URL('../conformance/event-pattern-vectors.ndjson', import.meta.url));

const files = process.argv.length > 2 ? process.argv.slice(2) : [COPIED];
process.exitCode = files.map(checkFile).includes(false) ? 1 : 0;

function checkFile(file: string): boolean {
  const text = readText(file);
  if (text === undefined) return false;
  const { total, disagreements } = checkVectors(text);
  for (const { line, pattern, event, expected, got } of disagreements) {
    console.log(`${file}:${line} expected ${expected}, got ${got}`);
    console.log(`  pattern ${JSON.stringify(pattern)}\n  event   ${JSON.stringify(event)}`);
  }
  console.error(`${file}: ${total} vectors, ${disagreements.length} disagreements`);
  return disagreements.length === 0;
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    console.error(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}
