import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Problem } from './contract/session.ts';

/** What a request did wrong: thrown by whoever answers it, and told to the client as problem details. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly status: ContentfulStatusCode;
  readonly detail: string | undefined;
  constructor(status: ContentfulStatusCode, title: string, detail?: string) {
    super(title);
    this.status = status;
    this.detail = detail;
  }
}

/** Answers with problem details (RFC 9457); nothing in them tells of the inside of the server. */
export function problem(
  context: Context,
  status: ContentfulStatusCode,
  title: string,
  detail?: string,
): Response {
  const body: Problem = { status, title, ...(detail !== undefined && { detail }) };
  return context.body(JSON.stringify(body), status, { 'content-type': 'application/problem+json' });
}
