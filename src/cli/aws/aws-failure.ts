import { EXIT, type ExitCode } from '../exit-code.ts';
import { UNREACHABLE_CODES } from './transient-failure.ts';

/** What AWS, or the way to it, did not give; `hint` is the way out. */
export interface AwsFailure {
  readonly kind: 'credentials' | 'permission' | 'network' | 'refused';
  readonly message: string;
  readonly hint: string;
  readonly exitCode: ExitCode;
  /** Name of the error, as the service or the SDK gave it. */
  readonly name: string;
}

/**
 * Tells a failure of AWS from our own bugs: errors of the SDK, of a service and of the connection, looked for among
 * the causes of `error` too. Undefined for every other error. The SDK is not loaded for it.
 */
export function toAwsFailure(error: unknown): AwsFailure | undefined {
  for (let each = error; each instanceof Error; each = each.cause) {
    const failure = failureOf(each);
    if (failure !== undefined) return failure;
  }
  return undefined;
}

function failureOf(error: Error): AwsFailure | undefined {
  const found = FAILURES.find(({ names }) => names.has(error.name)) ?? byStatus(error);
  if (found !== undefined) return toFailure(found, error);
  const code = codeOf(error);
  if (NETWORK_CODES.has(code) || error.name === 'TimeoutError') return toFailure(UNREACHABLE, error);
  if (error.message.startsWith('Region is missing')) return toFailure(NO_REGION, error);
  return '$fault' in error ? toFailure(REFUSED, error) : undefined;
}

interface Kind {
  readonly names: ReadonlySet<string>;
  readonly kind: AwsFailure['kind'];
  readonly saying: string;
  readonly hint: string;
}

/** Names of errors: https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html and those of the services. */
const FAILURES: readonly Kind[] = [
  {
    names: new Set([
      'CredentialsProviderError',
      'TokenProviderError',
      'ProviderError',
      'MissingAuthenticationToken',
      'MissingAuthenticationTokenException',
    ]),
    kind: 'credentials',
    saying: 'there are no AWS credentials',
    hint: 'sign in (`aws sso login`, `aws configure`), name a profile with `--profile`, or set AWS_ACCESS_KEY_ID',
  },
  {
    names: new Set(['ExpiredToken', 'ExpiredTokenException', 'RequestExpired', 'TokenRefreshRequired']),
    kind: 'credentials',
    saying: 'the AWS credentials have expired',
    hint: 'sign in again, for instance with `aws sso login`; if they are new, set the clock of this machine',
  },
  {
    names: new Set([
      'UnrecognizedClientException',
      'InvalidClientTokenId',
      'InvalidSignatureException',
      'SignatureDoesNotMatch',
      'IncompleteSignature',
      'IncompleteSignatureException',
      'AuthFailure',
    ]),
    kind: 'credentials',
    saying: 'AWS does not know the credentials',
    hint: 'check them with `aws sts get-caller-identity`, and that the Region is switched on for the account',
  },
  {
    names: new Set(['InvalidAccessException']),
    kind: 'permission',
    saying: 'Security Hub gives no access',
    hint: 'switch Security Hub on in this account and Region, or name others with `--profile` and `--region`',
  },
  {
    names: new Set([
      'AccessDenied',
      'AccessDeniedException',
      'UnauthorizedOperation',
      'NotAuthorized',
      'AuthorizationError',
      'OptInRequired',
      'KmsAccessDenied',
      'KMSAccessDeniedException',
    ]),
    kind: 'permission',
    saying: 'permission is missing',
    hint: 'docs/cli.md lists the permissions that each command needs',
  },
  {
    names: new Set(['ResourceNotFoundException', 'TableNotFoundException']),
    kind: 'refused',
    saying: 'AWS knows nothing of this name',
    hint: 'check the name, `--region` and `--profile`',
  },
];

const BY_STATUS: ReadonlyMap<number | undefined, Omit<Kind, 'names'>> = new Map([
  [
    401,
    {
      kind: 'credentials',
      saying: 'AWS does not take the credentials',
      hint: 'check them with `aws sts get-caller-identity`',
    },
  ],
  [
    403,
    {
      kind: 'permission',
      saying: 'permission is missing',
      hint: 'docs/cli.md lists the permissions that each command needs',
    },
  ],
]);

const UNREACHABLE: Omit<Kind, 'names'> = {
  kind: 'network',
  saying: 'AWS cannot be reached',
  hint: 'check the network, a proxy, and that the Region exists and has the service',
};

const NO_REGION: Omit<Kind, 'names'> = {
  kind: 'network',
  saying: 'no Region is set',
  hint: 'name it with `--region`, or set AWS_REGION',
};

const REFUSED: Omit<Kind, 'names'> = {
  kind: 'refused',
  saying: 'AWS refused',
  hint: 'the words are those of the service; a failure of its own goes by, so try again later',
};

/** Codes of Node.js for what goes wrong on the way. */
const NETWORK_CODES: ReadonlySet<unknown> = new Set([
  ...UNREACHABLE_CODES,
  'EPROTO',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

function toFailure({ kind, saying, hint }: Omit<Kind, 'names'>, error: Error): AwsFailure {
  const exitCode = kind === 'credentials' || kind === 'permission' ? EXIT.credentials : EXIT.usage;
  return { kind, message: `${saying}: ${wordsOf(error)}`, hint, exitCode, name: error.name };
}

/** What the service said, under its name for it; Node.js gives a refused connection to several addresses no words. */
function wordsOf(error: Error): string {
  const words = error.message.trim() === '' ? (codeOf(error) ?? 'no reason is given') : error.message.trim();
  return '$fault' in error ? `${error.name}: ${words}` : words;
}

function codeOf(error: Error): string | undefined {
  return 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

function byStatus(error: Error): Omit<Kind, 'names'> | undefined {
  if (!('$fault' in error && '$metadata' in error)) return undefined;
  const { $metadata: metadata } = error;
  if (typeof metadata !== 'object' || metadata === null || !('httpStatusCode' in metadata)) return undefined;
  return BY_STATUS.get(Number(metadata.httpStatusCode));
}
