import { describe, expect, it } from 'vitest';
import { toNotification } from '../../../src/format/incident/to-notification.ts';
import { makeEvidence, makeRule, makeSignal } from '../asff/make-incident.ts';
import { HOSTILE, hostileIncident, makeNews } from './make-news.ts';

const MESSAGE_BYTES_MAX = 256 * 1024;

describe('toNotification', () => {
  it('tells what it is about, why, what to do, and where to look', () => {
    const { subject, message } = toNotification(makeNews());
    expect(subject).toBe('CRITICAL incident opened on i-0abc: Some rule holds');
    expect(message).toBe(`CRITICAL: Some rule holds

Resource  arn:aws:ec2:eu-west-1:111122223333:instance/i-0abc
Account   111122223333
Region    eu-west-1
Observed  2026-03-01 00:00 to 2026-03-01 01:00 UTC
Rule      some-rule, version 3

Why this is an incident
  backdoor: 1 of 1 needed
    - CVE in b-1

Two things together mean trouble.

What to do
Isolate it.

https://example.com/a
https://example.com/b

Incident f6d1b6e2c1; in Security Hub under the finding id corroborate/1
`);
  });

  it.each([
    [{ action: 'update', isEscalated: true }, 'escalated'],
    [{ action: 'resolve' }, 'resolved'],
  ] as const)('says what has happened: %j', (news, word) => {
    expect(toNotification(makeNews({}, news)).subject).toBe(
      `CRITICAL incident ${word} on i-0abc: Some rule holds`,
    );
  });

  it('names the rule in the subject where the title is Japanese, which a subject cannot hold', () => {
    const { subject, message } = toNotification(makeNews({ title: 'バックドア通信' }));
    expect(subject).toBe('CRITICAL incident opened on i-0abc: some-rule');
    expect(message).toContain('CRITICAL: バックドア通信\n');
  });

  it('shows five titles of a signal, and how many more there are', () => {
    const pieces = Array.from({ length: 30 }, (_, index) => makeEvidence(`c-${index}`));
    const { message } = toNotification(makeNews({ signals: { cve: makeSignal(pieces) } }));
    expect(message).toContain('    - CVE in c-4\n    - and 25 more\n');
    expect(message).not.toContain('CVE in c-5');
  });

  it('leaves out what is not known', () => {
    const { remediation: _, ...rule } = makeRule({ references: [] });
    const entity = { type: 'AwsS3Bucket', key: 'arn:aws:s3:::a' };
    const { message } = toNotification(makeNews({ entity }, { rule }));
    expect(message).not.toMatch(/Account|Region|What to do|undefined/);
  });

  it.each(HOSTILE)('is a message that SNS takes and a person can read, whatever findings say: %#', (text) => {
    const { subject, message } = toNotification(makeNews(hostileIncident(text)));
    expect(subject).toMatch(/^[\x21-\x7e][\x20-\x7e]{0,98}$/);
    expect(Buffer.byteLength(message)).toBeLessThan(MESSAGE_BYTES_MAX);
    expect(message.isWellFormed()).toBe(true);
    expect(message.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    const lines = message.split('\n');
    expect(lines.filter((line) => line.startsWith('Subject:'))).toEqual([]);
  });
});
