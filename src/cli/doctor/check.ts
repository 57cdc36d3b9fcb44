import { StoreError } from '../../store.ts';
import { toAwsFailure } from '../aws/aws-failure.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';

/** How a check came out; `unknown` is what could not be asked. */
export type CheckStatus = 'ok' | 'warn' | 'fail' | 'unknown';

/** What one check found, and what to do. */
export interface Check {
  readonly name: string;
  readonly status: CheckStatus;
  readonly text: string;
  readonly hint?: string;
  /** Why it could not be asked, as the exit code that tells it. */
  readonly exitCode?: ExitCode;
}

/** Runs a check; what AWS refuses or does not answer, and what cannot be read in a table, is unknown, under the check's name. Our own bugs are thrown. */
export async function ask(name: string, check: () => Promise<readonly Check[]>): Promise<readonly Check[]> {
  try {
    return await check();
  } catch (error) {
    if (error instanceof StoreError) {
      return [{ name, status: 'unknown', text: error.message, exitCode: EXIT.usage }];
    }
    const failure = toAwsFailure(error);
    if (failure === undefined) throw error;
    const { message, hint, exitCode } = failure;
    return [{ name, status: 'unknown', text: message, hint, exitCode }];
  }
}

/** Whether a service said no because it is not switched on, which it tells in words alone. */
export function isSwitchedOff(error: unknown): boolean {
  return error instanceof Error && OFF_NAMES.has(error.name) && OFF_WORDS.test(error.message);
}

const OFF_NAMES: ReadonlySet<string> = new Set([
  'AccessDeniedException',
  'InvalidAccessException',
  'ResourceNotFoundException',
]);
const OFF_WORDS = /not (?:subscribed|enabled)/i;

/** A failed check outweighs what could not be asked, and missing permission every other reason. */
export function exitCodeOf(checks: readonly Check[]): ExitCode {
  if (checks.some(({ status }) => status === 'fail')) return EXIT.answerIsNo;
  const codes = checks.flatMap(({ exitCode }) => exitCode ?? []);
  return codes.includes(EXIT.credentials) ? EXIT.credentials : (codes[0] ?? EXIT.done);
}
