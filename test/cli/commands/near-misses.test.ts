import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../../src/core/json.ts';
import { INSTANCE_ARN, instanceResource } from '../../fixtures/make-finding.ts';
import { backdoor, incidentFindings, RULE, vulnerability } from '../make-world.ts';
import { makeFolder, runCli, writeLines } from '../run-cli.ts';

const OTHER_ARN = INSTANCE_ARN.replace(/i-\w+$/, 'i-0other');
const elsewhere = { Resources: [instanceResource(OTHER_ARN)] };

function nearMisses(findings: readonly Json[], ...options: readonly string[]) {
  const folder = makeFolder();
  cpSync(join('rules', RULE), join(folder, 'rules', RULE), { recursive: true });
  const file = writeLines(folder, 'findings.ndjson', findings);
  return runCli(['near-misses', '--rules', join(folder, 'rules'), ...options, file]);
}

const foundIn = (stdout: string) =>
  stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))
    .map(({ entity, missing }) => [entity.id, missing]);

describe('near-misses', () => {
  it('lists an entity that one signal is missing for, and what would complete it', async () => {
    const ended = await nearMisses(incidentFindings().slice(0, 4), '-o', 'table');
    expect(ended.code).toBe(0);
    expect(ended.stdout).toBe(`CRITICAL ${RULE} on ${INSTANCE_ARN}
  met      backdoor: 1 of 1
  missing  critical-cve: 2 of 3: {"Normalized":{"Product":["Inspector"],"Severity":["CRITICAL"]}}
`);
    expect(ended.stderr).toContain('1 near miss');
  });

  it('is silent about what is an incident, and about what has more to go', async () => {
    expect((await nearMisses(incidentFindings())).stdout).toBe('');
    expect((await nearMisses([vulnerability(1)])).stdout).toBe('');
  });

  it('does not count what was withdrawn', async () => {
    const archived = backdoor({ RecordState: 'ARCHIVED', UpdatedAt: '2026-03-09T00:00:00.000Z' });
    const { stdout } = await nearMisses([...incidentFindings(), archived]);
    expect(foundIn(stdout)).toEqual([[INSTANCE_ARN, { kind: 'signal', signals: ['backdoor'], short: 1 }]]);
    const gone = [1, 2, 3].map((index) =>
      vulnerability(index, { RecordState: 'ARCHIVED', UpdatedAt: '2026-03-09T00:00:00.000Z' }),
    );
    expect((await nearMisses([...incidentFindings(), archived, ...gone])).stdout).toBe('');
  });

  it('says how far outside the window the missing evidence lies', async () => {
    const times = { FirstObservedAt: '2025-12-01T00:00:00Z', LastObservedAt: '2025-12-01T00:00:00Z' };
    const { stdout } = await nearMisses([backdoor(times), ...incidentFindings().slice(2)], '-o', 'table');
    expect(stdout).toMatch(/missing {2}backdoor: 0 of 1.*\n {11}outside the window by 60 days 8 hours: /);
  });

  it('lists those first that lack the least, as many as are asked for', async () => {
    const findings = [
      ...[1, 2, 3].map((index) => vulnerability(index)),
      backdoor({ Id: 'other', ...elsewhere }),
      vulnerability(4, elsewhere),
    ];
    const all = await nearMisses(findings);
    expect(foundIn(all.stdout)).toEqual([
      [INSTANCE_ARN, { kind: 'signal', signals: ['backdoor'], short: 1 }],
      [OTHER_ARN, { kind: 'signal', signals: ['critical-cve'], short: 2 }],
    ]);
    const one = await nearMisses(findings, '--limit', '1');
    expect(foundIn(one.stdout)).toHaveLength(1);
    expect(one.stderr).toContain('2 near misses; 1 are not listed, see `--limit`');
  });

  it('refuses a limit that is none', async () => {
    expect((await nearMisses([], '--limit', '0')).code).toBe(3);
  });

  it('is incomplete where something was quarantined', async () => {
    expect((await nearMisses([{ nonsense: true }])).code).toBe(5);
  });
});
