/** Where a line and a column (both from 1) are in a text, counted from 0; beyond the end of a line is its end. */
export function offsetOf(text: string, line: number, column: number): number {
  const lines = text.split('\n');
  const before = lines.slice(0, line - 1);
  const start = before.reduce((sum, each) => sum + each.length + 1, 0);
  const length = lines[line - 1]?.length ?? 0;
  return Math.min(start + Math.min(Math.max(column, 1) - 1, length), text.length);
}

/** A place in a text as compilers write it. */
export function placeText(line: number, column: number | undefined): string {
  return column === undefined ? String(line) : `${line}:${column}`;
}
