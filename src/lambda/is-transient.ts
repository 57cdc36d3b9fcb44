import { BusyError } from '../store/dynamodb/retry.ts';
import { ConflictError } from '../store.ts';

/** Faults of a request itself, which the same request will have again. */
const REQUEST_FAULTS: ReadonlySet<string> = new Set(['ValidationException', 'SerializationException']);

/** Errors of Node.js that tell of the network. */
const NETWORK_CODE = /^(?:ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|UND_ERR)/;

/** Whether an error may pass by itself: throttling, the network, a service that fails; never a fault of our own. */
export function isTransient(error: unknown): boolean {
  if (error instanceof ConflictError || error instanceof BusyError) return true;
  // Of several, what may pass must not be given up for what cannot.
  if (error instanceof AggregateError) return error.errors.some(isTransient);
  if (!(error instanceof Error)) return false;
  if (REQUEST_FAULTS.has(error.name)) return false;
  // What the SDK throws for answers of a service, permissions that lack included, carries what the service said.
  if ('$metadata' in error || '$fault' in error || '$retryable' in error) return true;
  if (error.name === 'TimeoutError' || error.name === 'CredentialsProviderError') return true;
  return 'code' in error && NETWORK_CODE.test(String(error.code));
}
