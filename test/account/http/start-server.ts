import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { AccountRequest, AccountResponse, Service } from './service.ts';

/**
 * What becomes of a request: `answer` it; refuse it as a busy service does (`throttle`) or as one in which another
 * request was faster (`conflict`); do it and `lose` the answer on the way; leave it undone and `hang`, or do it and
 * hang, as for a client that died meanwhile.
 */
export type Fate = 'answer' | 'throttle' | 'conflict' | 'lose' | 'hang' | 'answer-and-hang';

/** The fate of a request, and what is to be done when it has met it. */
export interface Verdict {
  readonly fate: Fate;
  readonly afterwards?: () => void;
}

/** Decides about a request before it is done; the server waits for it. */
export type Gate = (request: AccountRequest, operation: string) => Verdict | Promise<Verdict>;

/** A server that is listening. */
export interface AccountServer {
  /** The same for every service: the signature says which one is meant. */
  readonly endpoint: string;
  /** Breaks all connections, so that whatever still waits for an answer learns that none will come. */
  close(): Promise<void>;
}

/** What the server is made of. */
export interface ServerOptions {
  /** Services by signing name. */
  readonly services: ReadonlyMap<string, Service>;
  readonly gate?: Gate;
}

/** Serves all services of an account on one port of this machine. */
export async function startServer({ services, gate = answerAll }: ServerOptions): Promise<AccountServer> {
  const server = createServer(
    { keepAlive: true, keepAliveTimeout: 0, requestTimeout: 0 },
    (message, response) => {
      readRequest(message, (request) => {
        serve(request, services, gate, response).catch((error: unknown) => fail(response, error));
      });
    },
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { endpoint: `http://127.0.0.1:${port}`, close: () => closeServer(server) };
}

const answerAll: Gate = () => ({ fate: 'answer' });

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

function readRequest(message: IncomingMessage, done: (request: AccountRequest) => void): void {
  const chunks: Buffer[] = [];
  message.on('data', (chunk: Buffer) => chunks.push(chunk));
  message.on('end', () => done(toRequest(message, Buffer.concat(chunks).toString())));
}

const CREDENTIAL = /Credential=([^/]+)\/[^/]+\/[^/]+\/([^/]+)\/aws4_request/;

function toRequest({ headers, method = '', url = '' }: IncomingMessage, body: string): AccountRequest {
  const [, accessKeyId = '', service = ''] = CREDENTIAL.exec(headers.authorization ?? '') ?? [];
  const target = String(headers['x-amz-target'] ?? '');
  return { service, accessKeyId, target: target.slice(target.lastIndexOf('.') + 1), method, url, body };
}

async function serve(
  request: AccountRequest,
  services: ReadonlyMap<string, Service>,
  gate: Gate,
  response: ServerResponse,
): Promise<void> {
  const service = services.get(request.service);
  if (service === undefined) throw new Error(`no service \`${request.service}\` in this account`);
  const { fate, afterwards } = await gate(request, service.operationOf(request));
  meetFate(fate, service, request, response);
  afterwards?.();
}

function meetFate(fate: Fate, service: Service, request: AccountRequest, response: ServerResponse): void {
  if (fate === 'hang') return;
  const isRefused = fate === 'throttle' || fate === 'conflict';
  const answer = isRefused ? service.refuse(request, fate) : service.answer(request);
  if (isRefused || fate === 'answer') send(response, answer);
  else if (fate === 'lose') response.socket?.destroy();
}

let requestCount = 0;

function send(response: ServerResponse, { statusCode, contentType, body }: AccountResponse): void {
  requestCount += 1;
  response.writeHead(statusCode, {
    'content-type': contentType,
    'content-length': Buffer.byteLength(body),
    'x-amzn-requestid': `request-${requestCount}`,
  });
  response.end(body);
}

function fail(response: ServerResponse, error: unknown): void {
  // A defect of the account, not of what is tested: no client would retry a 400 of this name.
  console.error(error);
  send(response, {
    statusCode: 400,
    contentType: 'application/x-amz-json-1.0',
    body: JSON.stringify({ __type: 'DefectOfTheTestAccount', message: String(error) }),
  });
}
