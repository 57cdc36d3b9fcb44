import type { AccountRequest, AccountResponse, Service } from './http/service.ts';
import { ServiceError } from './http/service-error.ts';

/** An operation of a service that is asked in forms and answers in XML: parameters to the inside of its answer. */
export type QueryOperation = (parameters: URLSearchParams) => string;

/** What differs between the query protocol of most services and that of EC2. */
export interface QueryServiceOptions {
  readonly operations: ReadonlyMap<string, QueryOperation>;
  readonly isEc2?: boolean;
}

/** Puts operations on the wire in the AWS query protocol, or in that of EC2. */
export function createQueryService({ operations, isEc2 = false }: QueryServiceOptions): Service {
  const operationOf = ({ body }: AccountRequest) => new URLSearchParams(body).get('Action') ?? '';
  return {
    operationOf,
    answer: (request) => {
      const name = operationOf(request);
      try {
        const operation = operations.get(name);
        if (operation === undefined) throw new ServiceError('InvalidAction', `no operation ${name}`);
        const inside = operation(new URLSearchParams(request.body));
        const result = isEc2 ? inside : `<${name}Result>${inside}</${name}Result>`;
        return xml(200, `<${name}Response>${result}</${name}Response>`);
      } catch (error) {
        if (error instanceof ServiceError) return errorXml(error, isEc2);
        throw error;
      }
    },
    refuse: () =>
      isEc2
        ? errorXml(
            new ServiceError('RequestLimitExceeded', 'Request limit exceeded.', { statusCode: 503 }),
            true,
          )
        : errorXml(new ServiceError('Throttled', 'Rate exceeded', { statusCode: 429 }), false),
  };
}

/** Text as it may stand in XML. */
export function xmlText(text: string): string {
  return text.replace(/[&<>]/g, (sign) => (sign === '&' ? '&amp;' : sign === '<' ? '&lt;' : '&gt;'));
}

function errorXml({ code, message, statusCode }: ServiceError, isEc2: boolean): AccountResponse {
  const error = `<Error><Code>${code}</Code><Message>${xmlText(message)}</Message></Error>`;
  return xml(
    statusCode,
    isEc2 ? `<Response><Errors>${error}</Errors></Response>` : `<ErrorResponse>${error}</ErrorResponse>`,
  );
}

function xml(statusCode: number, body: string): AccountResponse {
  return { statusCode, contentType: 'text/xml', body };
}
