import {
  GetFindingsCommand,
  type GetFindingsCommandInput,
  type SecurityHubClient,
} from '@aws-sdk/client-securityhub';
import { watchBodies } from '../cli/import/watch-bodies.ts';
import { arrayAt, isJsonObject, type Json, type JsonObject, stringAt } from '../core/json.ts';

/** One page of findings of Security Hub. */
export interface FindingsPage {
  readonly findings: readonly JsonObject[];
  readonly nextToken?: string | undefined;
}

/** Reads one page of the findings that pass filters as GetFindings takes them. */
export type ReadFindings = (query: {
  readonly filters: Json;
  readonly nextToken: string | undefined;
}) => Promise<FindingsPage>;

/** 100 findings a page (Security Hub API Reference, GetFindings). */
const RESULTS_MAX = 100;
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
  return async ({ filters, nextToken }) => {
    const input: GetFindingsCommandInput = {
      Filters: filters as NonNullable<GetFindingsCommandInput['Filters']>,
      MaxResults: RESULTS_MAX,
      ...(nextToken === undefined ? {} : { NextToken: nextToken }),
    };
    for (let attempts = 1; ; attempts += 1) {
      await acquire();
      try {
        await client.send(new GetFindingsCommand(input));
        return toPage(bodies.last());
      } catch (error) {
        if (attempts >= ATTEMPTS_MAX || !isPassing(error)) throw error;
        await wait(attempts);
      }
    }
  };
}

function toPage(body: Json): FindingsPage {
  const nextToken = stringAt(body, 'NextToken');
  return { findings: arrayAt(body, 'Findings').filter(isJsonObject), ...(nextToken && { nextToken }) };
}

const REQUEST_FAULTS: ReadonlySet<string> = new Set([
  'InvalidInputException',
  'InvalidAccessException',
  'AccessDeniedException',
]);

function isPassing(error: unknown): boolean {
  return error instanceof Error && !REQUEST_FAULTS.has(error.name);
}
