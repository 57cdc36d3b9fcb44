import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { handle } from '../../../src/core/handling/handle.ts';
import type { HandlingAction } from '../../../src/core/handling/handling-action.ts';
import { type Instant, parseInstant } from '../../../src/core/instant.ts';
import { checkAsff } from '../../../src/format/asff/check-asff.ts';
import { openSqliteStore } from '../../../src/store/sqlite/sqlite-store.ts';
import { controlFinding, instanceResource } from '../../fixtures/make-finding.ts';
import { makeRules } from '../make-rules.ts';
import { backdoor, incidentFindings, RULE, vulnerability } from '../make-world.ts';
import { makeFolder, normalized, runCli, writeLines } from '../run-cli.ts';

const PUBLISHER = ['--account', '111122223333', '--region', 'eu-west-1'];

const DECIDED_AT = '2026-06-01T00:00:00.000Z';

/** What an analyst does to an incident of a store. */
async function handleIn(file: string, id: string, action: HandlingAction): Promise<void> {
  const store = openSqliteStore(file);
  const known = await store.loadIncident(id);
  const handled = known && handle(known, action, { by: 'anna', at: parseInstant(DECIDED_AT) as Instant });
  if (handled === undefined || typeof handled === 'string') throw new Error(handled ?? 'no such incident');
  await store.saveIncident(handled);
  await store.close();
}

/** A folder with the findings of one incident, and the arguments that replay them. */
function incidentFolder() {
  const folder = makeFolder();
  const findings = writeLines(folder, 'findings.ndjson', incidentFindings());
  return { folder, findings, replay: ['replay', '--rules', 'rules', findings] };
}

describe('replay', () => {
  it.each(['table', 'json', 'ndjson', 'asff'])('writes incidents as %s', async (format) => {
    const { folder, replay } = incidentFolder();
    const publisher = format === 'asff' ? PUBLISHER : [];
    const ended = await runCli([...replay, '-o', format, ...publisher], { columns: 100 });
    expect(ended.code).toBe(0);
    await expect(normalized(ended.stdout, folder)).toMatchFileSnapshot(`../golden/replay.${format}.txt`);
    await expect(normalized(ended.stderr, folder)).toMatchFileSnapshot('../golden/replay.stderr.txt');
  });

  it('writes a table on a terminal, and lines of JSON otherwise', async () => {
    const { replay } = incidentFolder();
    expect((await runCli(replay, { isTerminal: true, env: { NO_COLOR: '1' } })).stdout).toMatch(/^SEVERITY/);
    expect(JSON.parse((await runCli(replay)).stdout)).toMatchObject({ status: 'open', rule: { id: RULE } });
  });

  it.each([
    ['json', '[]\n'],
    ['ndjson', ''],
    ['table', ''],
    ['asff', '[]\n'],
  ])('writes no incident as %s', async (format, stdout) => {
    const folder = makeFolder();
    const findings = writeLines(folder, 'findings.ndjson', [backdoor()]);
    const argv = ['replay', '--rules', 'rules', '-o', format, ...PUBLISHER, findings];
    expect(await runCli(argv)).toMatchObject({ code: 0, stdout });
  });

  it('reads standard input', async () => {
    const stdin = JSON.stringify({ Findings: incidentFindings() });
    const ended = await runCli(['replay', '--rules', 'rules', '-'], { stdin });
    expect(ended.stdout).toContain(RULE);
    expect(ended.stderr).toContain('<stdin>: ASFF findings in `Findings`');
  });

  it('takes relative paths from the working directory, and its rules/', async () => {
    const { folder } = incidentFolder();
    await runCli(['init', '.'], { cwd: folder });
    const ended = await runCli(['replay', 'findings.ndjson'], { cwd: folder });
    expect(ended).toMatchObject({ code: 0, stdout: '' });
    expect(ended.stderr).toContain('0 open');
  });

  it.each([
    ['open', 'open', 1],
    ['resolved', 'open', 0],
    ['all', 'resolved', 1],
    ['resolved', 'resolved', 1],
    ['open', 'resolved', 0],
  ])('with --status %s writes an incident that is %s: %i', async (asked, is, written) => {
    const folder = makeFolder();
    const end = vulnerability(3, { RecordState: 'ARCHIVED', UpdatedAt: '2026-03-05T00:00:00.000Z' });
    const values = is === 'open' ? incidentFindings() : [...incidentFindings(), end];
    const findings = writeLines(folder, 'findings.ndjson', values);
    const { stdout } = await runCli([
      'replay',
      '--rules',
      'rules',
      '--status',
      asked,
      '-o',
      'json',
      findings,
    ]);
    expect(JSON.parse(stdout)).toHaveLength(written);
  });

  it('writes resolved incidents as archived findings that Security Hub takes', async () => {
    const folder = makeFolder();
    const end = vulnerability(3, { RecordState: 'ARCHIVED', UpdatedAt: '2026-03-05T00:00:00.000Z' });
    const findings = writeLines(folder, 'findings.ndjson', [...incidentFindings(), end]);
    const { stdout } = await runCli(['replay', '--rules', 'rules', '-o', 'asff', ...PUBLISHER, findings]);
    const [finding] = JSON.parse(stdout);
    expect(finding.RecordState).toBe('ARCHIVED');
    expect(checkAsff(finding)).toEqual([]);
  });

  it('counts everything in the summary', async () => {
    const { folder, replay } = incidentFolder();
    await runCli([...replay, '--summary', join(folder, 'summary.json')]);
    expect(JSON.parse(readFileSync(join(folder, 'summary.json'), 'utf8'))).toEqual({
      received: 5,
      matched: 4,
      ignored: 1,
      duplicate: 0,
      stale: 0,
      quarantined: 0,
      context: 0,
      incidents: { open: 1, resolved: 0 },
    });
  });

  it('writes decisions as they are delivered', async () => {
    const folder = makeFolder();
    const end = vulnerability(3, { RecordState: 'ARCHIVED', UpdatedAt: '2026-03-05T00:00:00.000Z' });
    const findings = writeLines(folder, 'f.ndjson', [
      ...incidentFindings(),
      vulnerability(4),
      end,
      vulnerability(4),
    ]);
    const decisions = join(folder, 'decisions.ndjson');
    await runCli(['replay', '--rules', 'rules', '--decisions', decisions, findings]);
    const lines = readFileSync(decisions, 'utf8').trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line).action)).toEqual(['open', 'update', 'update']);
    expect(JSON.parse(lines[0] ?? '').incident).toMatchObject({ schemaVersion: '1.0', status: 'open' });
  });

  it.each([
    ['CRITICAL', 1],
    ['LOW', 1],
  ])('with --fail-on %s exits %i', async (severity, code) => {
    const { replay } = incidentFolder();
    expect((await runCli([...replay, '--fail-on', severity])).code).toBe(code);
  });

  it('does not fail on incidents that are less severe, or resolved', async () => {
    const folder = makeFolder();
    const end = vulnerability(3, { RecordState: 'ARCHIVED', UpdatedAt: '2026-03-05T00:00:00.000Z' });
    const resolved = writeLines(folder, 'resolved.ndjson', [...incidentFindings(), end]);
    expect((await runCli(['replay', '--rules', 'rules', '--fail-on', 'LOW', resolved])).code).toBe(0);
    const rule = readFileSync(join('rules', RULE, 'rule.yaml'), 'utf8').replace(
      'severity: CRITICAL',
      'severity: HIGH',
    );
    writeFileSync(join(folder, 'high.yaml'), rule);
    const open = writeLines(folder, 'open.ndjson', incidentFindings());
    const argv = ['replay', '--rules', join(folder, 'high.yaml'), '--fail-on'];
    expect((await runCli([...argv, 'CRITICAL', open])).code).toBe(0);
    expect((await runCli([...argv, 'HIGH', open])).code).toBe(1);
  });

  it('has a failure outweigh a quarantine', async () => {
    const { folder, replay } = incidentFolder();
    const broken = writeLines(folder, 'broken.ndjson', [{ Id: 'x' }]);
    expect((await runCli([...replay, broken])).code).toBe(5);
    expect((await runCli([...replay, broken, '--fail-on', 'HIGH'])).code).toBe(1);
  });
});

describe('replay with what cannot be read', () => {
  it('tells the first twenty, counts the rest, and lists all in a file', async () => {
    const folder = makeFolder();
    const broken = Array.from({ length: 30 }, (_, index) => ({
      ...backdoor(),
      UpdatedAt: `never ${index}\u001b[2J`,
    }));
    const findings = writeLines(folder, 'findings.ndjson', [...broken, backdoor()]);
    const list = join(folder, 'quarantine.ndjson');
    const ended = await runCli(['replay', '--rules', 'rules', '--quarantine', list, findings]);
    expect(ended.code).toBe(5);
    await expect(normalized(ended.stderr, folder)).toMatchFileSnapshot('../golden/quarantine.stderr.txt');
    const lines = readFileSync(list, 'utf8').trimEnd().split('\n');
    expect(lines).toHaveLength(30);
    expect(JSON.parse(lines[29] ?? '')).toMatchObject({ file: findings, line: 30, reason: /never 29/ });
  });

  it('quarantines what is no finding at all', async () => {
    const folder = makeFolder();
    writeFileSync(join(folder, 'notes.md'), '# not findings\n');
    const ended = await runCli(['replay', '--rules', 'rules', folder]);
    expect(ended.code).toBe(5);
    expect(ended.stderr).toContain('notes.md:1 quarantined: ');
  });
});

describe('replay with a wide entity', () => {
  it('warns of it, with its count', async () => {
    const group = {
      Type: 'AwsEc2SecurityGroup',
      Id: 'arn:aws:ec2:eu-west-1:111122223333:security-group/sg-1',
    };
    const values = Array.from({ length: 1001 }, (_, index) => {
      const instance = instanceResource(`arn:aws:ec2:eu-west-1:111122223333:instance/i-${index}`);
      return controlFinding('EC2.9', { Id: `finding ${index}`, Resources: [instance, group] });
    });
    const findings = writeLines(makeFolder(), 'findings.ndjson', values);
    const ended = await runCli(['replay', '--rules', 'rules', findings]);
    expect(ended.code).toBe(0);
    expect(ended.stderr).toContain(
      `warning \`${group.Id}\` is wide: signals do not cross its 1,001 relations to AwsEc2Instance`,
    );
  });
});

describe('replay with hostile findings', () => {
  it('shows none of their control characters', async () => {
    const folder = makeFolder();
    const evil = '\u001b[2J\u001b]0;owned\u0007\u202Egnp.exe\nCRITICAL open forged';
    const values = [backdoor({ Title: evil }), ...incidentFindings().slice(2)];
    const findings = writeLines(folder, 'findings.ndjson', values);
    const ended = await runCli(['replay', '--rules', 'rules', '-o', 'table', findings], { columns: 80 });
    expect(ended.stdout).not.toMatch(/[^\n\P{Cc}]|\p{Cf}/u);
    await expect(ended.stdout).toMatchFileSnapshot('../golden/hostile.table.txt');
  });
});

describe('replay with a store', () => {
  it('changes nothing when it reads the same again', async () => {
    const { folder, replay } = incidentFolder();
    const store = ['--store', join(folder, 'hub.sqlite')];
    const decisions = join(folder, 'decisions.ndjson');
    const first = await runCli([...replay, ...store]);
    const second = await runCli([...replay, ...store, '--decisions', decisions]);
    expect(second).toMatchObject({ code: 0, stdout: first.stdout });
    expect(second.stderr).toContain('received 5: 0 matched, 1 ignored, 4 duplicate, 0 stale, 0 quarantined');
    expect(readFileSync(decisions, 'utf8')).toBe('');
  });

  it('goes on from where it was', async () => {
    const folder = makeFolder();
    const [, first, ...others] = incidentFindings();
    const before = writeLines(folder, 'before.ndjson', first === undefined ? [] : [first]);
    const after = writeLines(folder, 'after.ndjson', others);
    const argv = ['replay', '--rules', 'rules', '--store', join(folder, 'hub.sqlite')];
    expect((await runCli([...argv, before])).stdout).toBe('');
    expect((await runCli([...argv, after])).stdout).toContain(RULE);
  });

  it('refuses a rule that has changed, until it is told to rebuild', async () => {
    const { folder, findings } = incidentFolder();
    await runCli(['init', folder]);
    const rule = join(folder, 'rules', 'brute-force-on-vulnerable-instance', 'rule.yaml');
    const argv = [
      'replay',
      '--rules',
      join(folder, 'rules'),
      '--store',
      join(folder, 'hub.sqlite'),
      findings,
    ];
    expect((await runCli(argv)).code).toBe(0);
    writeFileSync(rule, readFileSync(rule, 'utf8').replace('within: 7d', 'within: 8d'));
    const refused = await runCli(argv);
    expect(refused.code).toBe(3);
    await expect(normalized(refused.stderr, folder)).toMatchFileSnapshot('../golden/changed-rule.stderr.txt');
    const rebuilt = await runCli([...argv, '--rebuild']);
    expect(rebuilt.code).toBe(0);
    expect(rebuilt.stderr).toContain('3 matched');
    expect((await runCli(argv)).code).toBe(0);
  });

  it('keeps what people decided over a rebuild, and tells it in the history', async () => {
    const { folder, replay } = incidentFolder();
    const file = join(folder, 'hub.sqlite');
    const argv = [...replay, '--store', file];
    const { id } = JSON.parse((await runCli(argv)).stdout);
    await handleIn(file, id, { action: 'false-positive', text: 'a test of ours' });
    await handleIn(file, id, { action: 'note', text: 'see the ticket' });
    const handling = { state: 'false-positive', reason: 'a test of ours', by: 'anna', at: DECIDED_AT };
    for (const rebuild of ['--rebuild', '--rebuild']) {
      const rebuilt = await runCli([...argv, rebuild]);
      expect(rebuilt.stderr).toContain('4 matched');
      expect(JSON.parse(rebuilt.stdout)).toMatchObject({ id, status: 'open', handling });
    }
    const store = openSqliteStore(file, { isReadOnly: true });
    const history = (await store.loadIncident(id))?.history?.entries.map((entry) =>
      'action' in entry ? entry.text : entry.decision,
    );
    await store.close();
    expect(history).toEqual(['open', 'a test of ours', 'see the ticket']);
  });

  it('keeps what people decided when a rebuild reads nothing, for the next one', async () => {
    const { folder, replay } = incidentFolder();
    const file = join(folder, 'hub.sqlite');
    const { id } = JSON.parse((await runCli([...replay, '--store', file])).stdout);
    await handleIn(file, id, { action: 'acknowledge' });
    const empty = writeLines(folder, 'empty.ndjson', [backdoor()]);
    const nothing = ['replay', '--rules', 'rules', '--store', file, '--rebuild', empty];
    expect((await runCli(nothing)).stdout).toBe('');
    const rebuilt = await runCli([...replay, '--store', file]);
    expect(JSON.parse(rebuilt.stdout)).toMatchObject({ handling: { state: 'acknowledged' } });
  });

  it('keeps the findings that could concern a rule, and writes down each run', async () => {
    const { folder, findings, replay } = incidentFolder();
    const file = join(folder, 'hub.sqlite');
    const broken = writeLines(folder, 'broken.ndjson', [{ Id: 'nothing else' }]);
    const clock = { nowMs: () => 1000, sleep: async () => {} };
    await runCli([...replay, '--store', file, broken], { clock });
    await runCli([...replay, '--store', file, '--rebuild'], { clock });
    const store = openSqliteStore(file, { isReadOnly: true });
    const kept = (await store.keptFindings?.list({ limit: 100 })) ?? [];
    const totals = await store.intakeLog?.totals();
    const runs = await store.intakeLog?.listRuns(9);
    const quarantined = await store.intakeLog?.listQuarantined(9);
    await store.close();
    expect(kept.map(({ body }) => body)).toEqual(expect.arrayContaining(incidentFindings().slice(1)));
    expect(kept).toHaveLength(incidentFindings().length - 1);
    expect(totals).toMatchObject({ received: 11, matched: 8, ignored: 2, quarantined: 1 });
    expect(runs?.map(({ source, counts }) => [source, counts.received])).toEqual([
      [findings, 5],
      [`${findings}, ${broken}`, 6],
    ]);
    expect(runs?.[0]).toMatchObject({ startedAt: 1000, endedAt: 1000, newest: expect.any(Number) });
    expect(quarantined).toEqual([
      {
        at: 1000,
        place: expect.stringContaining('broken.ndjson:1'),
        reason: expect.stringContaining('unknown kind'),
      },
    ]);
  });

  it('goes on when only the texts of a rule have changed', async () => {
    const { folder, findings } = incidentFolder();
    await runCli(['init', folder]);
    const rule = join(folder, 'rules', 'brute-force-on-vulnerable-instance', 'rule.yaml');
    const argv = [
      'replay',
      '--rules',
      join(folder, 'rules'),
      '--store',
      join(folder, 'hub.sqlite'),
      findings,
    ];
    await runCli(argv);
    writeFileSync(rule, readFileSync(rule, 'utf8').replace('title: Password', 'title: Some password'));
    expect((await runCli(argv)).code).toBe(0);
  });

  it('warns that a new rule has not seen earlier findings', async () => {
    const { folder, findings } = incidentFolder();
    const store = ['--store', join(folder, 'hub.sqlite')];
    await runCli(['replay', '--rules', join('rules', RULE), ...store, findings]);
    const ended = await runCli(['replay', '--rules', 'rules', ...store, findings]);
    expect(ended.code).toBe(0);
    expect(ended.stderr).toContain('warning the rule `s3-exfiltration-of-sensitive-data` is new to ');
    expect((await runCli(['replay', '--rules', 'rules', ...store, findings])).stderr).not.toContain(
      'warning',
    );
  });

  it('skips the incident of a rule that is gone where it cannot be told without', async () => {
    const { folder, findings } = incidentFolder();
    const store = ['--store', join(folder, 'hub.sqlite')];
    await runCli(['replay', '--rules', 'rules', ...store, findings]);
    const others = [
      'replay',
      '--rules',
      join('rules', 's3-exfiltration-of-sensitive-data'),
      ...store,
      findings,
    ];
    expect((await runCli(others)).stdout).toContain(RULE);
    const ended = await runCli([...others, '-o', 'asff', ...PUBLISHER]);
    expect(ended).toMatchObject({ code: 5, stdout: '[]\n' });
    expect(ended.stderr).toContain('is skipped');
  });

  it('refuses a file that is no store', async () => {
    const { replay, findings } = incidentFolder();
    const ended = await runCli([...replay, '--store', findings]);
    expect(ended.code).toBe(3);
    expect(ended.stderr).toContain('error ');
  });
});

describe('replay that cannot begin', () => {
  it.each([
    ['an input that is missing', ['--rules', 'rules', 'no/such/file.json'], 3, 'no/such/file.json'],
    ['a glob that matches nothing', ['--rules', 'rules', 'no/such/*.json'], 3, 'no file matches'],
    ['no input', ['--rules', 'rules'], 3, "missing required argument 'input'"],
    ['rules that are missing', ['--rules', 'no/such/rules', 'package.json'], 2, 'no/such/rules'],
    ['asff without a publisher', ['-o', 'asff', 'package.json'], 3, '`--account`'],
    ['asff without a Region', ['-o', 'asff', '--account', '111122223333', 'x'], 3, '`--region`'],
    [
      'a short account',
      ['-o', 'asff', '--account', '1', '--region', 'eu-west-1', 'x'],
      3,
      '`1` is not an account',
    ],
    [
      'a bad Region',
      ['-o', 'asff', '--account', '111122223333', '--region', 'Mars', 'x'],
      3,
      '`Mars` is not a Region',
    ],
    ['an unknown format', ['-o', 'xml', 'package.json'], 3, 'Allowed choices are table'],
    ['an unknown severity', ['--fail-on', 'BAD', 'package.json'], 3, 'Allowed choices are INFORMATIONAL'],
    ['--rebuild without a store', ['--rebuild', 'package.json'], 3, '`--store FILE`'],
    [
      'a summary that cannot be written',
      ['--rules', 'rules', '--summary', 'no/such/x', 'package.json'],
      3,
      'cannot write `no/such/x`',
    ],
  ])('says %s', async (_name, argv, code, words) => {
    const ended = await runCli(['replay', ...argv]);
    expect(ended).toMatchObject({ code, stdout: '' });
    expect(ended.stderr).toContain(words);
  });

  it('writes nothing over what it reads, and nothing at all before it knows that', async () => {
    const { folder, findings, replay } = incidentFolder();
    const before = readFileSync(findings, 'utf8');
    const store = join(folder, 'hub.sqlite');
    const summary = join(folder, 'summary.json');
    for (const option of ['--summary', '--decisions', '--quarantine', '--store']) {
      const ended = await runCli([...replay, option, findings]);
      expect(ended).toMatchObject({ code: 3, stdout: '' });
      expect(ended.stderr).toContain('is an input, and would be written too');
    }
    const { rules, rule } = await makeRules(folder);
    const ruleBefore = readFileSync(rule, 'utf8');
    expect((await runCli(['replay', '--rules', rules, findings, '--summary', rule])).code).toBe(3);
    expect(readFileSync(rule, 'utf8')).toBe(ruleBefore);
    expect((await runCli([...replay, '--summary', store, '--store', store])).code).toBe(3);
    expect((await runCli([...replay, 'no/such', '--summary', summary, '--store', store])).code).toBe(3);
    expect(readFileSync(findings, 'utf8')).toBe(before);
    expect([existsSync(store), existsSync(summary)]).toEqual([false, false]);
  });

  it('tells all that is wrong with the rules, with the lines', async () => {
    const folder = makeFolder();
    await runCli(['init', folder]);
    const rule = join(folder, 'rules', 'brute-force-on-vulnerable-instance', 'rule.yaml');
    const text = readFileSync(rule, 'utf8')
      .replace('within: 7d', 'withn: 7d')
      .replace('count: 2', 'count: none');
    writeFileSync(rule, text);
    const ended = await runCli(['replay', '--rules', join(folder, 'rules'), 'package.json']);
    expect(ended.code).toBe(2);
    await expect(normalized(ended.stderr, folder)).toMatchFileSnapshot('../golden/broken-rule.stderr.txt');
  });

  it('does not run drafts', async () => {
    const folder = makeFolder();
    await runCli(['init', folder]);
    const rule = join(folder, 'rules', 'brute-force-on-vulnerable-instance', 'rule.yaml');
    writeFileSync(rule, readFileSync(rule, 'utf8').replace('status: test', 'status: draft'));
    const ended = await runCli(['replay', '--rules', join(folder, 'rules'), 'package.json']);
    expect(ended.code).toBe(2);
    expect(ended.stderr).toContain('every rule is a draft');
  });
});

describe('replay of the examples', () => {
  it('finds the incidents of the stories', async () => {
    if (!existsSync('examples/expected-incidents.json')) throw new Error('the examples are missing');
    const { stdout, code } = await runCli(['replay', '--rules', 'rules', '-o', 'json', 'examples/stories']);
    const found = JSON.parse(stdout).map(
      ({ rule, entity, status }: Told) => `${rule.id} ${entity.id} ${status}`,
    );
    const expected = JSON.parse(readFileSync('examples/expected-incidents.json', 'utf8'));
    const told = expected.map(({ rule, entity, status }: Expected) => `${rule} ${entity} ${status}`);
    expect(found.toSorted()).toEqual(told.toSorted());
    expect(code).toBe(0);
  });

  it('survives the real samples, with every delivery counted', async (context) => {
    if (!existsSync('../shared/data/findings')) return context.skip('no sample findings beside the project');
    const folder = makeFolder();
    const summary = join(folder, 'summary.json');
    const ended = await runCli([
      'replay',
      '--rules',
      'rules',
      '--summary',
      summary,
      '../shared/data/findings',
    ]);
    expect([0, 5]).toContain(ended.code);
    const { received, matched, ignored, duplicate, stale, quarantined } = JSON.parse(
      readFileSync(summary, 'utf8'),
    );
    expect(received).toBe(matched + ignored + duplicate + stale + quarantined);
    expect(received).toBeGreaterThan(1000);
  });
});

interface Told {
  readonly rule: { readonly id: string };
  readonly entity: { readonly id: string };
  readonly status: string;
}

interface Expected {
  readonly rule: string;
  readonly entity: string;
  readonly status: string;
}
