import {
  type AwsSecurityFinding,
  BatchImportFindingsCommand,
  type SecurityHubClient,
} from '@aws-sdk/client-securityhub';
import { type JsonObject, stringAt } from '../../core/json.ts';
import { type RequestLimits, splitBySize } from '../split-by-size.ts';

/** Why a finding was not imported; `isFinal` where trying it again cannot help. */
export interface Refusal {
  readonly message: string;
  readonly isFinal: boolean;
}

/** Imports findings with different ids; those that were refused, by Id. Throws when nothing is known of any. */
export type ImportFindings = (findings: readonly JsonObject[]) => Promise<ReadonlyMap<string, Refusal>>;

/** Security Hub is off, or this account may not import: nothing helps but to change that. */
export class ImportDeniedError extends Error {
  override readonly name = 'ImportDeniedError';
}

/** What importing is made of. */
export interface ImportOptions {
  /** Made with `maxAttempts: 1`, so that each request, also a repeated one, passes the limiter. */
  readonly client: SecurityHubClient;
  /** Comes back when the next request may go. */
  readonly acquire: () => Promise<void>;
  /** Waits before another attempt; the first wait has number 1. */
  readonly wait: (attempt: number) => Promise<void>;
}

/**
 * 100 findings a call (Security Hub API Reference, BatchImportFindings), of 6 MB (Security Hub User Guide, Using
 * BatchImportFindings), with room for what is around the findings.
 */
const LIMITS: RequestLimits<JsonObject> = {
  itemsMax: 100,
  bytesMax: 6_000_000,
  sizeOf: (finding) => Buffer.byteLength(JSON.stringify(finding)),
};
const ATTEMPTS_MAX = 8;

/** Creates the function that imports within the limits of BatchImportFindings and tries again what may pass. */
export function createImportFindings(options: ImportOptions): ImportFindings {
  return async (findings) => {
    const refusals = new Map<string, Refusal>();
    for (const call of splitBySize(findings, LIMITS)) {
      for (const [id, refusal] of await importCall(options, call)) refusals.set(id, refusal);
    }
    return refusals;
  };
}

/** A finding that failed alone is tried again with the others that did. */
async function importCall(
  { client, acquire, wait }: ImportOptions,
  findings: readonly JsonObject[],
): Promise<ReadonlyMap<string, Refusal>> {
  const refused = new Map<string, Refusal>();
  let left = findings;
  for (let attempts = 1; left.length > 0; attempts += 1) {
    await acquire();
    const failed = await attempt(client, left, attempts);
    const passing = new Map([...failed].filter(([, { isFinal }]) => !isFinal));
    for (const [id, refusal] of failed) if (refusal.isFinal) refused.set(id, refusal);
    left = left.filter((finding) => passing.has(idOf(finding)));
    if (left.length === 0) break;
    if (attempts >= ATTEMPTS_MAX) return new Map([...refused, ...passing]);
    await wait(attempts);
  }
  return refused;
}

function idOf(finding: JsonObject): string {
  return stringAt(finding, 'Id') ?? '';
}

/** The findings that one request did not import. */
async function attempt(
  client: SecurityHubClient,
  findings: readonly JsonObject[],
  attempts: number,
): Promise<ReadonlyMap<string, Refusal>> {
  try {
    const Findings = findings.map(toSdkFinding);
    const { FailedFindings } = await client.send(new BatchImportFindingsCommand({ Findings }));
    const denied = FailedFindings?.find(({ ErrorCode }) => ErrorCode === DENIED_CODE);
    if (denied !== undefined) throw toDenied(denied.ErrorMessage ?? DENIED_CODE);
    return new Map((FailedFindings ?? []).map((failed) => [failed.Id ?? '', toRefusal(failed)]));
  } catch (error) {
    if (error instanceof ImportDeniedError) throw error;
    if (error instanceof Error && DENIED_ERRORS.has(error.name)) throw toDenied(error.message, error);
    if (!isPassing(error) || attempts >= ATTEMPTS_MAX) throw error;
    const message = error instanceof Error ? error.message : String(error);
    return new Map(findings.map((finding) => [idOf(finding), { message, isFinal: false }]));
  }
}

/** The SDK's type says what ASFF may hold; `checkAsff` holds every finding of ours to it in the tests. */
function toSdkFinding(finding: JsonObject): AwsSecurityFinding {
  return finding as object as AwsSecurityFinding;
}

interface FailedFinding {
  readonly ErrorCode?: string | undefined;
  readonly ErrorMessage?: string | undefined;
}

/** Codes of FailedFindings that tell a fault of the finding; all others may pass. */
const FINAL_CODES: ReadonlySet<string> = new Set(['InvalidInput']);

/** The code of FailedFindings when the account does not let our product in. */
const DENIED_CODE = 'InvalidAccess';

/** Security Hub is off, or a policy denies (Security Hub API Reference, BatchImportFindings and Common Errors). */
const DENIED_ERRORS: ReadonlySet<string> = new Set(['InvalidAccessException', 'AccessDeniedException']);

function toRefusal({ ErrorCode, ErrorMessage }: FailedFinding): Refusal {
  const message = `${ErrorCode ?? 'unknown'}: ${ErrorMessage ?? 'no reason given'}`;
  return { message, isFinal: FINAL_CODES.has(ErrorCode ?? '') };
}

function toDenied(reason: string, cause?: Error): ImportDeniedError {
  const wayOut =
    'switch Security Hub on in this Region, and its integration with custom products, and let no policy deny it';
  const message = `Security Hub does not take findings from this account: ${reason}; ${wayOut}`;
  return new ImportDeniedError(message, cause === undefined ? {} : { cause });
}

const REQUEST_FAULTS: ReadonlySet<string> = new Set([
  'InvalidInputException',
  'UnrecognizedClientException',
  'ValidationException',
]);

/** Whether the same request may succeed later: all but what it is refused for itself. */
function isPassing(error: unknown): boolean {
  return error instanceof Error && !REQUEST_FAULTS.has(error.name);
}
