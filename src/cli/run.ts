import { CommanderError } from 'commander';
import { InputError } from '../input/input-error.ts';
import { StoreError } from '../store.ts';
import { toAwsFailure } from './aws/aws-failure.ts';
import type { CliIo } from './cli-io.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { createProgram, type ParserTexts } from './program.ts';
import { createSession, InterruptedError, type Session } from './session.ts';
import { UsageError } from './usage-error.ts';

/** Runs one command line (`argv` without the program's name) and says how it ended; never throws. */
export async function run(argv: readonly string[], io: CliIo): Promise<ExitCode> {
  const session = createSession(io);
  const texts: ParserTexts = { out: [], problems: [] };
  try {
    const program = await createProgram(argv, session, texts);
    await program.parseAsync(argv, { from: 'user' });
    return session.exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return endOfParsing(error, texts, session);
    return endOfFailure(error, argv, session);
  }
}

/** Help and the version are answers; everything else that the parser ends with is a problem of usage. */
async function endOfParsing(error: CommanderError, texts: ParserTexts, session: Session): Promise<ExitCode> {
  const { out, messages } = session;
  await out.write(texts.out.join(''));
  if (error.exitCode === 0) return EXIT.done;
  const problem = texts.problems.join('').trimEnd();
  if (!problem.startsWith(PROBLEM_START)) {
    for (const line of problem.split('\n')) messages.note(line);
    return EXIT.usage;
  }
  const [first = '', ...others] = problem.slice(PROBLEM_START.length).split('\n');
  messages.fail(first, hintOf(others.join(' ')));
  return EXIT.usage;
}

const PROBLEM_START = 'error: ';

/** The parser says `(Did you mean replay?)` in a line of its own. */
function hintOf(text: string): string {
  const suggestion = text.trim().replace(/^\(D(.*)\)$/, 'd$1');
  return suggestion === '' ? '`corroborate --help` lists the commands and their options' : suggestion;
}

function endOfFailure(error: unknown, argv: readonly string[], { messages, io }: Session): ExitCode {
  if (error instanceof UsageError) {
    messages.fail(error.message, error.hint);
    return error.exitCode;
  }
  if (error instanceof InterruptedError || isAbortedBy(io.signal, error)) {
    messages.fail('interrupted');
    return EXIT.interrupted;
  }
  const failure = toAwsFailure(error);
  if (failure !== undefined) {
    messages.fail(failure.message, failure.hint);
    return failure.exitCode;
  }
  if (error instanceof InputError || error instanceof StoreError) {
    messages.fail(error.message);
    return EXIT.usage;
  }
  messages.fail(
    `a bug of corroborate: ${error instanceof Error ? error.message : String(error)}`,
    'please report it; `--debug` shows the stack',
  );
  if (argv.includes('--debug') && error instanceof Error) {
    for (const line of (error.stack ?? '').split('\n')) messages.note(line);
  }
  return EXIT.bug;
}

/** A request or a pause that ended because the user interrupted. */
function isAbortedBy(signal: AbortSignal | undefined, error: unknown): boolean {
  return signal?.aborted === true && error instanceof Error && error.name === 'AbortError';
}
