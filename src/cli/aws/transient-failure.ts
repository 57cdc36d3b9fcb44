/** Whether a request may do better when it is sent again: it was one too many, or the service or the way failed. */
export function isTransientFailure(error: unknown): boolean {
  if (!(error instanceof Error) || error.name === 'AbortError') return false;
  return THROTTLING_NAMES.has(error.name) || isUnreachable(error) || isServiceDown(error);
}

/** Whether there was no answer at all. */
export function isUnreachable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return error.name === 'TimeoutError' || ('code' in error && UNREACHABLE_CODES.has(error.code));
}

/** Codes of Node.js for connections that cannot be made, or break. */
export const UNREACHABLE_CODES: ReadonlySet<unknown> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);

/** Names that services give to throttling; Security Hub calls it LimitExceededException or TooManyRequestsException. */
const THROTTLING_NAMES: ReadonlySet<string> = new Set([
  'LimitExceededException',
  'RequestLimitExceeded',
  'SlowDown',
  'Throttling',
  'ThrottlingException',
  'TooManyRequestsException',
]);

function isServiceDown(error: Error): boolean {
  if (!('$metadata' in error)) return false;
  const { $metadata: metadata } = error;
  if (typeof metadata !== 'object' || metadata === null || !('httpStatusCode' in metadata)) return false;
  const status = Number(metadata.httpStatusCode);
  return status === 429 || status >= 500;
}
