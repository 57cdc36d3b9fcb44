import { InvalidArgumentError } from 'commander';

/** The port that an option names; throws InvalidArgumentError for what is none. */
export function toPort(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > PORT_MAX)
    throw new InvalidArgumentError('It is no port: 0 to 65535.');
  return port;
}

const PORT_MAX = 65_535;
