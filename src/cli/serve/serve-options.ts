import { isLoopback } from '../../api/guard/hosts-of.ts';
import type { AwsOptions } from '../aws/aws-options.ts';
import type { LanguageOptions } from '../language-option.ts';
import { isTable } from '../open-table-store.ts';
import type { Session } from '../session.ts';
import { UsageError } from '../usage-error.ts';

/** The options of `serve`, as the command line gives them. */
export interface ServeOptions extends AwsOptions, LanguageOptions {
  readonly store?: string;
  readonly rebuild?: boolean;
  readonly rules?: string;
  readonly watch?: string;
  readonly readOnly?: boolean;
  readonly user?: string;
  readonly bodyLimit?: number;
  readonly port: number;
  readonly host: string;
  readonly allowHost?: readonly string[];
  readonly tlsCert?: string;
  readonly tlsKey?: string;
  readonly insecureHttp?: boolean;
}

/** Throws UsageError for options that do not go together. */
export function checkServeOptions(inputs: readonly string[], options: ServeOptions): void {
  checkBinding(options);
  checkIntake(inputs, options);
}

function checkBinding({ host, tlsCert, tlsKey, insecureHttp, allowHost = [] }: ServeOptions): void {
  if ((tlsCert === undefined) !== (tlsKey === undefined)) {
    throw new UsageError('`--tls-cert` and `--tls-key` belong together', { hint: 'name both files' });
  }
  for (const name of allowHost) {
    if (!HOST.test(name)) {
      throw new UsageError(`\`${name}\` is no name of a host`, {
        hint: 'write `soc.example.org` or `soc.example.org:8443`, without `https://`',
      });
    }
  }
  if (isLoopback(host) || tlsCert !== undefined || insecureHttp === true) return;
  throw new UsageError(`\`--host ${host}\` lets others reach the console, and nothing would be encrypted`, {
    hint: 'give `--tls-cert FILE --tls-key FILE`, or say `--insecure-http` where something else encrypts',
  });
}

const HOST = /^(?:[a-z0-9._-]+|\[[0-9a-f:.]+\]|[0-9a-f:]+)(?::\d{1,5})?$/i;

function checkIntake(inputs: readonly string[], { store, rebuild, watch, readOnly }: ServeOptions): void {
  if (rebuild === true && store === undefined) {
    throw new UsageError('`--rebuild` is about a store', { hint: 'name it with `--store FILE`' });
  }
  if (readOnly === true && watch !== undefined) {
    throw new UsageError('`--watch` takes findings in, which `--read-only` forbids', {
      hint: 'leave one out',
    });
  }
  if (store === undefined) return;
  const writes = [
    ...(inputs.length > 0 ? ['inputs'] : []),
    ...(watch === undefined ? [] : ['`--watch`']),
    ...(rebuild === true ? ['`--rebuild`'] : []),
  ];
  if (writes.length === 0) return;
  if (isTable(store)) {
    throw new UsageError(
      `${writes.join(' and ')} cannot go into \`${store}\`, which only its functions write`,
      {
        hint: 'its findings come from its own account; name a file, or leave them out',
      },
    );
  }
  if (readOnly === true) {
    throw new UsageError(`${writes.join(' and ')} would change \`${store}\`, which \`--read-only\` forbids`, {
      hint: 'leave out either',
    });
  }
}

/** What programs have to carry; undefined where they are not let in. Throws UsageError for one that can be guessed. */
export function apiTokenOf({ io: { env } }: Session): string | undefined {
  const token = env[API_TOKEN];
  if (token === undefined || token === '') return undefined;
  if (token.length < TOKEN_LENGTH_MIN || /[^\x21-\x7e]/.test(token)) {
    throw new UsageError(`the token in ${API_TOKEN} can be guessed or cannot be sent`, {
      hint: `take ${TOKEN_LENGTH_MIN} characters or more without spaces, for instance of \`openssl rand -hex 32\``,
    });
  }
  return token;
}

const API_TOKEN = 'CORROBORATE_API_TOKEN';
const TOKEN_LENGTH_MIN = 32;
