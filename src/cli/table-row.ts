import { padToWidth, wrapToWidth } from './display-width.ts';

const GAP = '  ';

/** Columns between two cells. */
export const GAP_WIDTH: number = GAP.length;

/** One row of a table, as many lines as its fullest cell needs, each with its line break. */
export function toTableRow(cells: readonly string[], widths: readonly number[]): string {
  const wrapped = cells.map((cell, column) => wrapToWidth(cell, widths[column] ?? 0));
  const height = Math.max(...wrapped.map((cell) => cell.length));
  let text = '';
  for (let line = 0; line < height; line += 1) {
    const parts = wrapped.map((cell, column) => padToWidth(cell[line] ?? '', widths[column] ?? 0));
    text += `${parts.join(GAP).trimEnd()}\n`;
  }
  return text;
}
