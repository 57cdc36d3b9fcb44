import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { ENV } from '../../../src/lambda/constants.ts';
import { TEST_ACCOUNT } from '../account-identity.ts';

/** A DynamoDB that is not of our own making: DynamoDB Local, another emulator, or the service itself. */
export interface OtherDynamoDb {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string;
  };
  /** True for the service itself, whose streams have an endpoint of their own and whose credentials are real. */
  readonly isService: boolean;
}

/** Environment variables by name. */
export type Variables = Readonly<Record<string, string | undefined>>;

/** Why a test is skipped that needs more of DynamoDB than any other gives: faults by seed, a clock, exact usage. */
export const NEEDS_OWN_DYNAMODB: string = `needs the DynamoDB of the tests, but ${ENV.dynamoDbEndpoint} names another`;

/** The endpoint that the environment names; undefined when tests are to use the DynamoDB of their own. */
export function otherEndpoint(variables: Variables = process.env): string | undefined {
  return variables[ENV.dynamoDbEndpoint] || undefined;
}

/** Service endpoints: `dynamodb.<region>.amazonaws.com`, `.com.cn`, `.api.aws`, also with an account before it. */
const SERVICE_HOST =
  /(?:^|\.)(?:ddb|dynamodb(?:-fips)?)\.([a-z0-9-]+)\.(?:amazonaws\.com(?:\.cn)?|api\.aws)$/;

/**
 * The DynamoDB that the environment names. Only the service itself is shown real credentials, those that the SDK finds;
 * its Region is the one in the name of its host. Any other gets made-up ones, in letters and digits alone, as DynamoDB
 * Local wants them.
 */
export async function findOtherDynamoDb(
  variables: Variables = process.env,
): Promise<OtherDynamoDb | undefined> {
  const endpoint = otherEndpoint(variables);
  if (endpoint === undefined) return undefined;
  const [, serviceRegion] = SERVICE_HOST.exec(new URL(endpoint).hostname) ?? [];
  if (serviceRegion === undefined) {
    const credentials = { accessKeyId: 'AKIATEST', secretAccessKey: 'secret' };
    return { endpoint, region: TEST_ACCOUNT.region, credentials, isService: false };
  }
  const client = new DynamoDBClient({ region: serviceRegion });
  const { accessKeyId, secretAccessKey, sessionToken } = await client.config.credentials();
  client.destroy();
  return {
    ...{ endpoint, region: serviceRegion, isService: true },
    credentials: { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) },
  };
}

/** Settings of a client of that DynamoDB. */
export function clientOptionsOf({ endpoint, region, credentials }: OtherDynamoDb): {
  endpoint: string;
  region: string;
  credentials: OtherDynamoDb['credentials'];
} {
  return { endpoint, region, credentials };
}
