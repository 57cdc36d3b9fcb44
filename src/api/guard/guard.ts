import type { Context, MiddlewareHandler } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { CHANGE_TOKEN_HEADER } from '../contract/paths.ts';
import { problem } from '../problem.ts';
import { isSame, type Launch } from './launch.ts';
import { securityHeadersOf } from './security-headers.ts';
import { SIGN_IN_PAGE } from './sign-in-page.ts';

/** What a server lets in. */
export interface GuardOptions {
  readonly launch: Launch;
  /** Values of the Host header that name this server: anything else is a name that somebody has bent to it. */
  readonly hosts: readonly string[];
  /** What programs may carry as `Authorization: Bearer`, for the API alone; absent where they are not let in. */
  readonly apiToken?: string;
  /** Whether it is served over TLS. */
  readonly isSecure?: boolean;
  /** Whether it is reached from this machine alone. */
  readonly isLoopback?: boolean;
  /** Told when a launch URL was used, and the next one holds. */
  readonly onLaunched?: () => void;
}

/**
 * Lets in whoever has launched this server, under a name of its own (DNS rebinding); a request that changes something
 * also has to come from our own page, which knows the change token. Programs with the API token need neither, since no
 * browser adds it by itself. Every answer carries the security headers, whoever makes it.
 */
export function createGuard(options: GuardOptions): MiddlewareHandler {
  const headers = Object.entries(
    securityHeadersOf({ isSecure: options.isSecure ?? false, isLoopback: options.isLoopback ?? true }),
  );
  return async (context, next) => {
    for (const [name, value] of headers) context.header(name, value);
    const refusal = refuse(context, options);
    if (refusal === undefined) await next();
    else context.res = refusal;
    // An answer that was not made by the context has none of them.
    for (const [name, value] of headers) if (!context.res.headers.has(name)) context.header(name, value);
    if (!context.res.headers.has('cache-control')) context.header('cache-control', 'no-store');
  };
}

/** Where the launch URL leads. */
export const LAUNCH_PATH = '/launch';

const SAFE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD']);

/** The answer to a request that is not let in, or that asks to be; undefined for one that is. */
function refuse(context: Context, options: GuardOptions): Response | undefined {
  const { launch, hosts } = options;
  const { req } = context;
  const host = req.header('host')?.toLowerCase() ?? '';
  if (!hosts.includes(host))
    return problem(context, 421, 'this server does not answer to that name', HOST_HINT);
  if (req.path === LAUNCH_PATH && req.method === 'GET') return redeem(context, options);
  if (isApi(req.path) && isProgram(req.header('authorization'), options)) return undefined;
  if (!launch.isSession(getCookie(context, launch.cookieName))) return askToSignIn(context, options);
  if (isApi(req.path) && !isOurOwnPage(req.header(), host)) {
    return problem(context, 403, 'this was asked by another site');
  }
  if (!SAFE_METHODS.has(req.method) && !isSame(req.header(CHANGE_TOKEN_HEADER) ?? '', launch.changeToken)) {
    return problem(context, 403, `a change needs the token of the session in \`${CHANGE_TOKEN_HEADER}\``);
  }
  return undefined;
}

const HOST_HINT = 'open the address that `corroborate serve` printed, or name another with `--allow-host`';

function isApi(path: string): boolean {
  return path.startsWith('/api/');
}

function redeem(context: Context, options: GuardOptions): Response {
  const { launch, isSecure = false, onLaunched } = options;
  const session = launch.redeem(context.req.query('token') ?? '');
  if (session !== undefined) {
    const attributes = { httpOnly: true, sameSite: 'Strict', path: '/', secure: isSecure } as const;
    setCookie(context, launch.cookieName, session, attributes);
    onLaunched?.();
    return context.redirect('/', 303);
  }
  // Who follows a launch URL again in the browser that it was for wants the page, and may have it.
  if (launch.isSession(getCookie(context, launch.cookieName))) return context.redirect('/', 303);
  return askToSignIn(context, options);
}

function isProgram(authorization: string | undefined, { apiToken }: GuardOptions): boolean {
  const [, given] = /^Bearer +(\S+)$/i.exec(authorization ?? '') ?? [];
  return apiToken !== undefined && given !== undefined && isSame(given, apiToken);
}

function askToSignIn(context: Context, { apiToken }: GuardOptions): Response {
  const { req } = context;
  const isPage = !isApi(req.path) && (req.header('accept') ?? '').includes('text/html');
  if (isPage) return context.html(SIGN_IN_PAGE, 401);
  if (apiToken !== undefined) context.header('www-authenticate', 'Bearer');
  return problem(context, 401, 'open the launch URL that `corroborate serve` printed', 'each works once');
}

/**
 * Whether a browser says that the page of this server asks, or that nobody else does. Two ports of one host are one site
 * to cookies, so that those of a session come with what a page on another port asks for.
 */
function isOurOwnPage(header: Readonly<Record<string, string>>, host: string): boolean {
  const site = header['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  const origin = header.origin?.toLowerCase();
  return origin === undefined || origin === `http://${host}` || origin === `https://${host}`;
}
