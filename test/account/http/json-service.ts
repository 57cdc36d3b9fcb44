import type { AccountRequest, AccountResponse, Refusal, Service } from './service.ts';
import { ServiceError } from './service-error.ts';

/**
 * What an operation does with its input, of whose shape the clients of the SDK take care; the answer is any JSON. An
 * operation may name the shape that it expects, since none is promised here.
 */
export type Operation = (input: never, request: AccountRequest) => unknown;

/** A service whose requests and answers are JSON; errors name themselves in `__type`, which all clients read. */
export interface JsonServiceOptions {
  readonly contentType: 'application/x-amz-json-1.0' | 'application/x-amz-json-1.1' | 'application/json';
  readonly operations: ReadonlyMap<string, Operation>;
  /** Operations of a REST service by method and path, `POST /findings`; without it they are in `x-amz-target`. */
  readonly routes?: ReadonlyMap<string, string>;
  readonly refusal: (operation: string, refusal: Refusal, request: AccountRequest) => ServiceError;
}

/** Puts operations on the wire in AWS JSON 1.0 and 1.1, or in REST with JSON. */
export function createJsonService(options: JsonServiceOptions): Service {
  const { contentType, operations, routes, refusal } = options;
  const respond = (statusCode: number, body: unknown): AccountResponse => ({
    statusCode,
    contentType,
    body: JSON.stringify(body),
  });
  const respondError = (error: ServiceError): AccountResponse =>
    respond(error.statusCode, { __type: error.code, message: error.message, ...error.members });
  const operationOf = (request: AccountRequest): string =>
    routes === undefined ? request.target : (routes.get(routeOf(request)) ?? routeOf(request));

  return {
    operationOf,
    answer: (request) => {
      const name = operationOf(request);
      const operation = operations.get(name);
      if (operation === undefined) {
        return respondError(new ServiceError('UnknownOperationException', `no operation ${name}`));
      }
      try {
        return respond(200, operation(inputOf(request), request) ?? {});
      } catch (error) {
        if (error instanceof ServiceError) return respondError(error);
        throw error;
      }
    },
    refuse: (request, kind) => respondError(refusal(operationOf(request), kind, request)),
  };
}

function routeOf({ method, url }: AccountRequest): string {
  const [path = ''] = url.split('?', 1);
  return `${method} ${path}`;
}

/** The body; where there is none, what the query string says. */
function inputOf({ body, url }: AccountRequest): never {
  if (body !== '') return JSON.parse(body) as never;
  return Object.fromEntries(new URL(url, 'http://localhost').searchParams) as never;
}
