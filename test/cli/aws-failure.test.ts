import { describe, expect, it } from 'vitest';
import { toAwsFailure } from '../../src/cli/aws/aws-failure.ts';
import { StoreError } from '../../src/store.ts';
import { environmentOf, type FakeAnswer, startFakeAws } from './fake-aws.ts';
import { createFakeClock } from './fake-clock.ts';
import { runCli } from './run-cli.ts';

const IMPORT = ['import', 'security-hub'];
const LIST = ['incidents', 'list', '--store', 'dynamodb:incidents'];

async function runAgainst(answer: FakeAnswer, argv: readonly string[]) {
  const aws = await startFakeAws(() => answer);
  return runCli(argv, { env: aws.env, clock: createFakeClock('2026-04-01T00:00:00Z') });
}

describe('what AWS does not give', () => {
  it.each<[string, FakeAnswer, string, string]>([
    [
      'keys that nobody knows',
      { error: 'UnrecognizedClientException', status: 403, message: 'The security token is invalid' },
      'AWS does not know the credentials',
      'get-caller-identity',
    ],
    [
      'a signature that is wrong',
      { error: 'InvalidSignatureException', status: 403 },
      'AWS does not know the credentials',
      'get-caller-identity',
    ],
    [
      'a session that is over',
      { error: 'ExpiredTokenException', status: 403 },
      'the AWS credentials have expired',
      'aws sso login',
    ],
    [
      'a missing permission',
      { error: 'AccessDeniedException', status: 403, message: 'User: x is not authorized to perform: y' },
      'permission is missing',
      'docs/cli.md',
    ],
    ['a status alone', { error: 'SomethingNew', status: 403 }, 'permission is missing', 'docs/cli.md'],
  ])('is told as such, with the way out: %s', async (_name, answer, problem, hint) => {
    for (const argv of [IMPORT, LIST]) {
      const ended = await runAgainst(answer, argv);
      expect(ended).toMatchObject({ code: 4, stdout: '' });
      expect(ended.stderr).toContain(`error ${problem}`);
      expect(ended.stderr).toContain(hint);
    }
  });

  it('is told where Security Hub is off', async () => {
    const answer = {
      error: 'InvalidAccessException',
      status: 401,
      message: 'Account 1 is not subscribed to AWS Security Hub',
    };
    const ended = await runAgainst(answer, IMPORT);
    expect(ended.code).toBe(4);
    expect(ended.stderr).toContain('is not subscribed to AWS Security Hub');
    expect(ended.stderr).toContain('switch Security Hub on');
  });

  it.each<[string, FakeAnswer, string]>([
    [
      'a request that it does not take',
      { error: 'ValidationException', message: 'no \u001b[31m' },
      'ValidationException: no \ufffd[31m',
    ],
    [
      'a name that it does not know',
      { error: 'ResourceNotFoundException' },
      'AWS knows nothing of this name',
    ],
  ])('is no matter of credentials: %s', async (_name, answer, problem) => {
    const ended = await runAgainst(answer, LIST);
    expect(ended).toMatchObject({ code: 3, stdout: '' });
    expect(ended.stderr).toContain(problem);
    expect(ended.stderr).toContain('hint: ');
  });

  it('is told where nobody answers', async () => {
    const env = environmentOf('http://127.0.0.1:9');
    const clock = createFakeClock('2026-04-01T00:00:00Z');
    const ended = await runCli(IMPORT, { env, clock });
    expect(ended).toMatchObject({ code: 3, stdout: '' });
    expect(ended.stderr).toContain('error AWS cannot be reached: connect ECONNREFUSED');
    // A host that has never answered is not asked ten times.
    expect(clock.slept).toHaveLength(2);
  });

  it('is told where what answers is something else', async () => {
    const ended = await runAgainst({ body: { hello: 'world' } }, IMPORT);
    expect(ended).toMatchObject({ code: 3, stdout: '' });
    expect(ended.stderr).toContain('what answers is not Security Hub');
  });

  it('is found among the causes of other errors', () => {
    const cause = Object.assign(new Error('no'), { name: 'AccessDeniedException', $fault: 'client' });
    expect(toAwsFailure(new StoreError('store', { cause }))).toMatchObject({
      kind: 'permission',
      exitCode: 4,
    });
  });

  it.each([new TypeError('x is not a function'), new StoreError('in use'), 'text', undefined])(
    'is not our own: %s',
    (error) => {
      expect(toAwsFailure(error)).toBeUndefined();
    },
  );

  it.each([
    ['CredentialsProviderError', 'Could not load credentials from any providers', 4],
    ['TokenProviderError', 'Token is expired', 4],
    ['TimeoutError', 'connect ETIMEDOUT', 3],
    ['Error', 'Region is missing', 3],
  ])('is told by the SDK as %s: %s', (name, message, exitCode) => {
    expect(toAwsFailure(Object.assign(new Error(message), { name }))).toMatchObject({
      exitCode,
      message: expect.stringContaining(message),
    });
  });
});
