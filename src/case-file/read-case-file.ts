import { type Issue, type Parsed, quoted } from '../core/issue.ts';
import { didYouMean } from '../rule-file/did-you-mean.ts';
import { locateIssues } from '../rule-file/read-rule-file.ts';
import { ISSUES_MAX, readYaml, type YamlDocument } from '../rule-file/read-yaml.ts';
import { keysOfSchemaAt } from '../rule-file/schema-keys.ts';
import { toIssues } from '../rule-file/to-issues.ts';
import type { CaseFile, ExpectedIncident, ExplainedSurvivor, RuleCase, WorldEntry } from './case-file.ts';
import { type CaseDocument, caseSchema, type ExpectDocument } from './case-schema.ts';
import { checkKind } from './check-entry.ts';
import { DEFAULT_SCOPE, entityKeyOf } from './expand-resource.ts';
import { lintWorld } from './lint-world.ts';
import { readWorld, type World } from './read-world.ts';

/** The cases that `text` describes, or everything that is wrong with it, with file, line and column. */
export function readCaseFile(text: string, file: string): Parsed<CaseFile> {
  const { document, issues } = readYaml(text, file);
  if (document === undefined) return { ok: false, issues: locateIssues([], document, file, issues) };
  const parsed = parseCases(document);
  if (parsed.ok && issues.length === 0) {
    const warnings = locateIssues(parsed.value.warnings, document, file);
    return { ok: true, value: { file, ...parsed.value, warnings } };
  }
  return { ok: false, issues: locateIssues(parsed.ok ? [] : parsed.issues, document, file, issues) };
}

type Path = readonly (string | number)[];

function parseCases(document: YamlDocument): Parsed<Omit<CaseFile, 'file'>> {
  const form = caseSchema.safeParse(document.json);
  if (!form.success) {
    return {
      ok: false,
      issues: toIssues(form.error, document.json, (path) => keysOfSchemaAt(caseSchema, path)),
    };
  }
  const world = readWorld(form.data.world);
  const reader = new CaseReader(world, document);
  const cases = form.data.cases.map((ruleCase, index) => reader.read(ruleCase, index));
  const issues = [...world.issues, ...reader.issues];
  if (issues.length > 0) return { ok: false, issues };
  const warnings = lintWorld(form.data.world);
  return { ok: true, value: { cases, survivors: readSurvivors(form.data, document), warnings } };
}

function readSurvivors({ survivors }: CaseDocument, document: YamlDocument): readonly ExplainedSurvivor[] {
  return Object.entries(survivors ?? {}).map(([name, reason]) => {
    return { name, reason, position: document.positionOf(['survivors', name], 'key') };
  });
}

type OneCase = CaseDocument['cases'][number];

class CaseReader {
  readonly issues: Issue[] = [];
  readonly #names = new Set<string>();
  readonly #world: World;
  readonly #document: YamlDocument;

  constructor(world: World, document: YamlDocument) {
    this.#world = world;
    this.#document = document;
  }

  read(document: OneCase, index: number): RuleCase {
    const path = ['cases', index];
    if (this.#names.has(document.name)) {
      this.#add([...path, 'name'], `a case is called ${quoted(document.name)} already`, 'names are unique');
    }
    this.#names.add(document.name);
    const given = document.given.flatMap((name, at) => this.#entry(name, [...path, 'given', at]));
    const expected = document.expect === 'none' ? [] : document.expect;
    return {
      name: document.name,
      position: this.#document.positionOf([...path, 'name']),
      given,
      expect: expected.flatMap((one, at) => this.#readExpected(one, document.given, [...path, 'expect', at])),
    };
  }

  #readExpected(document: ExpectDocument, given: readonly string[], path: Path): readonly ExpectedIncident[] {
    const { open, resolved, severity } = document;
    const entityName = open ?? resolved;
    if (entityName === undefined || (open !== undefined && resolved !== undefined)) {
      this.#add(path, 'expected one of `open` and `resolved`', 'write `open: instance/web`, for instance');
      return [];
    }
    const status = open === undefined ? 'resolved' : 'open';
    const kindIssues = checkKind(entityName, [...path, status]);
    this.issues.push(...kindIssues);
    if (kindIssues.length > 0) return [];
    const evidence = Object.entries(document.evidence ?? {}).map(([signal, names]) => [
      signal,
      names.flatMap((name, at) => this.#evidence(name, given, [...path, 'evidence', signal, at])),
    ]);
    const entity = entityKeyOf(entityName, DEFAULT_SCOPE);
    const incident = { status, entity, entityName, evidence: Object.fromEntries(evidence) } as const;
    return [severity === undefined ? incident : { ...incident, severity }];
  }

  #evidence(name: string, given: readonly string[], path: Path): readonly WorldEntry[] {
    const entries = this.#entry(name, path);
    if (entries.length > 0 && !given.includes(name)) {
      this.#add(path, `${quoted(name)} is evidence but is not given`, 'add it to `given`');
    }
    if (entries.some(({ form }) => form === 'relation')) {
      this.#add(path, `${quoted(name)} is a relation, and evidence is findings`, 'leave it away here');
    }
    return entries;
  }

  #entry(name: string, path: Path): readonly WorldEntry[] {
    const entry = this.#world.entries.get(name);
    if (entry !== undefined) return [entry];
    if (!this.#world.names.has(name)) {
      // The nearest name costs more than an issue that is not shown is worth.
      const near = this.issues.length < ISSUES_MAX ? didYouMean(name, this.#world.names) : undefined;
      const hint = near ?? 'name it under `world`';
      this.#add(path, `the world has no ${quoted(name)}`, hint);
    }
    return [];
  }

  #add(path: Path, message: string, hint: string): void {
    this.issues.push({ code: 'case/case', level: 'error', message, path, hint });
  }
}
