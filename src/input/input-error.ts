/** An input that the user named cannot be read at all; thrown before anything is read, with the `cause`. */
export class InputError extends Error {
  override readonly name = 'InputError';
}

/** The system's word for a failure (`ENOENT: no such file or directory`), without path and call. */
export function toErrnoText(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  const [text = error.message] = error.message.split(', ', 1);
  return code === undefined || text.startsWith(code) ? text : `${code}: ${text}`;
}
