/** A line of the table that the benchmarks print. */
export interface BenchRow {
  readonly name: string;
  /** By the clock: the median and, in brackets, the least and the greatest. */
  readonly result: string;
  /** The same by processor time; empty where it is not measured. */
  readonly cpu: string;
  readonly target: string;
  /** `met`, `missed`, or `noise` where the runs differ more than the result from the target. */
  readonly verdict: string;
}

const COLUMNS = ['name', 'result', 'cpu', 'target', 'verdict'] as const;

const HEAD: BenchRow = {
  name: 'benchmark',
  result: 'by the clock',
  cpu: 'by processor time',
  target: 'target',
  verdict: '',
};

/** The table as text, its columns aligned. */
export function toTable(rows: readonly BenchRow[]): string {
  const lines = [HEAD, ...rows];
  const widths = COLUMNS.map((column) => Math.max(...lines.map((line) => line[column].length)));
  const toLine = (line: BenchRow): string =>
    COLUMNS.map((column, index) => line[column].padEnd(widths[index] ?? 0))
      .join('  ')
      .trimEnd();
  const rule = widths.map((width) => '─'.repeat(width)).join('  ');
  return [toLine(HEAD), rule, ...rows.map(toLine), ''].join('\n');
}
