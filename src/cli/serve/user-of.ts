import { userInfo } from 'node:os';
import type { Session } from '../session.ts';
import { UsageError } from '../usage-error.ts';

/** The name under which incidents are handled: the one that is given, else that of the user of this machine. */
export function userOf({ io: { env } }: Session, given: string | undefined): string {
  const name = (given ?? nameOfSystem() ?? env.USER ?? '').trim();
  if (name !== '' && name.length <= NAME_LENGTH_MAX) return name;
  const message = name === '' ? 'nobody knows who you are' : 'the name in `--user` is too long';
  throw new UsageError(message, { hint: 'name yourself with `--user NAME`' });
}

const NAME_LENGTH_MAX = 100;

/** A container may run as somebody whom its system does not know. */
function nameOfSystem(): string | undefined {
  try {
    return userInfo().username;
  } catch {
    return undefined;
  }
}
