import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { isJsonObject, type Json, type JsonObject } from '../../src/core/json.ts';

/** One request as a handler sees it; `operation` is `POST /findings`, or what the target header names. */
export interface FakeRequest {
  readonly operation: string;
  readonly body: JsonObject;
  /** `service` and Region of the signature. */
  readonly scope: string;
}

/** An answer: the body of a 200, or an error by its name. */
export type FakeAnswer =
  | { readonly body: Json }
  | { readonly error: string; readonly message?: string; readonly status?: number }
  | 'hang up';

/** A server on this machine that stands for AWS, and the environment that leads there. */
export interface FakeAws {
  readonly endpoint: string;
  readonly env: Readonly<Record<string, string>>;
  readonly requests: readonly FakeRequest[];
}

/** Starts a server that answers with `answer`, and is gone when the test has finished. */
export async function startFakeAws(answer: (request: FakeRequest) => FakeAnswer): Promise<FakeAws> {
  const requests: FakeRequest[] = [];
  const server = createServer(async (message, response) => {
    const request = await toRequest(message);
    requests.push(request);
    send(response, answer(request));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { endpoint, env: environmentOf(endpoint), requests };
}

/** The environment of a run against an endpoint: keys that nobody has, and a Region. */
export function environmentOf(endpoint: string): Readonly<Record<string, string>> {
  return {
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
    AWS_ENDPOINT_URL: endpoint,
  };
}

async function toRequest(message: IncomingMessage): Promise<FakeRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(Buffer.from(chunk));
  const text = Buffer.concat(chunks).toString();
  const json: Json = text === '' ? {} : JSON.parse(text);
  const target = message.headers['x-amz-target'];
  const path = message.url?.replace(/\?.*/, '') ?? '';
  const scope = /Credential=[^/]+\/\d+\/([^/]+\/[^/]+)/.exec(message.headers.authorization ?? '')?.[1] ?? '';
  return {
    operation: typeof target === 'string' ? (target.split('.').at(-1) ?? '') : `${message.method} ${path}`,
    body: isJsonObject(json) ? json : {},
    scope,
  };
}

function send(response: ServerResponse, answer: FakeAnswer): void {
  if (answer === 'hang up') {
    response.destroy();
  } else if ('error' in answer) {
    response.writeHead(answer.status ?? 400, {
      'content-type': 'application/json',
      'x-amzn-errortype': answer.error,
    });
    response.end(JSON.stringify({ __type: answer.error, message: answer.message, Message: answer.message }));
  } else {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer.body));
  }
}
