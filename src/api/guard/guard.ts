import type { MiddlewareHandler } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { CHANGE_TOKEN_HEADER } from '../contract/paths.ts';
import { problem } from '../problem.ts';
import { isSame, type Launch } from './launch.ts';

/** What a server lets in. */
export interface GuardOptions {
  readonly launch: Launch;
  /** Values of the Host header that name this server: anything else is a name that somebody has bent to it. */
  readonly hosts: readonly string[];
}

const SAFE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD']);

/** Headers of every answer: nothing but our own files is loaded, framed, or told where somebody came from. */
const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; " +
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

/**
 * Lets in whoever has launched this server, under a name of its own (DNS rebinding); a request that changes something
 * also has to come from our own page, which knows the change token.
 */
export function createGuard({ launch, hosts }: GuardOptions): MiddlewareHandler {
  return async (context, next) => {
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) context.header(name, value);
    const { req } = context;
    if (!hosts.includes(req.header('host')?.toLowerCase() ?? '')) {
      return problem(context, 421, 'this server does not answer to that name');
    }
    if (req.path === LAUNCH_PATH && req.method === 'GET') {
      const session = launch.redeem(req.query('token') ?? '');
      if (session === undefined) return problem(context, 401, 'a launch URL works once', RESTART);
      setCookie(context, launch.cookieName, session, { httpOnly: true, sameSite: 'Strict', path: '/' });
      return context.redirect('/', 303);
    }
    if (!launch.isSession(getCookie(context, launch.cookieName))) {
      return problem(context, 401, 'open the launch URL that `corroborate serve` printed', RESTART);
    }
    if (!SAFE_METHODS.has(req.method) && !isOurOwn(req.header(), launch, hosts)) {
      return problem(context, 403, 'a change has to come from the page of this server');
    }
    return next();
  };
}

/** Where the launch URL leads. */
export const LAUNCH_PATH = '/launch';

const RESTART = 'start `corroborate serve` again for a new one';

function isOurOwn(
  header: Readonly<Record<string, string>>,
  { changeToken }: Launch,
  hosts: readonly string[],
): boolean {
  const site = header['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin') return false;
  const origin = header.origin;
  if (
    origin !== undefined &&
    !hosts.some((host) => origin === `http://${host}` || origin === `https://${host}`)
  ) {
    return false;
  }
  return isSame(header[CHANGE_TOKEN_HEADER] ?? '', changeToken);
}
