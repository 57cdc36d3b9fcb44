import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parseDocument } from 'yaml';
import { CONTEXT_NAMES } from '../../infra/context-props.ts';
import { loadDeployedRules } from '../../infra/deployed-rules.ts';
import { TEMPLATE_PARAMETERS } from '../../infra/template-parameters.ts';
import { isJsonObject, type Json, type JsonObject, memberOf } from '../../src/core/json.ts';
import { compilePattern } from '../../src/core/pattern/compile-pattern.ts';
import { parsePattern } from '../../src/core/pattern/parse-pattern.ts';
import { toIncidentEvent } from '../../src/format/incident/to-incident-event.ts';
import {
  EVENT_DETAIL_TYPES,
  FUNCTION_NAMES,
  type FunctionName,
  METRICS,
} from '../../src/lambda/constants.ts';
import { instantOf, makeIncident } from '../case-file/make-incident.ts';
import { listOf, makeFolder, objectAt, ofType, roleOf, synthesize } from './synthesize.ts';

const DOCS = join(import.meta.dirname, '..', '..', 'docs');
const [folder, remove] = makeFolder();
afterAll(remove);

function pageOf(name: string): string {
  return readFileSync(join(DOCS, `${name}.md`), 'utf8');
}

/** The blocks of code in a language, in the order of the page. */
function blocksOf(page: string, language: string): readonly string[] {
  const fences = page.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'));
  return [...fences].map(([, text = '']) => text);
}

describe('docs/runbook.md', () => {
  const template = synthesize(folder);
  const alarms = ofType(template, 'AWS::CloudWatch::Alarm').map(({ properties }) => properties);
  const headings = [...pageOf('runbook').matchAll(/^### (\w+)$/gm)].map(([, name]) => name);

  it('has a section for each alarm, and none for what is no alarm', () => {
    const named = alarms.map(({ AlarmDescription }) => /(\w+)$/.exec(String(AlarmDescription))?.[1]);
    expect(headings.toSorted()).toEqual(named.toSorted());
    expect(named.length).toBeGreaterThan(15);
  });

  it('is named by each alarm', () => {
    for (const { AlarmDescription } of alarms) expect(AlarmDescription).toContain('docs/runbook.md, ');
  });
});

describe('docs/deploy.md', () => {
  const page = pageOf('deploy');

  it.each(CONTEXT_NAMES)('tells of -c %s', (name) => {
    expect(page).toContain(`| \`${name}\` |`);
  });

  it('counts the alarms that it names a price for', () => {
    const alarms = ofType(synthesize(folder), 'AWS::CloudWatch::Alarm').length;
    expect(page).toContain(`| ${alarms} alarms at 0.10 | ${(alarms * 0.1).toFixed(2)} |`);
  });

  it('counts the metrics that it names a price for', () => {
    const metrics = Object.keys(METRICS).length;
    expect(page).toContain(
      `| up to ${metrics} metrics at 0.30, those that are written | up to ${(metrics * 0.3).toFixed(2)} |`,
    );
  });

  it('names the parameters of the template that need words', () => {
    for (const name of ['Bucket', 'KeyPrefix']) {
      expect(TEMPLATE_PARAMETERS).toHaveProperty(name);
      expect(page).toContain(`\`${name}\``);
    }
  });
});

describe('docs/security.md', () => {
  const lines = pageOf('security').split('\n');
  const head = cellsOf(lines.find((line) => line.startsWith('| action |')) ?? '');
  const rows = lines
    .filter((line) => /^\| `(dynamodb|sqs|securityhub|events|sns|kms|logs|ec2):/.test(line))
    .map(cellsOf);

  /** The actions that the page gives a function, each once for each row. */
  function listed(name: FunctionName, isDescribing: boolean): readonly string[] {
    const column = head.indexOf(name);
    return rows.flatMap(([actions = '', ...rest]) => {
      const service = /`(\w+):/.exec(actions)?.[1];
      const all = namesIn(actions).map((action) => `${service}:${action}`);
      const cell = rest[column - 1] ?? '';
      if (cell === '×') return all;
      if (cell === 'opt-in') return isDescribing ? all : [];
      // The names of some of the row's actions, or nothing.
      return namesIn(cell).map((action) => `${service}:${action}`);
    });
  }

  it.each(FUNCTION_NAMES.flatMap((name) => [false, true].map((describing) => ({ name, describing }))))(
    'lists every permission of $name, and no other; lookups: $describing',
    ({ name, describing }) => {
      const template = synthesize(folder, { describeNetworkInterfaces: describing });
      const role = ofType(template, 'AWS::IAM::Role').find(({ id }) => id === roleOf(template, name));
      const statements = listOf(role?.properties.Policies).flatMap((policy) =>
        listOf(objectAt(policy, 'PolicyDocument').Statement),
      );
      const granted = statements.flatMap((statement) => listOf(objectAt(statement).Action)).map(String);
      expect(granted.length).toBeGreaterThan(15);
      expect(listed(name, describing).toSorted()).toEqual(granted.toSorted());
    },
  );
});

/** The cells of a row, without the bars around them. */
function cellsOf(row: string): readonly string[] {
  return row
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());
}

/** The names of actions in a cell, without that of their service. */
function namesIn(cell: string): readonly string[] {
  return [...cell.matchAll(/`(?:\w+:)?(\w+)`/g)].map(([, action = '']) => action);
}

describe('docs/events.md', () => {
  const page = pageOf('events');
  const [example = ''] = blocksOf(page, 'json');
  const event = toObject(JSON.parse(example));
  const templates = blocksOf(page, 'yaml').map(readYaml);
  const rules = templates
    .flatMap((template) => Object.values(objectAt(template, 'Resources')))
    .filter((resource) => memberOf(resource, 'Type') === 'AWS::Events::Rule')
    .map((resource) => objectAt(resource, 'Properties'));
  const patterns = [...rules, ...templates].map((each) => objectAt(each, 'EventPattern'));
  const inputs = rules
    .flatMap(({ Targets }) => listOf(Targets))
    .map((target) => objectAt(target, 'InputTransformer'));

  it.each(Object.values(EVENT_DETAIL_TYPES))('tells of %s', (detailType) => {
    expect(page).toContain(`\`${detailType}\``);
  });

  it('shows an event as it is made', () => {
    const incident = toObject(memberOf(event.detail, 'incident'));
    const { rules } = loadDeployedRules(join(DOCS, '..', 'rules'));
    const rule = rules.find(({ id }) => id === memberOf(incident.rule, 'id'));
    if (rule === undefined) throw new Error('the example is about no shipped rule');
    const at = instantOf('2026-03-02T14:00:00Z');
    const entity = { type: 'AwsEc2Instance', key: 'i', account: '444455556666', region: 'eu-west-1' };
    const made = makeIncident('i', [], { entity, firstObserved: at, lastObserved: at });
    const news = { action: 'open', isEscalated: false, incident: made, rule } as const;
    const { detail } = toIncidentEvent({ ...news, finding: { productArn: 'p', id: 'i' } });
    expect(keysOf(event.detail)).toEqual(Object.keys(detail));
    expect(keysOf(incident)).toEqual(Object.keys(detail.incident));
    expect(keysOf(incident.entity)).toEqual(Object.keys(detail.incident.entity));
    expect(keysOf(memberOf(event.detail, 'finding'))).toEqual(Object.keys(detail.finding));
    expect(keysOf(incident.signals)).toEqual(rule.signals.map(({ name }) => name));
  });

  it('has patterns that let the example through, each when its incident is in that state', () => {
    const used = patterns.filter((pattern) => Object.keys(pattern).length > 0);
    expect(used.length).toBeGreaterThan(4);
    for (const pattern of used) {
      const [detailType = null] = listOf(pattern['detail-type']);
      expect(matches(pattern, { ...event, 'detail-type': detailType }), JSON.stringify(pattern)).toBe(true);
      expect(matches(pattern, { ...event, source: 'aws.securityhub' })).toBe(false);
    }
  });

  it('takes values that are there, and makes JSON of them', () => {
    expect(inputs.length).toBe(4);
    for (const { InputPathsMap, InputTemplate } of inputs) {
      const values = Object.entries(objectAt(InputPathsMap)).map(
        ([name, path]) => [name, at(String(path))] as const,
      );
      for (const [name, value] of values) expect(value, name).toBeDefined();
      const filled = values.reduce(
        (text, [name, value]) =>
          text.replaceAll(`<${name}>`, typeof value === 'string' ? value : JSON.stringify(value)),
        String(InputTemplate),
      );
      expect(filled).not.toMatch(/<\w+>/);
      expect(isJsonObject(JSON.parse(filled))).toBe(true);
    }
  });

  /** What a path such as `$.detail.incident.id` leads to in the example. */
  function at(path: string): Json | undefined {
    return path
      .split('.')
      .slice(1)
      .reduce<Json | undefined>((value, name) => memberOf(value, name), event);
  }
});

function matches(pattern: JsonObject, event: JsonObject): boolean {
  const parsed = parsePattern(pattern);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  return compilePattern(parsed.value)(event);
}

/** YAML of CloudFormation; its tags (`!Ref`) are taken as the text behind them. */
function readYaml(text: string): JsonObject {
  const document = parseDocument(text, { logLevel: 'error' });
  expect(document.errors).toEqual([]);
  return toObject(document.toJS());
}

function keysOf(value: Json | undefined): readonly string[] {
  return Object.keys(objectAt(value));
}

function toObject(value: unknown): JsonObject {
  if (!isJsonObject(value)) throw new Error('not an object');
  return value;
}
