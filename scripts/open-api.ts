import { z } from 'zod';
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';
import { CHANGE_TOKEN_HEADER, PATHS, type RouteName } from '../src/api/contract/paths.ts';
import { ROUTES } from '../src/api/contract/routes.ts';
import { problemSchema } from '../src/api/contract/session.ts';
import { LANGUAGES } from '../src/core/rule/rule-texts.ts';

const PROBLEM = problemSchema.meta({ id: 'Problem' });

/** Grows when a route changes what it takes or answers. */
const API_VERSION = '1.0';

/** The contract of the API as OpenAPI 3.1, made from the schemas that check requests. */
export function toOpenApi(): string {
  const document = createDocument(
    {
      openapi: '3.1.0',
      info: {
        title: 'Corroborate',
        version: API_VERSION,
        description: 'The API of `corroborate serve`. Every error is problem details (RFC 9457).',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      servers: [{ url: 'http://127.0.0.1:4747', description: 'where `corroborate serve` listens' }],
      security: [{ session: [] }, { bearer: [] }],
      paths: toPaths(),
      components: { securitySchemes: SECURITY_SCHEMES },
    },
    { reused: 'inline' },
  );
  return `${JSON.stringify(document, undefined, 2)}\n`;
}

const SECURITY_SCHEMES = {
  session: {
    type: 'apiKey',
    in: 'cookie',
    name: 'corroborate-4747',
    description: 'The cookie of the launch URL; its name ends with the port.',
  },
  changeToken: {
    type: 'apiKey',
    in: 'header',
    name: CHANGE_TOKEN_HEADER,
    description: 'Beside the cookie, for whatever changes something: `changeToken` of `/api/session`.',
  },
  bearer: { type: 'http', scheme: 'bearer', description: 'The token of the server, for programs.' },
} as const;

/** A route without the types that its own schemas have. */
interface LooseRoute {
  readonly summary: string;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  readonly answer?: z.ZodType;
  readonly consumes?: readonly string[];
  readonly produces?: readonly string[];
}

function toPaths(): ZodOpenApiPathsObject {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const [name, route] of Object.entries(ROUTES) as [RouteName, LooseRoute][]) {
    const { method, path } = PATHS[name];
    const address = path.replace(/:(\w+)/g, '{$1}');
    paths[address] = { ...paths[address], [method]: toOperation(name, route) };
  }
  return paths;
}

function toOperation(name: RouteName, route: LooseRoute): ZodOpenApiOperationObject {
  const { method, path } = PATHS[name];
  return {
    operationId: name,
    summary: route.summary,
    requestParams: {
      query: toQuery(route.query),
      ...(path.includes(':id') && { path: z.object({ id: z.string().max(128) }) }),
    },
    ...((route.body ?? route.consumes) && { requestBody: { required: true, content: toBody(route) } }),
    responses: {
      200: { description: 'Done.', content: toAnswer(route) },
      default: {
        description: 'Problem details.',
        content: { 'application/problem+json': { schema: PROBLEM } },
      },
    },
    // A program that carries the token of the server needs nothing beside it.
    ...(method !== 'get' && { security: [{ session: [], changeToken: [] }, { bearer: [] }] }),
  };
}

function toQuery(query: z.ZodType | undefined): z.ZodObject {
  const own = query instanceof z.ZodObject ? query.shape : {};
  const lang = z.enum(LANGUAGES).default('en').describe('Language of the texts of rules.');
  return z.object({ ...own, lang });
}

type Content = NonNullable<NonNullable<ZodOpenApiOperationObject['requestBody']>['content']>;

function toBody({ body, consumes }: LooseRoute): Content {
  if (body !== undefined) return { 'application/json': { schema: body } };
  return Object.fromEntries((consumes ?? []).map((type) => [type, {}]));
}

function toAnswer({ answer, produces }: LooseRoute): Content {
  if (answer !== undefined) return { 'application/json': { schema: answer } };
  return Object.fromEntries((produces ?? []).map((type) => [type, {}]));
}
