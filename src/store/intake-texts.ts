import type { IntakeRun, QuarantinedNote } from '../store.ts';

/** What is written down of a source, a place or a reason, in UTF-16 units: each may hold what others have written. */
const TEXT_LENGTH_MAX = 1000;

/** The run with its texts cut to what is written down. */
export function cutRun(run: IntakeRun): IntakeRun {
  return { ...run, source: cut(run.source) };
}

/** The note with its texts cut to what is written down. */
export function cutNote({ at, place, reason }: QuarantinedNote): QuarantinedNote {
  return { at, place: cut(place), reason: cut(reason) };
}

/** Half a character at the cut would be one that cannot be written. */
function cut(text: string): string {
  const whole = text.length <= TEXT_LENGTH_MAX ? text : `${text.slice(0, TEXT_LENGTH_MAX - 1)}…`;
  return whole.toWellFormed();
}
