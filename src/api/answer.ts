import type { Context, Hono } from 'hono';
import type { z } from 'zod';
import { isLanguage, type Language } from '../core/rule/rule-texts.ts';
import { PATHS, type RouteName } from './contract/paths.ts';
import { type AnswerOf, type BodyOf, type QueryOf, ROUTES } from './contract/routes.ts';
import { ProblemError } from './problem.ts';
import { BODY_IDLE_MS, readBody } from './read-body.ts';

/** A request to a route, checked against the contract. */
export interface Asked<Name extends RouteName> {
  readonly query: QueryOf<Name>;
  readonly body: BodyOf<Name>;
  /** The `:id` of the path; empty where it has none. */
  readonly id: string;
  readonly language: Language;
}

/** Answers a route with what its contract says; throws ProblemError. */
export type Answer<Name extends RouteName> = (asked: Asked<Name>) => Promise<AnswerOf<Name>> | AnswerOf<Name>;

/** An answer that is not JSON. */
export interface FileBody {
  readonly body: ReadableStream<Uint8Array> | string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Answers a route with a file; throws ProblemError. */
export type FileAnswer<Name extends RouteName> = (asked: Asked<Name>) => Promise<FileBody> | FileBody;

/** A body of JSON has at most so many bytes. */
const JSON_BYTES_MAX = 1024 * 1024;

/** Lets a route be answered with JSON. */
export function answerWithJson<Name extends RouteName>(app: Hono, name: Name, answer: Answer<Name>): void {
  const { method, path } = PATHS[name];
  app.on(method.toUpperCase(), path, async (context) =>
    context.json(await answer(await toAsked(context, name)), 200),
  );
}

/** Lets a route be answered with what is not JSON. */
export function answerWithFile<Name extends RouteName>(
  app: Hono,
  name: Name,
  answer: FileAnswer<Name>,
): void {
  const { method, path } = PATHS[name];
  app.on(method.toUpperCase(), path, async (context) => {
    const { body, headers } = await answer(await toAsked(context, name));
    return context.body(body, 200, { ...headers });
  });
}

/** The request as its contract has it; throws ProblemError with all that is wrong with it. */
async function toAsked<Name extends RouteName>(context: Context, name: Name): Promise<Asked<Name>> {
  const route: { readonly query?: z.ZodType; readonly body?: z.ZodType } = ROUTES[name];
  const { lang, ...query } = context.req.query();
  return {
    query: parse(route.query, query, 'the address') as QueryOf<Name>,
    body: (route.body && parse(route.body, await jsonOf(context), 'the body')) as BodyOf<Name>,
    id: idOf(context),
    language: isLanguage(lang) ? lang : 'en',
  };
}

/** No id of ours is longer. */
const ID_LENGTH_MAX = 128;

function idOf(context: Context): string {
  const id = context.req.param('id') ?? '';
  if (id.length > ID_LENGTH_MAX) {
    throw new ProblemError(400, 'the id is too long', `an id has at most ${ID_LENGTH_MAX} characters`);
  }
  return id;
}

function parse(schema: z.ZodType | undefined, value: unknown, what: string): unknown {
  if (schema === undefined) return undefined;
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) =>
    path.length === 0 ? message : `${path.map(String).join('.')}: ${message}`,
  );
  throw new ProblemError(400, `${what} cannot be read`, problems.slice(0, PROBLEMS_TOLD_MAX).join('; '));
}

const PROBLEMS_TOLD_MAX = 20;

async function jsonOf(context: Context): Promise<unknown> {
  const type = context.req.header('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') throw new ProblemError(415, 'the body has to be application/json');
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const limits = { bytesMax: JSON_BYTES_MAX, idleMs: BODY_IDLE_MS };
  const pieces: Uint8Array[] = [];
  for await (const piece of readBody(context, limits)) pieces.push(piece);
  try {
    return JSON.parse(
      pieces.map((piece) => decoder.decode(piece, { stream: true })).join('') + decoder.decode(),
    );
  } catch {
    throw new ProblemError(400, 'the body is not JSON');
  }
}
