import { handle } from '../../core/handling/handle.ts';
import type { HandlingAction } from '../../core/handling/handling-action.ts';
import { parseInstant } from '../../core/instant.ts';
import { ConflictError } from '../../store.ts';
import type { Answer } from '../answer.ts';
import type { ApiOptions } from '../api-options.ts';
import type { HandlingRequestAction } from '../contract/handling.ts';
import { ProblemError } from '../problem.ts';

/** Does something to incidents: each of them is changed or has a reason why it is not. */
export function handleIncidents(options: ApiOptions): Answer<'handleIncidents'> {
  const { store, user, onError } = options;
  return async ({ body: { ids, action } }) => {
    if (user === undefined) throw new ProblemError(403, 'incidents cannot be handled here');
    const wanted = toAction(action);
    const changed: string[] = [];
    const failed: { readonly id: string; readonly reason: string }[] = [];
    for (const id of new Set(ids)) {
      const reason = await handleOne(id, wanted, user, options).catch((error: unknown) => {
        onError(error);
        return NOT_SAVED;
      });
      if (reason === undefined) changed.push(id);
      else failed.push({ id, reason });
    }
    if (changed.length > 0) await store.flush();
    return { changed, failed };
  };
}

/** What went wrong is for the server's own output. */
const NOT_SAVED = 'it could not be saved';

function toAction(action: HandlingRequestAction): HandlingAction {
  if (action.action !== 'accept-risk') return action;
  const until = parseInstant(action.until);
  if (until === undefined) throw new ProblemError(400, 'the body cannot be read', 'action.until: no instant');
  return { ...action, until };
}

/** How often a save is tried again when somebody else saved first. */
const ATTEMPTS_MAX = 10;

/** Undefined when the incident was changed, else why not. */
async function handleOne(
  id: string,
  action: HandlingAction,
  by: string,
  { store, now }: ApiOptions,
): Promise<string | undefined> {
  for (let attempts = 1; ; attempts += 1) {
    const record = await store.loadIncident(id);
    if (record === undefined) return 'there is no incident with this id';
    const handled = handle(record, action, { by, at: now() });
    if (typeof handled === 'string') return handled;
    try {
      await store.saveIncident(handled);
      return undefined;
    } catch (error) {
      if (!(error instanceof ConflictError) || attempts >= ATTEMPTS_MAX) throw error;
    }
  }
}
