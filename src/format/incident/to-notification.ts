import type { IncidentSignal } from '../../core/correlation/incident.ts';
import { harmlessText } from '../../core/harmless-text.ts';
import { formatInstant } from '../../core/instant.ts';
import type { News } from './news.ts';

/** A message that a person reads in an e-mail. */
export interface Notification {
  /** ASCII, one line, fewer than 100 characters (Amazon SNS API Reference, Publish). */
  readonly subject: string;
  readonly message: string;
}

const SUBJECT_LENGTH_MAX = 99;
/** Signals whose titles are shown: a message has 256 KB at most (Amazon SNS API Reference, Publish). */
const SIGNALS_SHOWN = 20;
const TITLES_SHOWN = 5;
const TEXT_LENGTH_MAX = 300;
const NAME_LENGTH_MAX = 64;

/** News as a message: what it is about, why it is an incident, what to do, where to look. */
export function toNotification(news: News): Notification {
  const { incident, rule, finding, isEscalated } = news;
  const what = isEscalated ? 'escalated' : news.action === 'resolve' ? 'resolved' : 'opened';
  const lines = [
    `${incident.severity}: ${harmlessText(incident.title, TEXT_LENGTH_MAX)}`,
    '',
    `Resource  ${harmlessText(incident.entity.key, 1024)}`,
    ...(incident.entity.account === undefined
      ? []
      : [`Account   ${harmlessText(incident.entity.account, NAME_LENGTH_MAX)}`]),
    ...(incident.entity.region === undefined
      ? []
      : [`Region    ${harmlessText(incident.entity.region, NAME_LENGTH_MAX)}`]),
    `Observed  ${toMinute(incident.firstObserved)} to ${toMinute(incident.lastObserved)} UTC`,
    `Rule      ${incident.rule.id}, version ${incident.rule.version}`,
    '',
    'Why this is an incident',
    ...Object.entries(incident.signals).flatMap(([name, signal], index) =>
      toSignalLines(name, signal, index < SIGNALS_SHOWN ? TITLES_SHOWN : 0),
    ),
    '',
    harmlessText(rule.description, 1024),
    ...(rule.remediation === undefined ? [] : ['', 'What to do', harmlessText(rule.remediation, 1024)]),
    ...(rule.references.length === 0 ? [] : ['', ...rule.references]),
    '',
    `Incident ${incident.id}; in Security Hub under the finding id ${finding.id}`,
  ];
  return { subject: toSubject(news, what), message: `${lines.join('\n')}\n` };
}

function toSignalLines(
  name: string,
  { count, required, findings }: IncidentSignal,
  shown: number,
): readonly string[] {
  const titles = findings.slice(0, shown).map(({ title }) => `    - ${harmlessText(title, TEXT_LENGTH_MAX)}`);
  const untold = count - titles.length;
  return [
    `  ${name}: ${count} of ${required} needed`,
    ...titles,
    ...(untold > 0 && titles.length === TITLES_SHOWN ? [`    - and ${untold} more`] : []),
  ];
}

function toMinute(instant: number): string {
  return formatInstant(instant as Parameters<typeof formatInstant>[0])
    .slice(0, 16)
    .replace('T', ' ');
}

function toSubject({ incident }: News, what: string): string {
  const name = incident.entity.key.split(/[/:]/).at(-1) ?? incident.entity.key;
  // ASCII would leave nothing but question marks of a title in Japanese.
  const title = /^[\x20-\x7e]*$/.test(incident.title) ? incident.title : incident.rule.id;
  const subject = `${incident.severity} incident ${what} on ${name}: ${title}`;
  return subject.replace(/[^\x20-\x7e]/g, '?').slice(0, SUBJECT_LENGTH_MAX);
}
