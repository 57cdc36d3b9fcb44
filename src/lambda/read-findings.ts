import {
  GetFindingsCommand,
  type GetFindingsCommandInput,
  type SecurityHubClient,
} from '@aws-sdk/client-securityhub';
import type { Json } from '../core/json.ts';
import { type FindingsPage, PAGE_FINDINGS_MAX, toFindingsPage } from '../input/security-hub/findings-page.ts';
import { watchBodies } from '../input/security-hub/watch-bodies.ts';

/** Reads one page of the findings that pass filters as GetFindings takes them. */
export type ReadFindings = (query: {
  readonly filters: Json;
  readonly token: string | undefined;
}) => Promise<FindingsPage>;

const ATTEMPTS_MAX = 8;

/**
 * Creates the function that reads within the limits of GetFindings, findings as they were sent; the client is made
 * without retries of its own.
 */
export function createReadFindings(options: {
  readonly client: SecurityHubClient;
  readonly acquire: () => Promise<void>;
  readonly wait: (attempt: number) => Promise<void>;
}): ReadFindings {
  const { client, acquire, wait } = options;
  const bodies = watchBodies(client);
  return async ({ filters, token }) => {
    const input: GetFindingsCommandInput = {
      Filters: filters as NonNullable<GetFindingsCommandInput['Filters']>,
      MaxResults: PAGE_FINDINGS_MAX,
      ...(token === undefined ? {} : { NextToken: token }),
    };
    for (let attempts = 1; ; attempts += 1) {
      await acquire();
      try {
        await client.send(new GetFindingsCommand(input));
        const page = toFindingsPage(bodies.last());
        if (page === undefined)
          throw new Error('what answers is not Security Hub: there are no findings in it');
        return page;
      } catch (error) {
        if (attempts >= ATTEMPTS_MAX || !isPassing(error)) throw error;
        await wait(attempts);
      }
    }
  };
}

const REQUEST_FAULTS: ReadonlySet<string> = new Set([
  'InvalidInputException',
  'InvalidAccessException',
  'AccessDeniedException',
]);

function isPassing(error: unknown): boolean {
  return error instanceof Error && !REQUEST_FAULTS.has(error.name);
}
