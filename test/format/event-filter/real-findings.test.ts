import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createRuleIndex } from '../../../src/core/correlation/rule-index.ts';
import type { Relation } from '../../../src/core/entity/entity.ts';
import { relationsOf } from '../../../src/core/entity/relations-of.ts';
import { checkFinding } from '../../../src/core/finding/check-finding.ts';
import type { Finding } from '../../../src/core/finding/finding.ts';
import { arrayAt, isJsonObject, type Json, type JsonObject, stringAt } from '../../../src/core/json.ts';
import { toEventPatterns } from '../../../src/format/event-filter/to-event-patterns.ts';
import { loadRules } from '../../../src/rule-file/load-rules.ts';
import { busWith, importedEvent, meetsASignal, withoutLooking } from './let-in.ts';

const SHIPPED = (await loadRules(join(import.meta.dirname, '../../../rules'))).rules.map(({ rule }) => rule);

const SAMPLES_FOLDER = join(import.meta.dirname, '../../../../shared/data/findings');
const SAMPLES = existsSync(SAMPLES_FOLDER) ? readSamples(SAMPLES_FOLDER) : [];

describe.skipIf(SAMPLES.length === 0)('real findings (skipped where ../shared/data is absent)', () => {
  const isLetIn = busWith(toEventPatterns(SHIPPED));
  const isLetInBySignals = busWith(toEventPatterns(SHIPPED.map(withoutLooking)));

  it('that a shipped rule looks for pass, and signals let in few others', () => {
    const met = SAMPLES.filter((finding) => meetsASignal(finding, SHIPPED));
    expect(met.length).toBeGreaterThanOrEqual(10);
    expect(met.filter((finding) => !isLetIn(importedEvent(finding)))).toEqual([]);
    const letIn = SAMPLES.filter((finding) => isLetInBySignals(importedEvent(finding)));
    expect(letIn.length).toBeLessThan(SAMPLES.length / 3);
  });

  it('that state relations of a shipped rule pass, and nothing else does beside the signals', () => {
    const { relatedTypes } = createRuleIndex(SHIPPED);
    const others = SAMPLES.filter((finding) => !isLetInBySignals(importedEvent(finding)));
    const letIn = others.filter((finding) => isLetIn(importedEvent(finding)));
    const isFollowed = ({ ends }: Relation) => ends.every(({ type }) => relatedTypes.has(type));
    const stating = SAMPLES.filter((finding) => relationsOf(finding).some(isFollowed));
    expect(stating.length).toBeGreaterThan(10);
    expect(stating.filter((finding) => !isLetIn(importedEvent(finding)))).toEqual([]);
    const named = (finding: Finding) =>
      arrayAt(finding, 'Resources').map((each) => stringAt(each as JsonObject, 'Type'));
    expect(letIn.filter((finding) => !named(finding).some((type) => relatedTypes.has(type ?? '')))).toEqual(
      [],
    );
    expect(letIn.length).toBeGreaterThan(0);
    expect(letIn.length).toBeLessThan(others.length);
  });
});

function readSamples(folder: string): readonly Finding[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return files.flatMap((entry) => {
    const text = readFileSync(join(entry.parentPath, entry.name), 'utf8');
    const whole = parsed(text);
    const documents = whole === undefined ? text.split('\n').flatMap((line) => parsed(line) ?? []) : [whole];
    return documents.flatMap(findingsIn).filter(isFinding);
  });
}

function isFinding(value: JsonObject): value is Finding {
  return checkFinding(value) === undefined;
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

function findingsIn(value: Json): readonly JsonObject[] {
  if (Array.isArray(value)) return value.flatMap(findingsIn);
  if (!isJsonObject(value)) return [];
  if (typeof value.ProductArn === 'string') return [value];
  return Object.values(value).flatMap((member) => findingsIn(member ?? null));
}
