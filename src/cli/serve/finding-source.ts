import { ProblemError } from '../../api/problem.ts';
import type { FindingKey } from '../../core/finding/finding.ts';
import type { JsonObject } from '../../core/json.ts';
import { toFindingsPage } from '../../input/security-hub/findings-page.ts';
import { watchBodies } from '../../input/security-hub/watch-bodies.ts';
import { toAwsFailure } from '../aws/aws-failure.ts';
import type { AwsOptions } from '../aws/aws-options.ts';
import { toClientSettings } from '../aws/client-settings.ts';
import type { Session } from '../session.ts';

/** Findings as Security Hub has them, one at a time. */
export interface FindingSource {
  /** Undefined where Security Hub holds it no more. Throws ProblemError with what AWS says, and the way out. */
  loadFinding(key: FindingKey): Promise<JsonObject | undefined>;
  close(): void;
}

/** Opens Security Hub in the Region of the options, with the credentials of whoever serves. */
export async function openFindingSource(session: Session, options: AwsOptions): Promise<FindingSource> {
  const { GetFindingsCommand, SecurityHubClient } = await import('@aws-sdk/client-securityhub');
  const client = new SecurityHubClient(toClientSettings(session, options, 'SECURITYHUB'));
  const bodies = watchBodies(client);
  const ask = async ({ productArn, id }: FindingKey) => {
    const equals = (Value: string) => [{ Value, Comparison: 'EQUALS' as const }];
    const Filters = { ProductArn: equals(productArn), Id: equals(id) };
    try {
      await client.send(new GetFindingsCommand({ Filters, MaxResults: 1 }));
      return toFindingsPage(bodies.last())?.findings[0];
    } catch (error) {
      throw toProblemError(error);
    }
  };
  let last: Promise<unknown> = Promise.resolve();
  return {
    // What was answered is known of the last answer alone, so one is asked after the other.
    loadFinding: (key) => {
      const asked = last.then(() => ask(key));
      last = asked.catch(() => {});
      return asked;
    },
    close: () => client.destroy(),
  };
}

function toProblemError(error: unknown): unknown {
  const failure = toAwsFailure(error);
  if (failure === undefined) return error;
  const status = failure.kind === 'network' ? 504 : 502;
  return new ProblemError(
    status,
    'Security Hub does not give the finding',
    `${failure.message}; ${failure.hint}`,
  );
}
