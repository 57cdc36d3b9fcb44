import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { type GenerateOptions, generateFindings } from '../../examples/generate-findings.ts';
import { CONTROL_ROWS } from '../../examples/generator/control-rows.ts';
import { GUARDDUTY_ROWS } from '../../examples/generator/guardduty-rows.ts';
import { incidentsOf, withoutIncidents } from '../../examples/without-incidents.ts';
import { BACKGROUND_COUNT, backgroundText, writeBackground } from '../../examples/write-examples.ts';
import { entitiesOf } from '../../src/core/entity/entities-of.ts';
import type { Relation } from '../../src/core/entity/entity.ts';
import { relationsOf } from '../../src/core/entity/relations-of.ts';
import { checkFinding } from '../../src/core/finding/check-finding.ts';
import { controlResourceType, currentControlId } from '../../src/core/finding/controls.ts';
import type { Finding, NormalizedFinding } from '../../src/core/finding/finding.ts';
import { normalizeFinding } from '../../src/core/finding/normalize-finding.ts';
import { withdrawalOf } from '../../src/core/finding/withdrawal.ts';
import { parseInstant } from '../../src/core/instant.ts';
import { arrayAt, stringAt } from '../../src/core/json.ts';
import { loadRules } from '../../src/rule-file/load-rules.ts';
import { naiveCorrelations } from './shipped-signals.ts';

function generate(options: GenerateOptions): readonly Finding[] {
  return [...generateFindings(options)] as Finding[];
}

function part<T>(items: readonly T[], is: (item: T) => boolean): number {
  return items.filter(is).length / items.length;
}

const findings = generate({ count: 20_000, seed: 7 });
const normalized: readonly NormalizedFinding[] = findings.map(normalizeFinding);

const SHIPPED = (await loadRules(join(import.meta.dirname, '../../rules'))).rules.map(({ rule }) => rule);

describe('generateFindings', () => {
  it('gives the same for the same options and something else for another seed', () => {
    const text = JSON.stringify(generate({ count: 500, seed: 3 }));
    expect(JSON.stringify(generate({ count: 500, seed: 3 }))).toBe(text);
    expect(JSON.stringify(generate({ count: 500, seed: 4 }))).not.toBe(text);
  });

  it.each([
    ['Security Hub', 0.7],
    ['Inspector', 0.25],
    ['GuardDuty', 0.03],
    ['Macie', 0.02],
  ])('%s: %f of all', (product, expected) => {
    const actual = part(normalized, (finding) => finding.Normalized.Product === product);
    expect(Math.abs(actual - expected)).toBeLessThan(0.012);
  });

  it('averages about 2.6 KB of JSON a finding', () => {
    const bytes = findings.reduce((sum, finding) => sum + JSON.stringify(finding).length, 0);
    expect(bytes / findings.length).toBeGreaterThan(2400);
    expect(bytes / findings.length).toBeLessThan(2850);
  });

  it('has controls that mostly passed, in both spellings', () => {
    const controls = normalized.filter((finding) => finding.Normalized.Product === 'Security Hub');
    const isPassed = (finding: Finding) => withdrawalOf(finding) !== undefined;
    expect(part(controls, isPassed)).toBeGreaterThan(0.75);
    expect(part(controls, isPassed)).toBeLessThan(0.95);
    const isConsolidated = (finding: Finding) =>
      stringAt(finding, 'GeneratorId')?.startsWith('security-control/') ?? false;
    expect(part(controls, isConsolidated)).toBeGreaterThan(0.4);
    expect(part(controls, isConsolidated)).toBeLessThan(0.8);
    expect(new Set(controls.map((finding) => finding.Normalized.Control))).toEqual(
      new Set(CONTROL_ROWS.map((row) => row.id)),
    );
  });

  it('spells the id of an instance in three ways', () => {
    const ids = normalized
      .filter((finding) => finding.Normalized.Product === 'Inspector')
      .map((finding) => stringAt(arrayAt(finding, 'Resources')[0], 'Id') ?? '');
    for (const form of [/^i-/, /:i-/, /:instance\/i-/, /^arn:aws:ecr:.*\/sha256:/]) {
      expect(
        ids.some((id) => form.test(id)),
        String(form),
      ).toBe(true);
    }
  });

  it('has updates, several versions of which the newest is later', () => {
    const distinct = new Set(findings.map((finding) => `${finding.ProductArn} ${finding.Id}`));
    expect(distinct.size / findings.length).toBeGreaterThan(0.6);
    expect(distinct.size / findings.length).toBeLessThan(0.9);
  });

  it('lets a few entities collect much', () => {
    const counts = new Map<string, number>();
    for (const { entity } of findings.flatMap(entitiesOf)) {
      if (entity.type === 'AwsEc2Instance') counts.set(entity.key, (counts.get(entity.key) ?? 0) + 1);
    }
    const sorted = [...counts.values()].sort((a, b) => b - a);
    expect(sorted[0] ?? 0).toBeGreaterThan(10 * (sorted[sorted.length >> 1] ?? 0));
  });

  it('passes the checks of a reader', () => {
    for (const finding of normalized) {
      expect(checkFinding(finding)).toBeUndefined();
      expect(entitiesOf(finding).length).toBe(arrayAt(finding, 'Resources').length);
      expect(finding.Normalized.Type).not.toEqual([]);
      expect(finding.Normalized.Severity).toBeDefined();
      for (const name of ['CreatedAt', 'UpdatedAt']) expect(parseInstant(finding[name])).toBeDefined();
      expect(String(finding.CreatedAt) <= finding.UpdatedAt).toBe(true);
      expect(stringAt(finding, 'AwsAccountId')).toMatch(/^\d{12}$/);
    }
  });

  it('knows GuardDuty types that have a native spelling', () => {
    const guardDuty = normalized.filter((finding) => finding.Normalized.Product === 'GuardDuty');
    for (const { Normalized } of guardDuty)
      expect(Normalized.Type.join()).toMatch(/^[A-Z][A-Za-z0-9]+:[A-Z][A-Za-z0-9]+\//);
    const types = new Set(guardDuty.flatMap((finding) => arrayAt(finding, 'Types')));
    expect(types).toEqual(new Set(GUARDDUTY_ROWS.map((row) => row.type)));
  });

  it('has incidents, until the findings that make them are taken away, and few others', async () => {
    const all = generate({ count: 5000, seed: 7 });
    expect(correlationsOf(all).length).toBeGreaterThan(2);
    const quiet = await withoutIncidents(all, SHIPPED);
    expect(await withoutIncidents(quiet, SHIPPED)).toBe(quiet);
    expect(quiet.length).toBeLessThan(all.length);
    expect(quiet.length).toBeGreaterThan(all.length * 0.95);
  });
});

describe('control rows', () => {
  it.each(CONTROL_ROWS.map((row) => [row.id, row] as const))(
    '%s is a control about its kind of resource',
    (id, row) => {
      const type = controlResourceType(id)?.toLowerCase() ?? '';
      const words = { group: 'securitygroup', database: 'rdsdbinstance' } as Readonly<Record<string, string>>;
      expect(type).toContain((words[row.resource] ?? row.resource).toLowerCase());
      if (row.cis !== undefined) expect(currentControlId(`CIS/1.2.0/${row.cis}`)).toBe(id);
    },
  );
});

describe('the background noise', async () => {
  const text = await backgroundText();
  const background = text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Finding);

  it('has no incident of any shipped rule, in either direction', async () => {
    expect(background).toHaveLength(BACKGROUND_COUNT);
    expect(await incidentsOf(background, SHIPPED)).toEqual([]);
    const backwards = await incidentsOf(background.toReversed(), SHIPPED);
    expect(backwards.filter(({ incident }) => incident.status === 'open')).toEqual([]);
  });

  it('is written compressed, and the same each time', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'corroborate-examples-'));
    try {
      const file = join(folder, 'findings', 'background.ndjson.gz');
      await writeBackground(file);
      const first = readFileSync(file);
      await writeBackground(file);
      expect(readFileSync(file).equals(first)).toBe(true);
      expect(gunzipSync(first).toString()).toBe(text);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

/** Every version counts as news here: what is no incident among all versions is none among the newest. */
function correlationsOf(all: readonly Finding[]): readonly string[] {
  const relations = new Map<string, Relation>();
  for (const relation of all.flatMap(relationsOf)) {
    relations.set(relation.ends.map((end) => end.key).join(' '), relation);
  }
  return naiveCorrelations(all, [...relations.values()]);
}
