import { CHANGE_TOKEN_HEADER, PATHS, type RouteName } from '../../src/api/contract/paths.ts';
import type { AnswerOf, BodyOf, QueryOf } from '../../src/api/contract/routes.ts';
import type { Problem, SessionView } from '../../src/api/contract/session.ts';
import type { Language } from '../../src/core/rule/rule-texts.ts';

/** What a request carries. */
export interface Asking<Name extends RouteName> {
  /** The `:id` of the path. */
  readonly id?: string;
  readonly query?: Partial<QueryOf<Name>>;
  readonly body?: BodyOf<Name>;
  readonly language: Language;
  readonly signal?: AbortSignal;
}

/** The server refused, or could not be reached (status 0). */
export class CallError extends Error {
  override readonly name = 'CallError';
  readonly status: number;
  readonly detail: string | undefined;
  constructor({ status, title, detail }: Problem) {
    super(title);
    this.status = status;
    this.detail = detail;
  }

  /** All that the server says, in one line. */
  get line(): string {
    return this.detail === undefined ? this.message : `${this.message}: ${this.detail}`;
  }
}

/** Asks the server; throws CallError. */
export async function call<Name extends RouteName>(
  name: Name,
  asking: Asking<Name>,
): Promise<AnswerOf<Name>> {
  const { method } = PATHS[name];
  const response = await fetchOrFail(addressOf(name, asking), {
    method: method.toUpperCase(),
    ...(asking.signal && { signal: asking.signal }),
    ...(method === 'post' && {
      headers: { 'content-type': 'application/json', [CHANGE_TOKEN_HEADER]: await changeToken() },
      body: JSON.stringify(asking.body),
    }),
  });
  return (await response.json()) as AnswerOf<Name>;
}

/** Asks the server with the bytes of a file as the body, under a media type that the route takes; throws CallError. */
export async function postFile<Name extends RouteName>(
  name: Name,
  { file, type, language }: { readonly file: Blob; readonly type: string; readonly language: Language },
): Promise<AnswerOf<Name>> {
  const response = await fetchOrFail(addressOf(name, { language }), {
    method: 'POST',
    headers: { 'content-type': type, [CHANGE_TOKEN_HEADER]: await changeToken() },
    body: file,
  });
  return (await response.json()) as AnswerOf<Name>;
}

/** The address of a route with its query; members that are objects are written as JSON. */
export function addressOf<Name extends RouteName>(
  name: Name,
  { id, query, language }: Pick<Asking<Name>, 'id' | 'query' | 'language'>,
): string {
  const search = new URLSearchParams({ lang: language });
  for (const [key, value] of Object.entries(query ?? {})) {
    if (value !== undefined)
      search.set(key, typeof value === 'object' ? JSON.stringify(value) : String(value));
  }
  return `${PATHS[name].path.replace(':id', encodeURIComponent(id ?? ''))}?${search}`;
}

let session: Promise<SessionView> | undefined;

/** What the server says of itself and of us, asked once. */
function loadSession(): Promise<SessionView> {
  session ??= fetchOrFail(PATHS.session.path, {}).then((response) => response.json());
  session.catch(() => {
    session = undefined;
  });
  return session;
}

async function changeToken(): Promise<string> {
  return (await loadSession()).changeToken;
}

async function fetchOrFail(address: string, init: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(address, { ...init, credentials: 'same-origin' });
  } catch (cause) {
    if (init.signal?.aborted) throw cause;
    throw new CallError({ status: 0, title: 'the server does not answer' });
  }
  if (response.ok) return response;
  const isProblem = response.headers.get('content-type')?.startsWith('application/problem+json');
  throw new CallError(
    isProblem ? await response.json() : { status: response.status, title: response.statusText },
  );
}
