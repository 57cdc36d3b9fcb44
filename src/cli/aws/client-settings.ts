import { isRegion } from '../../format/asff/is-region.ts';
import type { Session } from '../session.ts';
import { UsageError } from '../usage-error.ts';
import type { AwsOptions } from './aws-options.ts';

/** The settings that every client of the AWS SDK takes; what is absent the SDK finds by itself. */
export interface ClientSettings {
  readonly region?: string;
  readonly profile?: string;
  readonly endpoint?: string;
  readonly credentials?: StaticCredentials;
  readonly maxAttempts: number;
  readonly requestHandler: typeof HTTP_LIMITS;
}

interface StaticCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** A service, as it stands in the name of the variable that sets its endpoint: `AWS_ENDPOINT_URL_SECURITYHUB`. */
export type AwsService = 'DYNAMODB' | 'MACIE2' | 'SECURITYHUB' | 'SQS';

/** A connection that says nothing must not hold a run for ever; the SDK would only warn of it. */
const HTTP_LIMITS = {
  connectionTimeout: 10_000,
  requestTimeout: 60_000,
  throwOnRequestTimeout: true,
} as const;

/** What the SDK tries by itself, the first attempt included. */
const ATTEMPTS_MAX = 4;

/**
 * Settings for the client of a service. Region, profile, keys and endpoint come from the options and from the
 * environment of the run, which need not be that of the process. Throws UsageError for what is no Region and no endpoint.
 */
export function toClientSettings(
  { io: { env } }: Session,
  options: AwsOptions,
  service: AwsService,
): ClientSettings {
  const region = options.region ?? (env.AWS_REGION || env.AWS_DEFAULT_REGION || undefined);
  if (region !== undefined && !isRegion(region)) throw notARegion(region);
  const profile = options.profile ?? (env.AWS_PROFILE || undefined);
  const credentials = options.profile === undefined ? credentialsOf(env) : undefined;
  const endpoint = endpointOf(env, service);
  return {
    ...(region !== undefined && { region }),
    ...(profile !== undefined && { profile }),
    ...(credentials !== undefined && { credentials }),
    ...(endpoint !== undefined && { endpoint }),
    maxAttempts: ATTEMPTS_MAX,
    requestHandler: HTTP_LIMITS,
  };
}

type Environment = Session['io']['env'];

function notARegion(region: string): UsageError {
  return new UsageError(`\`${region}\` is not a Region`, { hint: 'a Region reads like `eu-west-1`' });
}

function credentialsOf(env: Environment): StaticCredentials | undefined {
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = env;
  // A variable that is set to nothing is not set.
  if (!AWS_ACCESS_KEY_ID || !AWS_SECRET_ACCESS_KEY) return undefined;
  return {
    accessKeyId: AWS_ACCESS_KEY_ID,
    secretAccessKey: AWS_SECRET_ACCESS_KEY,
    ...(AWS_SESSION_TOKEN && { sessionToken: AWS_SESSION_TOKEN }),
  };
}

/** As the SDK reads them, and the one that the tests of the store name for DynamoDB. */
function endpointOf(env: Environment, service: AwsService): string | undefined {
  const own = service === 'DYNAMODB' ? ['CORROBORATE_DYNAMODB_ENDPOINT'] : [];
  const name = [...own, `AWS_ENDPOINT_URL_${service}`, 'AWS_ENDPOINT_URL'].find((each) => env[each]);
  const endpoint = name === undefined ? undefined : env[name];
  if (name !== undefined && endpoint !== undefined && !isEndpoint(endpoint)) {
    throw new UsageError(`\`${name}\` is not a URL: \`${endpoint}\``, {
      hint: 'an endpoint reads like `http://127.0.0.1:8000`',
    });
  }
  return endpoint;
}

function isEndpoint(text: string): boolean {
  return ['http:', 'https:'].includes(URL.parse(text)?.protocol ?? '');
}
