import type { AwsSecurityFindingFilters, SecurityHubClient } from '@aws-sdk/client-securityhub';
import type { Instant } from '../../core/instant.ts';
import { type FindingFilters, isInvalidInput } from '../../input/security-hub/finding-filters.ts';
import {
  type FindingsPage,
  PAGE_FINDINGS_MAX,
  toFindingsPage,
} from '../../input/security-hub/findings-page.ts';
import { watchBodies } from '../../input/security-hub/watch-bodies.ts';
import { retryTransient } from '../aws/retry-transient.ts';
import { createTokenBucket } from '../aws/token-bucket.ts';
import { SYSTEM_CLOCK } from '../clock.ts';
import type { Session } from '../session.ts';
import { UsageError } from '../usage-error.ts';

/** A page, and when it was asked for. */
export interface FindingsAnswer extends FindingsPage {
  /** Before the request was sent: whatever changed later than this may not be in it. */
  readonly readAt: Instant;
}

/** Security Hub, as an import asks it. */
export interface FindingsHub {
  readonly region: string;
  /** The page of a token, or the first page. Filters must be those that the token was given for. */
  getFindings(filters: FindingFilters, token: string | undefined): Promise<FindingsAnswer | 'token expired'>;
  close(): void;
}

/** Requests that GetFindings takes a second, and at once (API reference, GetFindings). */
export const RATE_PER_SECOND = 3;
/** See RATE_PER_SECOND. */
export const BURST = 6;

/** The order in which an interrupted import can go on. */
const SORT_CRITERIA = [{ Field: 'UpdatedAt', SortOrder: 'asc' as const }];

/** Asks through a client, no faster than GetFindings allows; what goes by is tried again, and told. */
export async function createFindingsHub(client: SecurityHubClient, session: Session): Promise<FindingsHub> {
  const { GetFindingsCommand } = await import('@aws-sdk/client-securityhub');
  const clock = session.io.clock ?? SYSTEM_CLOCK;
  const { signal } = session.io;
  const bucket = createTokenBucket(RATE_PER_SECOND, BURST, clock);
  const bodies = watchBodies(client);
  let hasAnswered = false;
  const ask = async (filters: FindingFilters, token: string | undefined): Promise<FindingsAnswer> => {
    await bucket.take(signal);
    const readAt = clock.nowMs() as Instant;
    const command = new GetFindingsCommand({
      Filters: filters as AwsSecurityFindingFilters,
      SortCriteria: SORT_CRITERIA,
      MaxResults: PAGE_FINDINGS_MAX,
      ...(token !== undefined && { NextToken: token }),
    });
    await client.send(command, signal === undefined ? {} : { abortSignal: signal });
    hasAnswered = true;
    const page = toFindingsPage(bodies.last());
    if (page === undefined) {
      throw new UsageError('what answers is not Security Hub: there are no findings in it', {
        hint: 'check AWS_ENDPOINT_URL_SECURITYHUB and proxies',
      });
    }
    return { readAt, ...page };
  };
  return {
    region: await client.config.region(),
    close: () => client.destroy(),
    getFindings: async (filters, token) => {
      try {
        return await retryTransient(() => ask(filters, token), {
          clock,
          hasAnswered,
          ...(signal !== undefined && { signal }),
          onRetry: (error, pauseMs) => tellRetry(session, error, pauseMs),
        });
      } catch (error) {
        if (token !== undefined && isInvalidInput(error)) return 'token expired';
        throw error;
      }
    },
  };
}

function tellRetry({ messages }: Session, error: unknown, pauseMs: number): void {
  const words = error instanceof Error ? error.name : String(error);
  messages.progress(`${words}: asking again in ${(pauseMs / 1000).toFixed(1)} s`);
}
