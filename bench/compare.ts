import type { Measurement } from './measurement.ts';
import type { BenchRow } from './row.ts';
import { deviation, median } from './statistics.ts';

/** Two programs of which the first is to cost at most `target` times the second, by the clock, where there is one. */
export interface Comparison<A extends Measurement, B extends Measurement> {
  readonly name: string;
  readonly target?: number;
  readonly rounds: number;
  readonly measured: () => Promise<A>;
  readonly base: () => Promise<B>;
  readonly onRound?: (measured: A, base: B) => void;
}

/** Runs both in turns, A B A B, so that what slows the machine down slows both; the ratio is that of each turn. */
export async function compare<A extends Measurement, B extends Measurement>(
  comparison: Comparison<A, B>,
): Promise<BenchRow> {
  const wall: number[] = [];
  const cpu: number[] = [];
  for (let round = 0; round < comparison.rounds; round += 1) {
    const measured = await comparison.measured();
    const base = await comparison.base();
    wall.push(measured.wallMs / base.wallMs);
    cpu.push(measured.cpuMs / base.cpuMs);
    comparison.onRound?.(measured, base);
  }
  return toRow(comparison.name, comparison.target, wall, cpu);
}

function toRow(
  name: string,
  target: number | undefined,
  wall: readonly number[],
  cpu: readonly number[],
): BenchRow {
  const middle = median(wall);
  return {
    name,
    result: `${ratioText(middle)} (${ratioText(Math.min(...wall))}–${ratioText(Math.max(...wall))})`,
    cpu: `${ratioText(median(cpu))} (${ratioText(Math.min(...cpu))}–${ratioText(Math.max(...cpu))})`,
    target: target === undefined ? '' : `≤ ${target}`,
    verdict: target === undefined ? '' : verdictOf(middle, target, deviation(wall)),
  };
}

function ratioText(ratio: number): string {
  return ratio.toFixed(2);
}

/** Says `noise` where the runs differ among themselves by more than their middle differs from the target. */
function verdictOf(middle: number, target: number, spread: number): string {
  if (Math.abs(middle - target) < spread) return 'noise';
  return middle <= target ? 'met' : 'missed';
}
