import { describe, expect, it } from 'vitest';
import { toClientSettings } from '../../src/cli/aws/client-settings.ts';
import { createSession } from '../../src/cli/session.ts';
import { collector } from './run-cli.ts';

function settingsIn(
  env: Readonly<Record<string, string>>,
  options: { region?: string; profile?: string } = {},
) {
  const session = createSession({
    stdin: (async function* () {})(),
    stdout: collector({}).stream,
    stderr: collector({}).stream,
    env,
    cwd: process.cwd(),
  });
  return toClientSettings(session, options, 'DYNAMODB');
}

const KEYS = { AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b' };

describe('toClientSettings', () => {
  it('leaves to the SDK what nobody says', () => {
    const nothing = {
      AWS_REGION: '',
      AWS_PROFILE: '',
      AWS_ACCESS_KEY_ID: '',
      AWS_SECRET_ACCESS_KEY: '',
      AWS_ENDPOINT_URL: '',
    };
    for (const env of [{}, nothing]) {
      expect(Object.keys(settingsIn(env))).toEqual(['maxAttempts', 'requestHandler']);
    }
  });

  it.each([
    [{ AWS_REGION: 'eu-west-1', AWS_DEFAULT_REGION: 'us-east-1' }, {}, 'eu-west-1'],
    [{ AWS_DEFAULT_REGION: 'us-east-1' }, {}, 'us-east-1'],
    [{ AWS_REGION: 'eu-west-1' }, { region: 'eu-north-1' }, 'eu-north-1'],
  ])('takes the Region from %j and %j', (env, options, region) => {
    expect(settingsIn(env, options).region).toBe(region);
  });

  it('takes keys from the environment, unless a profile is named', () => {
    const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };
    expect(settingsIn(KEYS)).toMatchObject({ credentials });
    const withToken = settingsIn({ ...KEYS, AWS_SESSION_TOKEN: 'c' });
    expect(withToken).toMatchObject({ credentials: { ...credentials, sessionToken: 'c' } });
    expect(settingsIn({ ...KEYS, AWS_PROFILE: 'p' })).toMatchObject({ profile: 'p', credentials });
    expect(settingsIn(KEYS, { profile: 'q' })).toMatchObject({ profile: 'q' });
    expect(settingsIn(KEYS, { profile: 'q' })).not.toHaveProperty('credentials');
  });

  it.each([
    [{ AWS_ENDPOINT_URL: 'http://a' }, 'http://a'],
    [
      {
        AWS_ENDPOINT_URL: 'http://a',
        AWS_ENDPOINT_URL_DYNAMODB: 'https://b',
        AWS_ENDPOINT_URL_SQS: 'http://d',
      },
      'https://b',
    ],
    [{ AWS_ENDPOINT_URL_DYNAMODB: 'http://b', CORROBORATE_DYNAMODB_ENDPOINT: 'http://c' }, 'http://c'],
  ])('takes the endpoint from %j', (env, endpoint) => {
    expect(settingsIn(env).endpoint).toBe(endpoint);
  });

  it.each(['not a URL', '127.0.0.1:8000', 'file:///etc/passwd'])('refuses the endpoint %s', (endpoint) => {
    const message = `\`AWS_ENDPOINT_URL_DYNAMODB\` is not a URL: \`${endpoint}\``;
    expect(() => settingsIn({ AWS_ENDPOINT_URL_DYNAMODB: endpoint })).toThrow(message);
  });

  it('refuses what is no Region', () => {
    expect(() => settingsIn({ AWS_REGION: 'x.example.com' })).toThrow('`x.example.com` is not a Region');
  });
});
