import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TEMPLATE_PARAMETERS } from '../../infra/template-parameters.ts';
import { type WrittenTemplate, writeTemplate } from '../../scripts/write-template.ts';
import type { Json } from '../../src/core/json.ts';
import { edgesOf } from './edges.ts';
import {
  makeFolder,
  objectAt,
  ofType,
  readTemplate,
  referencesIn,
  type Template,
  writeStubs,
} from './synthesize.ts';

const RULES = join(import.meta.dirname, '..', '..', 'rules');

const [folder, remove] = makeFolder();
afterAll(remove);
let written: WrittenTemplate;
let template: Template;

beforeAll(async () => {
  written = await writeTemplate(join(folder, 'template'), RULES, writeStubs(folder));
  const json: Json = JSON.parse(readFileSync(written.template, 'utf8'));
  template = readTemplate(json);
});

describe('the template for the console', () => {
  it('asks for the zip and what the construct offers, and for nothing else', () => {
    expect(Object.keys(objectAt(template.json, 'Parameters'))).toEqual([
      'Bucket',
      'KeyPrefix',
      'Email',
      'AlarmTopicArn',
      'EventBusName',
      'RetentionDays',
      'LogRetentionDays',
      'Language',
      'Organization',
      'DescribeNetworkInterfaces',
    ]);
  });

  it('can be launched with the bucket alone', () => {
    const without = Object.entries(TEMPLATE_PARAMETERS).filter(([, props]) => props.default === undefined);
    expect(without.map(([name]) => name)).toEqual(['Bucket']);
  });

  it('looks for nothing that bootstrapping leaves in an account', () => {
    expect(template.json.Rules).toBeUndefined();
    expect(JSON.stringify(template.json)).not.toMatch(/bootstrap|cdk-hnb659fds|aws:cdk|AssetParameters/i);
  });

  // https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
  it('is less than 1 MB and has fewer than 500 resources', () => {
    expect(statSync(written.template).size).toBeLessThan(1_000_000);
    expect(template.resources.length).toBeLessThan(500);
  });

  it('takes the code of all functions from the zip beside it', () => {
    const code = ofType(template, 'AWS::Lambda::Function').map(({ properties }) => properties.Code);
    const key = { 'Fn::Join': ['', [{ Ref: 'KeyPrefix' }, basename(written.zip)]] };
    expect(code).toEqual(code.map(() => ({ S3Bucket: { Ref: 'Bucket' }, S3Key: key })));
    expect(code).toHaveLength(3);
  });

  it('keeps a queue of dead letters at every edge', () => {
    const edges = edgesOf(template);
    expect(edges.length).toBeGreaterThan(7);
    expect(edges.filter(({ deadLetterQueue }) => deadLetterQueue === undefined)).toEqual([]);
  });

  it('refers to nothing that a condition may leave out', () => {
    const conditional = template.resources.filter(({ json }) => json.Condition !== undefined);
    expect(conditional.map(({ type }) => type).sort()).toEqual([
      'AWS::IAM::Policy',
      'AWS::SNS::Subscription',
      'AWS::SNS::Subscription',
    ]);
    const referred = new Set(template.resources.flatMap(({ properties }) => referencesIn(properties)));
    expect(conditional.filter(({ id }) => referred.has(id))).toEqual([]);
  });

  it('uses every parameter', () => {
    const text = JSON.stringify([template.json.Resources, template.json.Conditions]);
    const unused = Object.keys(TEMPLATE_PARAMETERS).filter((name) => !text.includes(`{"Ref":"${name}"}`));
    expect(unused).toEqual([]);
  });
});

describe('the zip', () => {
  it('holds what the functions run', () => {
    expect(namesIn(readFileSync(written.zip))).toEqual([
      'correlate.mjs',
      'ingest.mjs',
      'reconcile.mjs',
      'rules.json',
    ]);
  });

  it('is the same for the same content, under the same name', async () => {
    const again = await writeTemplate(join(folder, 'again'), RULES, writeStubs(folder));
    expect(basename(again.zip)).toBe(basename(written.zip));
    expect(digestOf(again.zip)).toBe(digestOf(written.zip));
    expect(digestOf(again.template)).toBe(digestOf(written.template));
  });

  it('has another name for other rules, so that CloudFormation updates the functions', async () => {
    const other = await writeTemplate(
      join(folder, 'other'),
      join(RULES, 's3-exfiltration-of-sensitive-data'),
      writeStubs(folder),
    );
    expect(basename(other.zip)).not.toBe(basename(written.zip));
  });

  it('stands alone with its template', () => {
    expect(readdirSync(join(folder, 'template'))).toEqual([
      basename(written.zip),
      basename(written.template),
    ]);
  });
});

function digestOf(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}

/** Names in a zip's directory: a signature, 42 bytes with the length of the name among them, the name. */
function namesIn(zip: Buffer): readonly string[] {
  const names: string[] = [];
  for (let at = zip.indexOf('PK\x01\x02'); at >= 0; at = zip.indexOf('PK\x01\x02', at + 4)) {
    names.push(zip.toString('utf8', at + 46, at + 46 + zip.readUInt16LE(at + 28)));
  }
  return names;
}
