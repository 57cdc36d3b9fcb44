import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../src/core/finding/finding.ts';
import type { Json } from '../../../src/core/json.ts';
import {
  controlFinding,
  guardDutyFinding,
  INSTANCE_ARN,
  INSTANCE_ID,
  instanceResource,
} from '../../fixtures/make-finding.ts';
import { backdoor, incidentFindings, RULE, vulnerability } from '../make-world.ts';
import { STORES } from '../open-stores.ts';
import { makeFolder, runCli, writeLines } from '../run-cli.ts';

const EXPOSED = 'ec2-exposed-instance-under-attack';
const GROUP_ARN = 'arn:aws:ec2:eu-west-1:111122223333:security-group/sg-0123456789abcdef0';

async function explain(
  values: readonly Json[],
  rule: string = RULE,
  entity: string = INSTANCE_ID,
  format = 'table',
) {
  const findings = writeLines(makeFolder(), 'findings.ndjson', values);
  const argv = ['explain', '--rules', 'rules', '--rule', rule, '--entity', entity, '-o', format, findings];
  return runCli(argv);
}

const LATE = {
  FirstObservedAt: '2026-05-01T00:00:00.000Z',
  LastObservedAt: '2026-05-01T00:00:00.000Z',
  UpdatedAt: '2026-05-01T00:00:00.000Z',
};

describe('explain', () => {
  it.each([
    ['holds', RULE, incidentFindings()],
    ['short', RULE, incidentFindings().slice(0, 4)],
    [
      'withdrawn',
      RULE,
      [...incidentFindings(), backdoor({ RecordState: 'ARCHIVED', UpdatedAt: '2026-03-02T00:00:00.000Z' })],
    ],
    ['outside', RULE, [backdoor(), vulnerability(1), vulnerability(2), vulnerability(3, LATE)]],
    [
      'unrelated',
      EXPOSED,
      [
        controlFinding('EC2.9'),
        controlFinding('EC2.18', { Resources: [{ Type: 'AwsEc2SecurityGroup', Id: GROUP_ARN }] }),
      ],
    ],
  ])('tells in words: %s', async (name, rule, values) => {
    const ended = await explain(values, rule);
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    await expect(ended.stdout).toMatchFileSnapshot(`../golden/explain.${name}.txt`);
  });

  it.each([
    [
      'a control that passed, though the pattern asks for FAILED',
      [
        controlFinding('EC2.9'),
        controlFinding('EC2.9', {
          UpdatedAt: '2026-03-04T00:00:00.000Z',
          Compliance: { Status: 'PASSED', SecurityControlId: 'EC2.9' },
        }),
      ],
      EXPOSED,
      'withdrawn 2026-03-04 00:00:00Z (passed): “Control EC2.9 is not met”',
    ],
    [
      'a severity that was lowered',
      [
        backdoor(),
        vulnerability(1),
        vulnerability(1, { UpdatedAt: '2026-03-04T00:00:00.000Z', Severity: { Label: 'LOW' } }),
      ],
      RULE,
      'withdrawn 2026-03-04 00:00:00Z (no longer matches): “CVE-2026-0001 - openssl”',
    ],
  ])('says when evidence went, whatever came first: %s', async (_name, values, rule, words) => {
    expect((await explain(values, rule)).stdout).toContain(words);
    expect((await explain(values.toReversed(), rule)).stdout).toContain(words);
  });

  it('measures a miss from the window that is nearest, not from the latest', async () => {
    const { stdout } = await explain([
      backdoor(),
      vulnerability(1, LATE),
      vulnerability(2, LATE),
      vulnerability(3, LATE),
    ]);
    expect(stdout).toContain('outside the window by 30 days 15 hours');
  });

  it('calls a group wide, and not unrelated, when it is so', async () => {
    const group = { Type: 'AwsEc2SecurityGroup', Id: GROUP_ARN };
    const members = Array.from({ length: 1001 }, (_, index) => {
      const instance = index === 0 ? INSTANCE_ARN : `arn:aws:ec2:eu-west-1:111122223333:instance/i-${index}`;
      return controlFinding('EC2.8', {
        Id: `member-${index}`,
        Resources: [{ Type: 'AwsEc2Instance', Id: instance }, group],
      });
    });
    const { stdout } = await explain([controlFinding('EC2.18', { Resources: [group] }), ...members], EXPOSED);
    expect(stdout).toContain(`${GROUP_ARN} is wide: signals do not cross its 1,001 relations`);
    expect(stdout).not.toContain('without a known relation');
  });

  it.each([
    [
      'order',
      'order: [vulnerability, guessing]',
      'out of order: vulnerability, guessing must start in this order',
    ],
    [
      'unless',
      'unless:\n  calm:\n    match:\n      Normalized: { Product: [GuardDuty] }',
      'blocked by unless calm',
    ],
  ])('tells what else decides: %s', async (_name, more, words) => {
    const folder = makeFolder();
    const rule = readFileSync(join('rules', RULE, 'rule.yaml'), 'utf8')
      .replaceAll('critical-cve:', 'vulnerability:')
      .replaceAll('  backdoor:', '  guessing:');
    writeFileSync(join(folder, 'rule.yaml'), `${rule.trimEnd()}\n${more}\n`);
    writeFileSync(join(folder, 'named.yaml'), readFileSync(join(folder, 'rule.yaml')));
    const earlier = { FirstObservedAt: '2026-02-20T00:00:00.000Z' };
    const values = [backdoor(earlier), vulnerability(1), vulnerability(2), vulnerability(3)];
    const findings = writeLines(folder, 'findings.ndjson', values);
    const argv = ['explain', '--rules', join(folder, 'named.yaml'), '--rule', RULE, '--entity', INSTANCE_ID];
    const ended = await runCli([...argv, '-o', 'table', findings]);
    expect(ended.stderr).toBe('');
    expect(ended.stdout).toContain(words);
  });

  it('tells the same as JSON', async () => {
    const { stdout } = await explain(incidentFindings().slice(0, 4), RULE, INSTANCE_ID, 'json');
    expect(JSON.parse(stdout)).toMatchObject({
      rule: RULE,
      entity: { type: 'AwsEc2Instance', id: INSTANCE_ARN },
      holds: false,
      signals: { backdoor: { met: true }, 'critical-cve': { met: false, required: 3, count: 2, short: 1 } },
    });
  });

  it.each([INSTANCE_ARN, INSTANCE_ID, `arn:aws:ec2:eu-west-1:111122223333:${INSTANCE_ID}`])(
    'finds the entity by %s',
    async (entity) => {
      expect((await explain(incidentFindings(), RULE, entity)).stdout).toContain(`holds for ${INSTANCE_ARN}`);
    },
  );

  it('explains a draft', async () => {
    const folder = makeFolder();
    const rule = readFileSync(join('rules', RULE, 'rule.yaml'), 'utf8').replace(
      'status: stable',
      'status: draft',
    );
    writeFileSync(join(folder, 'draft.yaml'), rule);
    const findings = writeLines(folder, 'findings.ndjson', incidentFindings());
    const argv = [
      'explain',
      '--rules',
      join(folder, 'draft.yaml'),
      '--rule',
      RULE,
      '--entity',
      INSTANCE_ID,
      findings,
    ];
    expect((await runCli(argv)).code).toBe(0);
  });

  it.each([
    [
      'an unknown rule',
      'ec2-backdor-with-critical-cves',
      INSTANCE_ID,
      'did you mean `ec2-backdoor-with-critical-cves`?',
    ],
    ['an unknown entity', RULE, 'i-0a1b2c3d4e5f60719', `the nearest are ${INSTANCE_ARN}`],
    [
      'an entity of another type',
      's3-exfiltration-of-sensitive-data',
      INSTANCE_ID,
      'no finding in the input is about',
    ],
  ])('refuses %s', async (_name, rule, entity, words) => {
    const ended = await explain(incidentFindings(), rule, entity);
    expect(ended).toMatchObject({ code: 3, stdout: '' });
    expect(ended.stderr).toContain(words);
  });

  it('asks which one is meant', async () => {
    const other = `arn:aws:ec2:eu-west-1:444455556666:instance/${INSTANCE_ID}`;
    const ended = await explain([
      backdoor(),
      guardDutyFinding({ Id: 'other', Resources: [instanceResource(other)] }),
    ]);
    expect(ended.code).toBe(3);
    expect(ended.stderr).toContain(`name one of them: ${INSTANCE_ARN}, ${other}`);
  });

  it('says when its answer may be incomplete', async () => {
    const ended = await explain([...incidentFindings(), { Id: 'x' }]);
    expect(ended.code).toBe(5);
    expect(ended.stdout).toContain('holds');
    expect(ended.stderr).toContain('quarantined: ');
  });
});

describe.each(Object.entries(STORES))('explain from %s', (_kind, open) => {
  async function explainStore(
    findings: readonly Finding[],
    rule = RULE,
    entity = INSTANCE_ARN,
    more: readonly string[] = [],
  ) {
    const { name, env } = await open(findings);
    const argv = [
      'explain',
      '--rules',
      'rules',
      '--rule',
      rule,
      '--entity',
      entity,
      '--store',
      name,
      '-o',
      'table',
    ];
    return runCli([...argv, ...more], { env });
  }

  it.each([
    ['holds', incidentFindings()],
    ['short', incidentFindings().slice(0, 4)],
    [
      'withdrawn',
      [...incidentFindings(), backdoor({ RecordState: 'ARCHIVED', UpdatedAt: '2026-03-02T00:00:00.000Z' })],
    ],
    ['outside', [backdoor(), vulnerability(1), vulnerability(2), vulnerability(3, LATE)]],
  ])('says what the findings themselves say: %s', async (name, findings) => {
    const ended = await explainStore(findings);
    expect(ended.code).toBe(0);
    await expect(ended.stdout).toMatchFileSnapshot(`../golden/explain.${name}.txt`);
    expect(ended.stderr).toBe(name === 'holds' ? '' : `${UNTOLD}\n`);
  });

  it('says when evidence of the incident changed so that it matches no more', async () => {
    const lowered = vulnerability(1, { UpdatedAt: '2026-03-04T00:00:00.000Z', Severity: { Label: 'LOW' } });
    const { stdout } = await explainStore([...incidentFindings(), lowered]);
    expect(stdout).toContain('withdrawn 2026-03-04 00:00:00Z (no longer matches): “CVE-2026-0001 - openssl”');
  });

  it('knows an entity by its name where an incident is about it', async () => {
    expect((await explainStore(incidentFindings(), RULE, INSTANCE_ID)).stdout).toContain(
      `holds for ${INSTANCE_ARN}`,
    );
    const ended = await explainStore(incidentFindings(), RULE, 'i-0a1b2c3d4e5f60719');
    expect(ended).toMatchObject({ code: 3, stdout: '' });
    expect(ended.stderr).toContain('no incident in the store is about `i-0a1b2c3d4e5f60719`');
    expect(ended.stderr).toContain(
      `a store knows any other by its ARN only; the nearest are ${INSTANCE_ARN}`,
    );
  });

  it('knows nothing of an entity that it has not seen', async () => {
    const { code, stdout } = await explainStore(incidentFindings(), RULE, `${INSTANCE_ARN}0`);
    expect(code).toBe(0);
    expect(stdout).toContain('there is no evidence for any of its signals');
  });

  it('refuses an ARN of another type', async () => {
    const { code, stderr } = await explainStore(incidentFindings(), RULE, 'arn:aws:s3:::payroll-exports');
    expect(code).toBe(3);
    expect(stderr).toContain('is of type AwsS3Bucket');
  });

  it('warns where the store was written by another version of the rule', async () => {
    const folder = makeFolder();
    const text = readFileSync(join('rules', RULE, 'rule.yaml'), 'utf8').replace('within: 30d', 'within: 31d');
    writeFileSync(join(folder, 'other.yaml'), text);
    const { stderr } = await explainStore(incidentFindings(), RULE, INSTANCE_ARN, [
      '--rules',
      join(folder, 'other.yaml'),
    ]);
    expect(stderr).toContain('was written by another version of the rule');
  });

  it('takes inputs or a store, and not both', async () => {
    const { stderr, code } = await explainStore([], RULE, INSTANCE_ARN, ['examples/stories']);
    expect(code).toBe(3);
    expect(stderr).toContain('there are inputs and a store');
    const neither = await runCli(['explain', '--rule', RULE, '--entity', INSTANCE_ARN]);
    expect(neither.code).toBe(3);
    expect(neither.stderr).toContain('there is nothing to explain from');
  });
});

const UNTOLD =
  'a store does not tell what was withdrawn before there was an incident, nor what lies on resources without a known relation; the findings themselves do';
