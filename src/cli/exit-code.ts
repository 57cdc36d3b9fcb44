/** What the process says when it ends (design, section 7); `docs/cli.md` shows the same table. */
export const EXIT = {
  done: 0,
  answerIsNo: 1,
  rulesUnreadable: 2,
  usage: 3,
  credentials: 4,
  incomplete: 5,
  bug: 70,
  interrupted: 130,
} as const;

/** One of the exit codes. */
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** What each exit code means, in one sentence, for `--help`. */
export const EXIT_CODE_MEANINGS: readonly (readonly [ExitCode, string])[] = [
  [EXIT.done, 'done'],
  [EXIT.answerIsNo, 'the answer is no: a lint error, a failed case or check, or --fail-on met'],
  [EXIT.rulesUnreadable, 'rules cannot be read'],
  [EXIT.usage, 'usage, configuration or input'],
  [EXIT.credentials, 'AWS credentials or permission'],
  [EXIT.incomplete, 'done but incomplete: something was quarantined or skipped'],
  [EXIT.bug, 'a bug of corroborate'],
  [EXIT.interrupted, 'interrupted'],
];
