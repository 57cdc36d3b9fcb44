import type { AccountRequest, AccountResponse, Refusal, Service } from './service.ts';
import { ServiceError } from './service-error.ts';

/** What an operation does with its input; the answer is any JSON. */
export type Operation = (input: Readonly<Record<string, unknown>>, request: AccountRequest) => unknown;

/** A service of the protocol AWS JSON 1.0 or 1.1: one path, the operation in `x-amz-target`, errors by `__type`. */
export interface JsonServiceOptions {
  readonly contentType: 'application/x-amz-json-1.0' | 'application/x-amz-json-1.1';
  readonly operations: ReadonlyMap<string, Operation>;
  readonly refusal: (operation: string, refusal: Refusal, request: AccountRequest) => ServiceError;
}

/** Puts operations on the wire in AWS JSON. */
export function createJsonService({ contentType, operations, refusal }: JsonServiceOptions): Service {
  const respond = (statusCode: number, body: unknown): AccountResponse => ({
    statusCode,
    contentType,
    body: JSON.stringify(body),
  });
  const respondError = (error: ServiceError): AccountResponse =>
    respond(error.statusCode, { __type: error.code, message: error.message, ...error.members });

  return {
    operationOf: ({ target }) => target,
    answer: (request) => {
      const operation = operations.get(request.target);
      if (operation === undefined) {
        return respondError(new ServiceError('UnknownOperationException', `no operation ${request.target}`));
      }
      try {
        return respond(200, operation(JSON.parse(request.body), request) ?? {});
      } catch (error) {
        if (error instanceof ServiceError) return respondError(error);
        throw error;
      }
    },
    refuse: (request, kind) => respondError(refusal(request.target, kind, request)),
  };
}
