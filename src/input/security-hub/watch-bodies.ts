import type { SecurityHubClient } from '@aws-sdk/client-securityhub';
import type { Json } from '../../core/json.ts';

/** What a client was last answered. */
export interface Bodies {
  /** The body of the last answer, as JSON. Throws SyntaxError for what is none. */
  last(): Json;
}

/**
 * Keeps the bodies of a client's answers as they were sent. The SDK leaves out members that it does not know, and a
 * finding without them would be another version of itself.
 */
export function watchBodies(client: SecurityHubClient): Bodies {
  let bytes: Uint8Array = new Uint8Array();
  client.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      const response: unknown = result.response;
      if (isStreamed(response)) {
        bytes = await collect(response.body);
        Object.assign(response, { body: bytes });
      }
      return result;
    },
    { step: 'deserialize', priority: 'low', name: 'watchBodies' },
  );
  return { last: () => JSON.parse(new TextDecoder().decode(bytes)) };
}

interface Streamed {
  body: AsyncIterable<Uint8Array>;
}

function isStreamed(response: unknown): response is Streamed {
  if (typeof response !== 'object' || response === null || !('body' in response)) return false;
  const { body } = response;
  return typeof body === 'object' && body !== null && Symbol.asyncIterator in body;
}

async function collect(body: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks);
}
