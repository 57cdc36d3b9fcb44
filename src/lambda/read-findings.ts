import {
  AwsSecurityFindingFilters$,
  GetFindingsCommand,
  type GetFindingsCommandInput,
  type SecurityHubClient,
} from '@aws-sdk/client-securityhub';
import type { Json, JsonObject } from '../core/json.ts';
import { filterAttributes, isConditionList, isInvalidInput } from '../input/security-hub/finding-filters.ts';
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

const DENIED: ReadonlySet<string> = new Set(['InvalidAccessException', 'AccessDeniedException']);

function isPassing(error: unknown): boolean {
  return error instanceof Error && !isInvalidInput(error) && !DENIED.has(error.name);
}

/** Everything that GetFindings would not take, or the SDK would leave out, of filters that somebody wrote by hand. */
export function faultsOfFilters(filters: JsonObject): readonly string[] {
  const attributes = filterAttributes(AwsSecurityFindingFilters$);
  return Object.entries(filters).flatMap(([attribute, conditions]) => {
    if (!attributes.includes(attribute)) return [`GetFindings does not filter by ${attribute}`];
    return isConditionList(conditions) ? [] : [`${attribute} is no list of conditions`];
  });
}
