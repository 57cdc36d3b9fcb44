import {
  GetFindingsCommand,
  type GetFindingsCommandInput,
  type SecurityHubClient,
} from '@aws-sdk/client-securityhub';
import type { Json, JsonObject } from '../core/json.ts';

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

/** Creates the function that reads within the limits of GetFindings; the client is made without retries of its own. */
export function createReadFindings(options: {
  readonly client: SecurityHubClient;
  readonly acquire: () => Promise<void>;
  readonly wait: (attempt: number) => Promise<void>;
}): ReadFindings {
  const { client, acquire, wait } = options;
  return async ({ filters, nextToken }) => {
    const input: GetFindingsCommandInput = {
      Filters: filters as NonNullable<GetFindingsCommandInput['Filters']>,
      MaxResults: RESULTS_MAX,
      ...(nextToken === undefined ? {} : { NextToken: nextToken }),
    };
    for (let attempts = 1; ; attempts += 1) {
      await acquire();
      try {
        const { Findings, NextToken } = await client.send(new GetFindingsCommand(input));
        const findings = (Findings ?? []).map((finding) => finding as object as JsonObject);
        return { findings, ...(NextToken ? { nextToken: NextToken } : {}) };
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
