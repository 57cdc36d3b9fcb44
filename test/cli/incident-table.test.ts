import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { displayWidth } from '../../src/cli/display-width.ts';
import { createIncidentTable } from '../../src/cli/incident-table.ts';
import type { Evidence } from '../../src/core/correlation/evidence.ts';
import type { Incident } from '../../src/core/correlation/incident.ts';
import type { Instant } from '../../src/core/instant.ts';

const AT = Date.UTC(2026, 2, 4, 5, 6) as Instant;

function piece(title: string): Evidence {
  return {
    finding: { productArn: 'arn', id: `id of ${title}` },
    title,
    kind: 'activity',
    from: AT,
    to: AT,
    lastObserved: AT,
  };
}

function incident(key: string, titles: readonly string[], more: Partial<Incident> = {}): Incident {
  return {
    id: 'id',
    rule: { id: 'a-rule', version: 1 },
    entity: { type: 'AwsS3Bucket', key },
    status: 'open',
    severity: 'CRITICAL',
    title: 'title',
    firstObserved: AT,
    lastObserved: AT,
    openedAt: AT,
    updatedAt: AT,
    signals: { seen: { count: titles.length, required: 1, isSatisfied: true, findings: titles.map(piece) } },
    ...more,
  };
}

function row(one: Incident, columns = 80, isColored = false): string {
  return createIncidentTable({ columns, isColored, rules: [{ id: 'a-rule', severity: 'CRITICAL' }] }).row(
    one,
  );
}

describe('createIncidentTable', () => {
  it('shows an incident in a row, and why in the next', () => {
    expect(row(incident('arn:aws:s3:::bucket', ['first', 'second', 'first', 'third', 'fourth']), 100)).toBe(
      'CRITICAL  open      2026-03-04 05:06  a-rule  arn:aws:s3:::bucket\n' +
        '  why  seen 5/1  first; second; third; …\n',
    );
  });

  it('names a finding without a title by its id', () => {
    expect(row(incident('key', ['  ']))).toContain('why  seen 1/1  id of');
  });

  it('says when and why an incident was resolved', () => {
    const resolved = incident('key', ['a'], {
      status: 'resolved',
      resolution: { at: AT, reason: 'it\u001b[1m passed' },
    });
    expect(row(resolved)).toContain('  resolved 2026-03-04 05:06: it\uFFFD[1m passed\n');
  });

  it.each([
    ['a terminal sequence', '\u001b]0;owned\u0007\u001b[2J'],
    ['a line break', 'one\nCRITICAL open forged'],
    ['a direction override', '\u202Etxt.exe'],
    ['wide characters', '東京'.repeat(200)],
    ['emoji', '🚨'.repeat(200)],
    ['a megabyte', 'x'.repeat(1_000_000)],
  ])('keeps its width and its lines with %s in title and entity', (_name, text) => {
    for (const columns of [40, 80, 200]) {
      const lines = row(incident(`arn:aws:s3:::${text.slice(0, 1000)}`, [text, `${text}!`]), columns).split(
        '\n',
      );
      for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(Math.max(columns, 58));
      expect(lines.join('')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
      expect(lines.filter((line) => line.startsWith('CRITICAL'))).toHaveLength(1);
    }
  });

  it('colours the severity and nothing else', () => {
    const colored = row(incident('key', ['a']), 80, true);
    expect(colored.startsWith('\u001b[')).toBe(true);
    expect(stripVTControlCharacters(colored)).toBe(row(incident('key', ['a'])));
  });
});
