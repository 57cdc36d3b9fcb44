import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { arrayAt, isJsonObject, type Json, type JsonObject, stringAt } from '../../../src/core/json.ts';
import { writeIn } from '../make-rules.ts';
import { makeFolder, runCli } from '../run-cli.ts';

interface RuleWords {
  readonly status?: string;
  readonly attack: string;
  readonly requires: string;
}

/** A folder with a rule for each of these; every one of them has one signal. */
function makeRulesOf(rules: Readonly<Record<string, RuleWords>>): string {
  const folder = makeFolder();
  for (const [id, { status = 'test', attack, requires }] of Object.entries(rules)) {
    const text = `id: ${id}
version: 1
status: ${status}
title: What ${id} detects
severity: HIGH
description: Why
attack: [${attack}]
requires: [${requires}]
entity: AwsEc2Instance
within: 1d
signals:
  one: { match: { Normalized: { Product: [GuardDuty] } } }
`;
    writeIn(folder, `rules/${id}/rule.yaml`, text);
  }
  return join(folder, 'rules');
}

const RULES = {
  'password-guessing': { attack: 'TA0006, T1110.003', requires: 'GuardDuty' },
  'account-taken-over': {
    attack: 'TA0001, TA0006, T1078.004, T1110.003',
    requires: 'GuardDuty, Security Hub, acme/scanner',
  },
  'cloud-log-off': { attack: 'TA0112, T1562.008', requires: 'Security Hub', status: 'deprecated' },
  'tactic-alone': { attack: 'TA0040', requires: 'GuardDuty' },
  'not-ready': { attack: 'TA0010', requires: 'Macie', status: 'draft' },
};

describe('coverage', () => {
  it.each([
    ['table', []],
    ['table', ['--products', 'GuardDuty,Inspector']],
    ['json', ['--products', 'GuardDuty,Inspector']],
    ['navigator', []],
    ['products', []],
    ['products', ['--products', 'GuardDuty,Inspector']],
  ])('is written as %s %j', async (format, more) => {
    const rules = makeRulesOf(RULES);
    const ended = await runCli(['coverage', '--rules', rules, '-o', format, ...more], { columns: 100 });
    expect(ended.code).toBe(0);
    const name = more.length === 0 ? format : `${format}-of-products`;
    await expect(ended.stdout).toMatchFileSnapshot(`../golden/coverage.${name}.txt`);
    const widest = Math.max(...ended.stdout.split('\n').map((line) => line.length));
    if (format === 'table' || format === 'products') expect(widest).toBeLessThanOrEqual(100);
  });

  it('is a table on a terminal, and JSON otherwise', async () => {
    const rules = makeRulesOf(RULES);
    const shown = await runCli(['coverage', '--rules', rules], { isTerminal: true, columns: 100 });
    const piped = await runCli(['coverage', '--rules', rules]);
    expect(shown.stdout).toContain('TA0043  Reconnaissance: no rule\n');
    expect(JSON.parse(piped.stdout)).toMatchObject({ attackVersion: '19.2' });
    expect(piped.stdout).not.toContain('canHold');
    expect(piped.stderr).toBe('4 rules: 4 of 15 tactics and 3 techniques of ATT&CK Enterprise 19.2\n');
  });

  it('tells what is not in ATT&CK', async () => {
    const rules = makeRulesOf({ odd: { attack: 'TA0006, T9999', requires: 'GuardDuty' } });
    const ended = await runCli(['coverage', '--rules', rules, '-o', 'table']);
    expect(ended).toMatchObject({
      code: 0,
      stderr: expect.stringContaining('warning `T9999` is not in ATT&CK'),
    });
    expect(ended.stdout).toMatch(/not in ATT&CK\n +T9999 +odd\n$/);
  });

  it('suggests the product that was meant', async () => {
    const ended = await runCli(['coverage', '--rules', 'rules', '--products', 'GuardDuty,Inspectr']);
    expect(ended).toMatchObject({ code: 3, stdout: '' });
    expect(ended.stderr).toContain('did you mean `Inspector`?');
  });

  it('of the shipped rules names nothing that ATT&CK does not have', async () => {
    const { stdout } = await runCli(['coverage', '--rules', 'rules']);
    expect(JSON.parse(stdout)).toMatchObject({ unknown: [] });
  });
});

/** Version 4.5 of the format: https://github.com/mitre-attack/attack-navigator/blob/master/layers/spec/v4.5 */
describe('a layer of the Navigator', () => {
  async function layerOf(rules: Readonly<Record<string, RuleWords>>): Promise<JsonObject> {
    const { stdout } = await runCli(['coverage', '--rules', makeRulesOf(rules), '-o', 'navigator']);
    const layer: Json = JSON.parse(stdout);
    if (!isJsonObject(layer)) throw new Error('a layer is an object');
    return layer;
  }

  it('has what the format requires', async () => {
    const layer = await layerOf(RULES);
    expect(layer).toMatchObject({
      name: 'Corroborate',
      domain: 'enterprise-attack',
      versions: { attack: '19', navigator: '4.9.0', layer: '4.5' },
      gradient: { minValue: 0, maxValue: 2 },
    });
  });

  it('has one score for each technique: the number of rules, which the comment names', async () => {
    const techniques = arrayAt(await layerOf(RULES), 'techniques');
    expect(techniques).toEqual([
      { techniqueID: 'T1078.004', score: 1, comment: 'account-taken-over', enabled: true },
      {
        techniqueID: 'T1110.003',
        score: 2,
        comment: 'account-taken-over, password-guessing',
        enabled: true,
      },
      { techniqueID: 'T1685.002', score: 1, comment: 'cloud-log-off (deprecated)', enabled: true },
    ]);
  });

  it('has a gradient also where nothing is covered', async () => {
    const layer = await layerOf({ 'tactic-alone': RULES['tactic-alone'] });
    expect(layer).toMatchObject({ techniques: [], gradient: { minValue: 0, maxValue: 1 } });
    expect(stringAt(layer, 'description')).toContain('the score is the number of rules');
  });
});
