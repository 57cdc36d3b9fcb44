import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { contextOfConfigItem } from '../../src/core/entity/context-of-config-item.ts';
import { contextOfGuardDuty } from '../../src/core/entity/context-of-guard-duty.ts';
import type { Relation } from '../../src/core/entity/entity.ts';
import { relationsOf } from '../../src/core/entity/relations-of.ts';
import { checkFinding } from '../../src/core/finding/check-finding.ts';
import type { Finding } from '../../src/core/finding/finding.ts';
import { parseInstant } from '../../src/core/instant.ts';
import { arrayAt, type Json, type JsonObject, memberOf, stringAt } from '../../src/core/json.ts';
import { naiveCorrelations } from './shipped-signals.ts';

const EXAMPLES = join(import.meta.dirname, '../../examples');
const STORIES = join(EXAMPLES, 'stories');
const FILES = readdirSync(STORIES).sort();
const EXPECTED = JSON.parse(readFileSync(join(EXAMPLES, 'expected-incidents.json'), 'utf8')) as readonly {
  readonly rule: string;
  readonly entity: string;
  readonly status: 'open' | 'resolved';
}[];

interface Story {
  readonly findings: readonly Finding[];
  readonly relations: readonly Relation[];
}

function readStory(file: string): Story {
  const text = readFileSync(join(STORIES, file), 'utf8');
  const documents: readonly JsonObject[] = file.endsWith('.ndjson')
    ? text
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as JsonObject)
    : [JSON.parse(text) as JsonObject].flat();
  const findings = documents.flatMap(findingsIn);
  return { findings, relations: [...documents.flatMap(contextIn), ...findings.flatMap(relationsOf)] };
}

function findingsIn(document: JsonObject): readonly Finding[] {
  const detail = memberOf(document, 'detail');
  const inside: readonly Json[] = [...arrayAt(document, 'Findings'), ...arrayAt(detail, 'findings')];
  const all = 'ProductArn' in document ? [document] : inside;
  return all.map((finding) => {
    expect(checkFinding(finding)).toBeUndefined();
    return finding as Finding;
  });
}

function contextIn(document: JsonObject): readonly Relation[] {
  const isRawGuardDuty = document['detail-type'] === 'GuardDuty Finding';
  if (!isRawGuardDuty && !('configurationItemStatus' in document)) return [];
  const context = isRawGuardDuty ? contextOfGuardDuty(document) : contextOfConfigItem(document);
  if (typeof context === 'string') throw new Error(context);
  return context.relations;
}

function newest(findings: readonly Finding[]): readonly Finding[] {
  const byKey = new Map<string, Finding>();
  for (const finding of findings) {
    const key = `${finding.ProductArn} ${finding.Id}`;
    const known = byKey.get(key);
    if (known === undefined || known.UpdatedAt < finding.UpdatedAt) byKey.set(key, finding);
  }
  return [...byKey.values()];
}

function correlationsOf(stories: readonly Story[]): readonly string[] {
  const relations = stories.flatMap((story) => story.relations);
  return naiveCorrelations(newest(stories.flatMap((story) => story.findings)), relations);
}

function expectedWith(...statuses: readonly string[]): readonly string[] {
  return EXPECTED.filter(({ status }) => statuses.includes(status))
    .map(({ rule, entity }) => `${rule} ${entity}`)
    .sort();
}

describe('the stories', () => {
  const stories = FILES.map(readStory);

  it('leave exactly the expected incidents open', () => {
    expect(correlationsOf(stories)).toEqual(expectedWith('open'));
  });

  it('hold the resolved ones too before the last news', () => {
    const earlier = stories.map(({ findings, relations }) => ({
      relations,
      findings: findings.filter((finding) => finding.RecordState === 'ACTIVE'),
    }));
    expect(correlationsOf(earlier)).toEqual(expectedWith('open', 'resolved'));
  });

  it.each(FILES.filter((file) => file.includes('near-misses')))('%s: nothing', (file) => {
    const story = readStory(file);
    expect(story.findings.length).toBeGreaterThan(3);
    expect(correlationsOf([story])).toEqual([]);
  });

  it.each([
    ['critical CVEs: a third one', '19-backdoor-near-misses.json', /CVE-2026-9102/, 'CVE-2026-9109'],
    ['a suppressed backdoor: open it', '19-backdoor-near-misses.json', /"SUPPRESSED"/, '"NEW"'],
    [
      'CVEs of severity HIGH: critical',
      '19-backdoor-near-misses.json',
      /"Label":"HIGH"(?=.*CVE-2026-940)/,
      '"Label":"CRITICAL"',
    ],
    ['a suppressed exfiltration: open it', '29-exfiltration-near-misses.json', /"SUPPRESSED"/, '"NEW"'],
    [
      'another bucket: the same',
      '29-exfiltration-near-misses.json',
      /example-sales-archive/,
      'example-sales',
    ],
    [
      'another group: attached',
      '39-exposed-near-misses.ndjson',
      /sg-0b1d5c0ffee0000ff/,
      'sg-0b1d5c0ffee000081',
    ],
    ['EC2.18 suppressed: open it', '39-exposed-near-misses.ndjson', /"SUPPRESSED"/, '"NEW"'],
    ['EC2.18 passed: failed', '39-exposed-near-misses.ndjson', /"PASSED"/, '"FAILED"'],
  ])('are near: %s', (_, file, found, replacement) => {
    const { findings, relations } = readStory(file);
    const change = <T>(value: T): T => {
      const text = JSON.stringify(value).replaceAll(new RegExp(found, 'g'), replacement);
      return JSON.parse(text.replaceAll('"RESOLVED"', '"NEW"')) as T;
    };
    // Two findings that name one CVE stay two: only the second of them is changed.
    const isCve = replacement.startsWith('CVE');
    const changed = findings.map((finding, index) => (isCve && index % 2 === 0 ? finding : change(finding)));
    expect(correlationsOf([{ findings: changed, relations: change(relations) }])).toHaveLength(1);
  });

  it('come in every format that is read', () => {
    const formats = FILES.map((file) => readFileSync(join(STORIES, file), 'utf8')).map(formatOf);
    expect(new Set(formats)).toEqual(
      new Set(['page', 'events', 'array', 'config item', 'events and raw GuardDuty']),
    );
  });

  it('are told in the README, file by file', () => {
    const readme = readFileSync(join(EXAMPLES, 'README.md'), 'utf8');
    for (const file of FILES) expect(readme).toContain(`\`${file}\``);
  });

  it('have real instants and accounts', () => {
    for (const finding of stories.flatMap((story) => story.findings)) {
      for (const name of ['CreatedAt', 'UpdatedAt']) expect(parseInstant(finding[name])).toBeDefined();
      expect(stringAt(finding, 'AwsAccountId')).toMatch(/^\d{12}$/);
    }
  });
});

function formatOf(text: string): string {
  if (text.includes('GuardDuty Finding')) return 'events and raw GuardDuty';
  if (text.startsWith('[')) return 'array';
  if (text.includes('"configurationItemStatus"')) return 'config item';
  return text.includes('"detail-type"') ? 'events' : 'page';
}
