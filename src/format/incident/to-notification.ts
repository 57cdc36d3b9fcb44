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
const TITLES_SHOWN = 5;
const TEXT_LENGTH_MAX = 300;

/** News as a message: what it is about, why it is an incident, what to do, where to look. */
export function toNotification(news: News): Notification {
  const { incident, rule, finding, isEscalated } = news;
  const what = isEscalated ? 'escalated' : news.action === 'resolve' ? 'resolved' : 'opened';
  const lines = [
    `${incident.severity}: ${harmlessText(incident.title, TEXT_LENGTH_MAX)}`,
    '',
    `Resource  ${harmlessText(incident.entity.key, 1024)}`,
    ...(incident.entity.account === undefined ? [] : [`Account   ${incident.entity.account}`]),
    ...(incident.entity.region === undefined ? [] : [`Region    ${incident.entity.region}`]),
    `Observed  ${toMinute(incident.firstObserved)} to ${toMinute(incident.lastObserved)} UTC`,
    `Rule      ${incident.rule.id}, version ${incident.rule.version}`,
    '',
    'Why this is an incident',
    ...Object.entries(incident.signals).flatMap(([name, signal]) => toSignalLines(name, signal)),
    '',
    harmlessText(rule.description, 1024),
    ...(rule.remediation === undefined ? [] : ['', 'What to do', harmlessText(rule.remediation, 1024)]),
    ...(rule.references.length === 0 ? [] : ['', ...rule.references]),
    '',
    `Incident ${incident.id}; in Security Hub under the finding id ${finding.id}`,
  ];
  return { subject: toSubject(news, what), message: `${lines.join('\n')}\n` };
}

function toSignalLines(name: string, { count, required, findings }: IncidentSignal): readonly string[] {
  const titles = findings
    .slice(0, TITLES_SHOWN)
    .map(({ title }) => `    - ${harmlessText(title, TEXT_LENGTH_MAX)}`);
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
  const subject = `${incident.severity} incident ${what} on ${name}: ${incident.title}`;
  return subject.replace(/[^\x20-\x7e]/g, '?').slice(0, SUBJECT_LENGTH_MAX);
}
