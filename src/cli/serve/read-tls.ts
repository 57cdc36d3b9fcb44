import { readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import { toErrnoText } from '../../input/input-error.ts';
import { type Session, toPath } from '../session.ts';
import { UsageError } from '../usage-error.ts';

/** A certificate chain and its key, PEM. */
export interface Tls {
  readonly cert: Buffer;
  readonly key: Buffer;
}

/** Reads what a server needs for TLS; undefined where it is not asked for. Throws UsageError for what is of no use. */
export function readTls(
  session: Session,
  { tlsCert, tlsKey }: { readonly tlsCert?: string; readonly tlsKey?: string },
): Tls | undefined {
  if (tlsCert === undefined || tlsKey === undefined) return undefined;
  const tls = { cert: read(session, tlsCert), key: read(session, tlsKey) };
  try {
    createSecureContext(tls);
  } catch (cause) {
    const message = `\`${tlsCert}\` and \`${tlsKey}\` are no certificate with its key: ${wordsOf(cause)}`;
    throw new UsageError(message, { hint: 'both are PEM files; the key has no passphrase', cause });
  }
  return tls;
}

function read(session: Session, path: string): Buffer {
  try {
    return readFileSync(toPath(session, path));
  } catch (cause) {
    throw new UsageError(`cannot read \`${path}\`: ${toErrnoText(cause)}`, { cause });
  }
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
