import { describe, expect, it } from 'vitest';
import { checkSurvivors } from '../../../src/case-file/mutant/check-survivors.ts';
import { runMutants } from '../../../src/case-file/mutant/run-mutants.ts';
import { replayOf } from '../../../src/cli/test/replay-case.ts';
import { makeCases, makeRule, onlyCases } from '../make-suite.ts';

const RULE = makeRule(`within: 1d
signals:
  threat:
    match:
      - Normalized: { Product: [GuardDuty], Type: [Backdoor:EC2/Spambot, Trojan:EC2/DropPoint] }
      - Normalized: { Product: [acme/sensor] }
    count: 2
  cve:
    match: { Normalized: { Product: [Inspector], Severity: [CRITICAL] } }
    count: 2
    distinct: Normalized.Vulnerability
  open-group:
    on: securityGroup
    match:
      Normalized: { Product: [Security Hub], Control: [EC2.18] }
      Compliance: { Status: [FAILED] }
  log-in:
    match: { Normalized: { Product: [acme/log], Type: [log-in] } }
  escape:
    match: { Normalized: { Product: [acme/log], Type: [escape] } }
unless:
  drill:
    match: { Normalized: { Product: [acme/drills], Type: [{ anything-but: [cancelled, planned] }] } }
optional:
  noise:
    match: { Normalized: { Product: [acme/noise] } }
    severity: CRITICAL
any: { atLeast: 1, of: [log-in, escape] }
order: [cve, threat]
`);

const CASES = makeCases(`world:
  spambot: { product: GuardDuty, type: Backdoor:EC2/Spambot, resource: instance/web, at: 1h }
  trojan: { product: GuardDuty, type: Trojan:EC2/DropPoint, resource: instance/web, at: 2h }
  late-trojan: { product: GuardDuty, type: Trojan:EC2/DropPoint, resource: instance/web, at: 25h }
  very-late-trojan: { product: GuardDuty, type: Trojan:EC2/DropPoint, resource: instance/web, at: 26h }
  probe: { product: GuardDuty, type: Recon:EC2/Portscan, resource: instance/web, at: 2h }
  sensed: { product: acme/sensor, type: odd, resource: instance/web, at: 2h }
  forged: { product: acme/other, type: Backdoor:EC2/Spambot, resource: instance/web, at: 2h }
  log4j: { product: Inspector, cve: CVE-2021-44228, severity: CRITICAL, resource: instance/web, at: 0d }
  log4j-again: { product: Inspector, cve: CVE-2021-44228, severity: CRITICAL, resource: instance/web, at: 0d }
  spring: { product: Inspector, cve: CVE-2022-22965, severity: CRITICAL, resource: instance/web, at: 0d }
  mild: { product: Inspector, cve: CVE-2022-22965, severity: HIGH, resource: instance/web, at: 0d }
  late-spring: { product: Inspector, cve: CVE-2022-22965, severity: CRITICAL, resource: instance/web, at: 3h }
  late-log4j: { product: Inspector, cve: CVE-2021-44228, severity: CRITICAL, resource: instance/web, at: 3h }
  group: { product: Security Hub, control: EC2.18, resource: securityGroup/open, at: 0d }
  unclear:
    product: Security Hub
    control: EC2.18
    resource: securityGroup/open
    members: { Compliance: { Status: WARNING, SecurityControlId: EC2.18 } }
  attached: { relation: [instance/web, securityGroup/open] }
  log-in: { product: acme/log, type: log-in, resource: instance/web, at: 1h }
  escape: { product: acme/log, type: escape, resource: instance/web, at: 1h }
  drill: { product: acme/drills, type: now, resource: instance/web, at: 1h }
  cancelled-drill: { product: acme/drills, type: cancelled, resource: instance/web, at: 1h }
  noise: { product: acme/noise, type: loud, resource: instance/web, at: 1h }
cases:
  - name: fires
    given: [spambot, trojan, log4j, spring, group, attached, log-in]
    expect: [{ open: instance/web, severity: HIGH, evidence: { threat: [spambot, trojan], log-in: [log-in] } }]
  - name: fires on an escape
    given: [spambot, trojan, log4j, spring, group, attached, escape]
    expect: [{ open: instance/web }]
  - name: fires on what the sensor saw
    given: [spambot, sensed, log4j, spring, group, attached, log-in]
    expect: [{ open: instance/web }]
  - name: fires within a day
    given: [spambot, late-trojan, log4j, spring, group, attached, log-in]
    expect: [{ open: instance/web }]
  - name: fires although a drill was cancelled
    given: [spambot, trojan, log4j, spring, group, attached, log-in, cancelled-drill]
    expect: [{ open: instance/web }]
  - name: is critical with noise
    given: [spambot, trojan, log4j, spring, group, attached, log-in, noise]
    expect: [{ open: instance/web, severity: CRITICAL }]
  - name: is silent after a day
    given: [spambot, very-late-trojan, log4j, spring, group, attached, log-in]
    expect: none
  - name: is silent on one threat
    given: [spambot, log4j, spring, group, attached, log-in]
    expect: none
  - name: is silent without a threat
    given: [log4j, spring, group, attached, log-in]
    expect: none
  - name: is silent on one vulnerability with two findings
    given: [spambot, trojan, log4j, log4j-again, group, attached, log-in]
    expect: none
  - name: is silent on a mild vulnerability
    given: [spambot, trojan, log4j, mild, group, attached, log-in]
    expect: none
  - name: is silent on a probe
    given: [spambot, probe, log4j, spring, group, attached, log-in]
    expect: none
  - name: is silent on a forged threat
    given: [spambot, forged, log4j, spring, group, attached, log-in]
    expect: none
  - name: is silent when the group is unclear
    given: [spambot, trojan, log4j, spring, unclear, attached, log-in]
    expect: none
  - name: is silent without a group
    given: [spambot, trojan, log4j, spring, attached, log-in]
    expect: none
  - name: is silent without a log-in
    given: [spambot, trojan, log4j, spring, group, attached]
    expect: none
  - name: is silent in a drill
    given: [spambot, trojan, log4j, spring, group, attached, log-in, drill]
    expect: none
  - name: is silent when the vulnerability came last
    given: [spambot, trojan, late-log4j, late-spring, group, attached, log-in]
    expect: none
survivors:
  log-in Normalized.Product dropped: nobody else logs
  cve count lowered: it is killed
  cve cuont lowered: there is none
`);

describe('runMutants', () => {
  // For each kind of mutant a suite that tells it apart, by its last case, and a suite that does not.
  it.each([
    ['threat dropped', ['fires', 'is silent without a threat'], ['fires', 'is silent without a group']],
    ['threat count lowered', ['fires', 'is silent on one threat'], ['fires', 'is silent without a threat']],
    [
      'cve distinct dropped',
      ['fires', 'is silent on one vulnerability with two findings'],
      ['fires', 'is silent on a mild vulnerability'],
    ],
    ['open-group on dropped', ['is silent without a group', 'fires'], ['is silent without a group']],
    ['threat match 1 dropped', ['fires'], ['is silent without a threat']],
    ['threat match 2 dropped', ['fires', 'fires on what the sensor saw'], ['fires']],
    [
      'threat match 1 Normalized.Type dropped',
      ['fires', 'is silent on a probe'],
      ['fires', 'is silent on one threat'],
    ],
    [
      'threat match 1 Normalized.Product dropped',
      ['fires', 'is silent on a forged threat'],
      ['fires', 'is silent on a probe'],
    ],
    [
      'threat match 1 Normalized.Type without Trojan:EC2/DropPoint',
      ['is silent on one threat', 'fires'],
      ['is silent on one threat', 'fires on what the sensor saw'],
    ],
    [
      'open-group Compliance.Status dropped',
      ['fires', 'is silent when the group is unclear'],
      ['fires', 'is silent without a group'],
    ],
    ['log-in dropped', ['fires'], ['fires on an escape', 'is silent without a log-in']],
    ['drill dropped', ['fires', 'is silent in a drill'], ['fires']],
    [
      'drill Normalized.Type anything-but without cancelled',
      ['fires', 'is silent in a drill', 'fires although a drill was cancelled'],
      ['fires', 'is silent in a drill'],
    ],
    ['noise dropped', ['fires', 'is critical with noise'], ['fires']],
    ['within doubled', ['fires', 'is silent after a day'], ['fires', 'fires within a day']],
    ['within halved', ['fires', 'fires within a day'], ['fires', 'is silent after a day']],
    ['order dropped', ['fires', 'is silent when the vulnerability came last'], ['fires']],
    ['any.atLeast lowered', ['fires', 'is silent without a log-in'], ['fires', 'fires on an escape']],
  ])('%s', async (name, good, weak) => {
    const killers = await Promise.all(
      [good, weak].map(async (names) => {
        const results = await runMutants(RULE, onlyCases(CASES, names), replayOf);
        return results.find((result) => result.name === name);
      }),
    );
    expect(killers).toMatchObject([{ name, killedBy: good.at(-1) }, { name }]);
    expect(killers[1]?.killedBy).toBeUndefined();
  });

  it('kills nothing with a case that fails anyway, if it fails alike', async () => {
    const [first] = onlyCases(CASES, ['fires']).cases;
    const failing = { ...CASES, cases: first === undefined ? [] : [{ ...first, given: [] }] };
    const results = await runMutants(RULE, failing, replayOf);
    expect(results.length).toBeGreaterThan(20);
    expect(results.every(({ killedBy }) => killedBy === undefined)).toBe(true);
  });

  it('stops at the first case that kills', async () => {
    let replays = 0;
    const counting: typeof replayOf = (rule) => {
      const replay = replayOf(rule);
      return (records) => {
        replays += 1;
        return replay(records);
      };
    };
    const cases = onlyCases(CASES, ['fires', 'is silent in a drill']);
    const results = await runMutants(RULE, cases, counting);
    const first = results.filter(({ killedBy }) => killedBy === 'fires').length;
    expect(first).toBeGreaterThan(3);
    expect(replays).toBe(cases.cases.length + first + 2 * (results.length - first));
  });

  it('takes explanations over, and tells those that explain nothing', async () => {
    const results = await runMutants(RULE, CASES, replayOf);
    expect(results.find(({ name }) => name === 'log-in Normalized.Product dropped')).toMatchObject({
      explanation: 'nobody else logs',
    });
    const survivors = results.filter(({ killedBy, explanation }) => (killedBy ?? explanation) === undefined);
    expect(survivors.map(({ name }) => name)).not.toContain('cve count lowered');
    expect(checkSurvivors(CASES, results)).toMatchObject([
      {
        code: 'case/survivor',
        level: 'error',
        file: 'cases.yaml',
        path: ['survivors', 'cve count lowered'],
        message:
          'the mutant `cve count lowered` does not survive: `is silent on one vulnerability with two findings` kills it',
      },
      {
        message: 'the rule has no mutant `cve cuont lowered`',
        hint: 'did you mean `cve count lowered`?',
        position: { column: 3 },
      },
    ]);
  });
});
