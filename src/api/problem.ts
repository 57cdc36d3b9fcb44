import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Problem } from './contract/session.ts';

/** What a request did wrong: thrown by whoever answers it, and told to the client as problem details. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly status: ContentfulStatusCode;
  readonly detail: string | undefined;
  /** When the client may try again. */
  readonly retryAfterSeconds: number | undefined;
  constructor(status: ContentfulStatusCode, title: string, detail?: string, retryAfterSeconds?: number) {
    super(title);
    this.status = status;
    this.detail = detail;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** Answers with what a ProblemError tells. */
export function toProblem(context: Context, error: ProblemError): Response {
  if (error.retryAfterSeconds !== undefined) context.header('retry-after', String(error.retryAfterSeconds));
  return problem(context, error.status, error.message, error.detail);
}

/** Answers with problem details (RFC 9457); nothing in them tells of the inside of the server. */
export function problem(
  context: Context,
  status: ContentfulStatusCode,
  title: string,
  detail?: string,
): Response {
  return context.body(problemText(status, title, detail), status, { 'content-type': PROBLEM_TYPE });
}

/** The media type of problem details. */
export const PROBLEM_TYPE = 'application/problem+json';

/** The text of problem details. */
export function problemText(status: number, title: string, detail?: string): string {
  const body: Problem = { status, title, ...(detail !== undefined && { detail }) };
  return JSON.stringify(body);
}
