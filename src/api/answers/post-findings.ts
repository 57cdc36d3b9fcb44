import type { Context, Hono } from 'hono';
import type { ApiOptions } from '../api-options.ts';
import { PATHS } from '../contract/paths.ts';
import { ProblemError } from '../problem.ts';
import { BODY_IDLE_MS, readBody } from '../read-body.ts';

/** What the intake writes down as the source of what was posted. */
const POSTED = `POST ${PATHS.postFindings.path}`;

/** How large a body may be where nobody says otherwise: 32 MiB, packed or not. */
export const BODY_BYTES_MAX: number = 32 * 1024 * 1024;

/** Takes posted findings in, in any layout that the command line reads, whatever the media type says. */
export function postFindings(
  app: Hono,
  { intake, noIntakeReason, bodyBytesMax = BODY_BYTES_MAX }: ApiOptions,
): void {
  app.post(PATHS.postFindings.path, async (context) => {
    if (intake === undefined) throw new ProblemError(409, 'findings cannot be posted here', noIntakeReason);
    checkEncoding(context);
    const body = readBody(context, { bytesMax: bodyBytesMax, idleMs: BODY_IDLE_MS });
    return context.json(await intake.take(body, POSTED, context.req.raw.signal), 200);
  });
}

/** Gzip is seen by its first bytes, announced or not. */
function checkEncoding({ req }: Context): void {
  const encoding = req.header('content-encoding')?.trim().toLowerCase() ?? 'identity';
  if (ENCODINGS.has(encoding)) return;
  throw new ProblemError(415, 'the body has an encoding that is not known', 'send it plain or as gzip');
}

const ENCODINGS: ReadonlySet<string> = new Set(['identity', 'gzip', 'x-gzip', '']);
