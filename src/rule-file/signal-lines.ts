import { readYaml } from './read-yaml.ts';

/** Lines of a rule file that ask for a signal; the first line of a file is 1. */
export interface SignalLines {
  readonly first: number;
  readonly text: string;
}

/** The maps of a rule file that hold signals; no name stands in two of them. */
const SIGNAL_MAPS = ['signals', 'unless', 'optional'] as const;

/** The lines of each of these signals in the text of a rule; those that the text does not have are left out. */
export function signalLines(text: string, names: readonly string[]): ReadonlyMap<string, SignalLines> {
  const found = new Map<string, SignalLines>();
  const { document } = readYaml(text, '');
  if (document === undefined) return found;
  const lines = text.split(/\r?\n/);
  for (const name of names) {
    for (const map of SIGNAL_MAPS) {
      const block = document.blockOf([map, name]);
      if (block === undefined) continue;
      const { start, end } = block;
      // A value that ends with a line break ends at the beginning of the next line.
      const last = end.column === 1 && end.line > start.line ? end.line - 1 : end.line;
      const own = withoutEnd(lines.slice(start.line - 1, last));
      found.set(name, { first: start.line, text: own.join('\n') });
    }
  }
  return found;
}

/** What a block ends with that is not its own: empty lines and comments. */
function withoutEnd(lines: readonly string[]): readonly string[] {
  const last = lines.findLastIndex((line) => !/^\s*(?:#.*)?$/.test(line));
  return lines.slice(0, last + 1);
}
