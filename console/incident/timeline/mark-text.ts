import type { Preferences } from '../../preferences/preferences.tsx';
import { absoluteTime } from '../../shared/time-format.ts';
import { visibleText } from '../../shared/visible-text.ts';
import type { Texts } from '../../texts/texts.ts';
import type { Mark } from './timeline-layout.ts';

/** What a mark says: its name, and when and how. */
export interface MarkText {
  readonly name: string;
  readonly about: string;
}

/** In words what a mark stands for. */
export function markText(
  { finding, entry }: Mark,
  { incident, shared }: Texts,
  { language, timeZone }: Pick<Preferences, 'language' | 'timeZone'>,
): MarkText {
  const { timeline, history, findings } = incident;
  const time = (at: string) => absoluteTime(at, language, timeZone);
  if (finding !== undefined) {
    const { title, severity, sample, withdrawn, kind } = finding;
    const marks = [
      severity && shared.severities[severity],
      kind === 'condition' ? conditionText() : activityText(),
      withdrawn && kind === 'activity' ? findings.withdrawn : undefined,
      sample ? shared.sample : undefined,
    ];
    return { name: visibleText(title), about: marks.filter((mark) => mark !== undefined).join(', ') };
  }
  if (entry === undefined) return { name: '', about: '' };
  const text = entry.text === undefined ? '' : `: ${visibleText(entry.text.slice(0, TEXT_MAX))}`;
  return {
    name: history.kinds[entry.kind],
    about: `${visibleText(entry.by ?? history.engine)}, ${time(entry.at)}${text}`,
  };

  function activityText(): string {
    const { from = '', to = from } = finding ?? {};
    return from === to ? timeline.activityAt(time(from)) : timeline.activityBetween(time(from), time(to));
  }

  function conditionText(): string {
    const { from = '', lastObservedAt = from, withdrawn } = finding ?? {};
    return withdrawn
      ? timeline.conditionBetween(time(from), time(lastObservedAt))
      : timeline.conditionSince(time(from));
  }
}

const TEXT_MAX = 200;
