import { ConfiguredRetryStrategy } from '@smithy/core/retry';
import type { Variables } from './environment.ts';
import type { Overrides } from './overrides.ts';

/** Settings that every client of the SDK takes. */
export interface ClientSettings {
  readonly region: string;
  readonly endpoint?: string;
  readonly credentials?: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string;
  };
  readonly retryStrategy?: ConfiguredRetryStrategy;
  readonly maxAttempts?: number;
  readonly requestHandler?: typeof HTTP_LIMITS;
}

/** Services that functions talk to, as the variables for their endpoints name them. */
export type ServiceName = 'DYNAMODB' | 'SECURITYHUB' | 'EVENTBRIDGE' | 'SNS' | 'SQS' | 'EC2';

/** Attempts of the SDK for one request, the first included. */
const ATTEMPTS_MAX = 5;

/** A connection that says nothing must not take the whole time of an invocation; the SDK waits for ever. */
const HTTP_LIMITS = { connectionTimeout: 3000, requestTimeout: 15_000, throwOnRequestTimeout: true } as const;

/**
 * The settings of a client, from the variables that Lambda sets and, for tests, those that the SDK knows for endpoints
 * (AWS_ENDPOINT_URL_…).
 */
export function clientSettings(
  service: ServiceName,
  variables: Variables,
  overrides: Overrides,
  endpoint?: string,
): ClientSettings {
  const url = endpoint ?? variables[`AWS_ENDPOINT_URL_${service}`] ?? variables.AWS_ENDPOINT_URL;
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = variables;
  const sessionToken = variables.AWS_SESSION_TOKEN;
  const { retryDelayMs } = overrides;
  return {
    region: variables.AWS_REGION ?? '',
    ...(url && { endpoint: url }),
    ...(accessKeyId &&
      secretAccessKey && {
        credentials: { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) },
      }),
    ...(retryDelayMs === undefined
      ? { maxAttempts: ATTEMPTS_MAX, requestHandler: HTTP_LIMITS }
      : // Where time is not the machine's own, nothing ends by it either.
        { retryStrategy: new ConfiguredRetryStrategy(ATTEMPTS_MAX, retryDelayMs) }),
  };
}
