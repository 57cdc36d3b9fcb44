import { createServer, type RequestListener, type Server, STATUS_CODES } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { Socket } from 'node:net';
import { getRequestListener, RequestError } from '@hono/node-server';
import { SECURITY_HEADERS } from '../../api/guard/security-headers.ts';
import { PROBLEM_TYPE, problemText } from '../../api/problem.ts';
import { UsageError } from '../usage-error.ts';
import type { Tls } from './read-tls.ts';

/** Where to listen. */
export interface Binding {
  readonly host: string;
  readonly port: number;
  readonly tls?: Tls | undefined;
}

/** A server that listens. */
export interface HttpServer {
  /** The port that it listens on. */
  readonly port: number;
  /**
   * Answers from now on; until then it says that it is starting. `onError` is told of answers that break off, and of
   * connections that could not be accepted.
   */
  answer(fetch: Fetch, onError: (error: unknown) => void): void;
  /** Takes no more requests, lets those end that are being answered, and cuts them off after `graceMs`. */
  close(graceMs: number): Promise<void>;
}

type Fetch = (request: Request) => Response | Promise<Response>;

/** How long a client may take for what, and how much it may send. */
export interface HttpLimits {
  readonly headersTimeout: number;
  readonly requestTimeout: number;
  readonly keepAliveTimeout: number;
  readonly connectionsCheckingInterval: number;
  readonly maxHeaderSize: number;
  readonly connectionsMax: number;
}

/** A body that waits for its turn counts as one that is being sent. */
export const HTTP_LIMITS: HttpLimits = {
  headersTimeout: 10_000,
  requestTimeout: 15 * 60_000,
  keepAliveTimeout: 30_000,
  connectionsCheckingInterval: 5000,
  maxHeaderSize: 16 * 1024,
  connectionsMax: 256,
};

/** Listens on a host and port, over TLS where there is a certificate. Throws UsageError when that cannot be. */
export async function startHttpServer(
  binding: Binding,
  limits: HttpLimits = HTTP_LIMITS,
): Promise<HttpServer> {
  let listener: RequestListener = sayStarting;
  const { connectionsMax, ...options } = limits;
  const listen: RequestListener = (request, response) => listener(request, response);
  const { tls } = binding;
  const server =
    tls === undefined ? createServer(options, listen) : createTlsServer({ ...options, ...tls }, listen);
  server.maxConnections = connectionsMax;
  server.on('clientError', refuseBroken);
  await listenOn(server, binding);
  let tell: (error: unknown) => void = () => {};
  // One connection that cannot be accepted must not end the server.
  server.on('error', (error) => tell(error));
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : binding.port,
    answer: (fetch, onError) => {
      tell = onError;
      listener = listenerOf(fetch, onError);
    },
    close: (graceMs) => close(server, graceMs),
  };
}

function listenOn(server: Server, { host, port }: Binding): Promise<void> {
  return new Promise((resolve, reject) => {
    const refuse = (error: Error) => reject(cannotListen(error, host, port));
    server.once('error', refuse);
    server.listen(port, host, () => {
      server.off('error', refuse);
      resolve();
    });
  });
}

function cannotListen(cause: NodeJS.ErrnoException, host: string, port: number): UsageError {
  switch (cause.code) {
    case 'EADDRINUSE':
      return new UsageError(`port ${port} is taken on \`${host}\``, {
        hint: 'name another with `--port`, or 0 for any that is free',
        cause,
      });
    case 'EACCES':
      return new UsageError(`you may not listen on port ${port}`, {
        hint: 'ports below 1024 are for administrators: name another with `--port`',
        cause,
      });
    default:
      return new UsageError(`cannot listen on \`${host}\`: ${cause.code ?? cause.message}`, {
        hint: 'name a host or an address of this machine with `--host`',
        cause,
      });
  }
}

const sayStarting: RequestListener = (_request, response) => {
  response
    .writeHead(503, { ...PROBLEM_HEADERS, 'retry-after': '1' })
    .end(problemText(503, 'the server is starting'));
};

function listenerOf(fetch: Fetch, onError: (error: unknown) => void): RequestListener {
  const answerWhole: FetchCallback = async (request, { outgoing }) =>
    breakingOff(await fetch(request), (error) => {
      onError(error);
      outgoing.destroy();
    });
  const errorHandler = (error: unknown) => {
    // What is no request as HTTP has it: nothing of it is repeated.
    if (error instanceof RequestError) return problemResponse(400, UNREADABLE);
    onError(error);
    return problemResponse(500, 'the server could not answer');
  };
  // The globals of the process stay as they are.
  return getRequestListener(answerWhole, { overrideGlobalObjects: false, errorHandler });
}

type FetchCallback = Parameters<typeof getRequestListener>[0];

/**
 * The response, whose body does not tell the client what it failed of: somebody else would write the error into it. That
 * it is not whole is seen from the connection.
 */
function breakingOff(response: Response, onFailure: (error: unknown) => void): Response {
  const reader = response.body?.getReader();
  if (reader === undefined) return response;
  let isWanted = true;
  const body = new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      const read = await reader.read().catch((error: unknown) => {
        if (isWanted) onFailure(error);
        return END;
      });
      // To whoever has gone meanwhile nothing can be said any more, not even that this is the end.
      if (!isWanted) return;
      if (read.done) controller.close();
      else controller.enqueue(read.value);
    },
    cancel: (reason) => {
      isWanted = false;
      return reader.cancel(reason);
    },
  });
  return new Response(body, response);
}

const END = { done: true, value: undefined } as const;

const UNREADABLE = 'this is no request that can be read';

const PROBLEM_HEADERS = { ...SECURITY_HEADERS, 'content-type': PROBLEM_TYPE, 'cache-control': 'no-store' };

function problemResponse(status: number, title: string): Response {
  return new Response(problemText(status, title), { status, headers: PROBLEM_HEADERS });
}

/** Answers what was broken off before anybody could see it as a request. */
function refuseBroken(error: NodeJS.ErrnoException, socket: Socket): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const [status, title] = BROKEN.get(error.code) ?? [400, UNREADABLE];
  const body = problemText(status, title);
  const headers = { ...PROBLEM_HEADERS, 'content-length': body.length };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  socket.end(
    [`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, 'connection: close', ...lines, '', body].join('\r\n'),
  );
}

const BROKEN: ReadonlyMap<string | undefined, readonly [number, string]> = new Map([
  ['HPE_HEADER_OVERFLOW', [431, 'the headers are too large']],
  ['ERR_HTTP_REQUEST_TIMEOUT', [408, 'the request took too long']],
]);

function close(server: Server, graceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), graceMs);
    server.close(() => {
      clearTimeout(cut);
      resolve();
    });
    server.closeIdleConnections();
  });
}
