import { once } from 'node:events';
import { generateFindings } from '../../examples/generate-findings.ts';

const PIECE_LENGTH = 1 << 20;

const [count, seed] = process.argv.slice(2).map(Number);
if (count === undefined || seed === undefined) throw new Error('usage: write-findings COUNT SEED');

let piece = '';
for (const finding of generateFindings({ count, seed })) {
  piece += `${JSON.stringify(finding)}\n`;
  if (piece.length < PIECE_LENGTH) continue;
  if (!process.stdout.write(piece)) await once(process.stdout, 'drain');
  piece = '';
}
process.stdout.write(piece);
