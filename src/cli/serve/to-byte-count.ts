import { InvalidArgumentError } from 'commander';

/** How many bytes an option names: `1000`, `500KiB`, `32MiB`, `1GiB`; throws InvalidArgumentError for what is no size. */
export function toByteCount(text: string): number {
  const [, digits, unit = ''] = /^([1-9]\d{0,9})(|kib|mib|gib)$/i.exec(text) ?? [];
  const bytes = Number(digits) * (UNITS.get(unit.toLowerCase()) ?? 1);
  if (digits === undefined || bytes > BYTES_MAX) {
    throw new InvalidArgumentError('It is no size: 1000, 500KiB, 32MiB, up to 4GiB.');
  }
  return bytes;
}

const UNITS: ReadonlyMap<string, number> = new Map([
  ['kib', 1024],
  ['mib', 1024 ** 2],
  ['gib', 1024 ** 3],
]);

const BYTES_MAX = 4 * 1024 ** 3;
