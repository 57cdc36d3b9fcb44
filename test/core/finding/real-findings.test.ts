import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { checkFinding } from '../../../src/core/finding/check-finding.ts';
import { evidenceKindOf } from '../../../src/core/finding/evidence-kind.ts';
import type { Finding, Normalized } from '../../../src/core/finding/finding.ts';
import { intervalOf } from '../../../src/core/finding/interval.ts';
import { isSample } from '../../../src/core/finding/is-sample.ts';
import { normalizeFinding } from '../../../src/core/finding/normalize-finding.ts';
import { versionOrder } from '../../../src/core/finding/version-order.ts';
import { withdrawalOf } from '../../../src/core/finding/withdrawal.ts';
import { isJsonObject, type Json, type JsonObject } from '../../../src/core/json.ts';

const ROOT = fileURLToPath(new URL('../../../../shared/data/findings', import.meta.url));
const SAMPLES = existsSync(ROOT) ? readSamples() : [];

describe.skipIf(SAMPLES.length === 0)('real findings (skipped where ../shared/data is absent)', () => {
  it('are there', () => expect(SAMPLES.length).toBeGreaterThan(900));

  it('are read without a fault, or refused with a reason', () => {
    for (const { file, value } of SAMPLES) {
      const reason = checkFinding(value);
      if (reason === undefined) readAll(value as Finding);
      else expect(reason, file).toMatch(/^`(?:ProductArn|Id|UpdatedAt)`/);
    }
  });

  it.each<[string, Partial<Normalized>]>([
    [
      'Unusual Behaviors-User-Persistence IAMUser-NetworkPermissions.json',
      { Product: 'GuardDuty', Type: ['Persistence:IAMUser/NetworkPermissions'], Severity: 'MEDIUM' },
    ],
    [
      'one_vuln.json',
      { Product: 'Inspector', Type: ['Software and Configuration Checks/Vulnerabilities/CVE'] },
    ],
    ['config_one_finding.json', { Product: 'Security Hub', Control: 'IAM.5', Severity: 'INFORMATIONAL' }],
  ])('%s reads as it should', (name, normalized) => {
    const found = SAMPLES.filter(({ file }) => file.endsWith(`/${name}`));
    expect(found).toHaveLength(1);
    expect(normalizeFinding(found[0]?.value as Finding).Normalized).toMatchObject(normalized);
  });

  it('all GuardDuty types among them are native ones', () => {
    const types = readable().filter(({ Normalized }) => Normalized.Product === 'GuardDuty');
    expect(types.length).toBeGreaterThan(6);
    for (const { Normalized } of types) {
      for (const type of Normalized.Type) expect(type).toMatch(/^[A-Za-z]+:[A-Za-z0-9]+\/[^/ ]+$/);
    }
  });

  it('all control findings among them have a control', () => {
    const controls = readable().filter(({ Normalized }) => Normalized.Product === 'Security Hub');
    expect(controls.length).toBeGreaterThan(120);
    for (const { Normalized, Id } of controls) expect(Normalized.Control, Id).toMatch(/\.\d+$/);
  });

  it('all findings of other products keep their types and have no control', () => {
    const others = readable().filter(({ Normalized }) => Normalized.Product.includes('/'));
    expect(others.length).toBeGreaterThan(700);
    for (const { Normalized, Types } of others) {
      expect(Normalized.Control).toBeUndefined();
      if (Array.isArray(Types)) expect(Normalized.Type).toStrictEqual([...new Set(Types)]);
    }
  });
});

interface Sample {
  readonly file: string;
  readonly value: JsonObject;
}

function readable(): ReturnType<typeof normalizeFinding>[] {
  return SAMPLES.filter(({ value }) => checkFinding(value) === undefined).map(({ value }) =>
    normalizeFinding(value as Finding),
  );
}

function readAll(finding: Finding): void {
  const normalized = normalizeFinding(finding);
  const { from, to, lastObserved } = intervalOf(finding, evidenceKindOf(normalized));
  expect(from <= to && from <= lastObserved).toBe(true);
  expect(versionOrder(finding, undefined, () => '')).toHaveLength(62);
  withdrawalOf(finding);
  isSample(finding);
}

function readSamples(): Sample[] {
  const files = readdirSync(ROOT, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.flatMap((entry) => {
    const path = join(entry.parentPath, entry.name);
    return documentsOf(readFileSync(path, 'utf8'))
      .flatMap(findingsIn)
      .map((value) => ({ file: relative(ROOT, path), value }));
  });
}

function documentsOf(text: string): Json[] {
  const whole = parsed(text);
  return whole === undefined ? text.split('\n').flatMap((line) => parsed(line) ?? []) : [whole];
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

function findingsIn(value: Json): JsonObject[] {
  if (Array.isArray(value)) return value.flatMap(findingsIn);
  if (!isJsonObject(value)) return [];
  if (typeof value.ProductArn === 'string') return [value];
  return Object.values(value).flatMap((member) => findingsIn(member ?? null));
}
