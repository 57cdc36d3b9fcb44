import type { Incident } from '../../../src/core/correlation/incident.ts';
import type { News } from '../../../src/format/incident/news.ts';
import { SIGNALS_MAX } from '../../../src/rule-file/rule-schema.ts';
import { makeEvidence, makeIncident, makeRule, makeSignal } from '../asff/make-incident.ts';

/** News that an incident has opened, unless said otherwise. */
export function makeNews(incident: Partial<Incident> = {}, overrides: Partial<News> = {}): News {
  return {
    action: 'open',
    isEscalated: false,
    incident: makeIncident(incident),
    rule: makeRule(),
    finding: {
      productArn: 'arn:aws:securityhub:eu-west-1:111122223333:product/default',
      id: 'corroborate/1',
    },
    ...overrides,
  };
}

/** Texts that somebody else chose: long, of several lines, half characters, directions, controls. */
export const HOSTILE: readonly string[] = [
  'x'.repeat(1_000_000),
  '\u0000'.repeat(100_000),
  '\uD83D\uDE00'.repeat(50_000),
  '\uD800',
  'two\r\nSubject: lines',
  '\u202Eright to left\u2066',
  '\u001B[31mred',
  '',
];

/** An incident in which every text that comes from findings is a hostile one, as full as an incident can be. */
export function hostileIncident(text: string): Partial<Incident> {
  const pieces = Array.from({ length: 100 }, (_, index) =>
    makeEvidence(`${text}${index}`, { title: text, finding: { productArn: text, id: `${text}${index}` } }),
  );
  return {
    title: text,
    entity: { type: 'AwsEc2Instance', key: `arn:aws:ec2:${text}`, account: text, region: text },
    status: 'resolved',
    resolution: { at: makeIncident().updatedAt, reason: `finding ${text} was withdrawn` },
    signals: Object.fromEntries(
      Array.from({ length: SIGNALS_MAX }, (_, index) => [
        `signal-${index}`,
        { ...makeSignal(pieces), count: 1e9 },
      ]),
    ),
  };
}
