import { InvalidArgumentError } from 'commander';

/** How many things an option asks to list; throws InvalidArgumentError for anything but a whole number above 0. */
export function toLimit(text: string): number {
  if (!/^[1-9][0-9]{0,8}$/.test(text)) throw new InvalidArgumentError('It is no whole number above 0.');
  return Number(text);
}
