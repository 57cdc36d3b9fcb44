import { z } from 'zod';

/** What a page has to know of the server before anything else. */
export interface SessionView {
  /** What a request that changes something carries in the header `x-corroborate-token`. */
  readonly changeToken: string;
  /** The name under which actions are written down. */
  readonly user: string;
  readonly version: string;
  /** Whether incidents can be handled here. */
  readonly canHandle: boolean;
  /** Whether findings can be posted here. */
  readonly canIngest: boolean;
}

/** The form of `SessionView`. */
export const sessionSchema: z.ZodType<SessionView> = z.strictObject({
  changeToken: z.string(),
  user: z.string(),
  version: z.string(),
  canHandle: z.boolean(),
  canIngest: z.boolean(),
});

/** What went wrong with a request, for programs and people (RFC 9457). */
export interface Problem {
  readonly status: number;
  readonly title: string;
  readonly detail?: string | undefined;
}

/** The form of `Problem`. */
export const problemSchema: z.ZodType<Problem> = z.strictObject({
  status: z.int(),
  title: z.string(),
  detail: z.string().optional(),
});

/** A server-sent event of `/api/events`: what a page shows may have changed. */
export type LiveEvent =
  | { readonly type: 'incidents'; readonly ids: readonly string[] }
  | { readonly type: 'intake' }
  | { readonly type: 'hello'; readonly version: string };
