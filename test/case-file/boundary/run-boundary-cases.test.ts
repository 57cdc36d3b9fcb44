import { describe, expect, it } from 'vitest';
import { type BoundaryRun, runBoundaryCases } from '../../../src/case-file/boundary/run-boundary-cases.ts';
import type { CaseFile } from '../../../src/case-file/case-file.ts';
import { replayOf } from '../../../src/cli/test/replay-case.ts';
import type { Rule } from '../../../src/core/rule/rule.ts';
import { digest } from '../../../src/digest.ts';
import { makeCases, makeRule } from '../make-suite.ts';

const THREAT = 'match: { Normalized: { Product: [GuardDuty] } }';
const CVE = 'match: { Normalized: { Product: [Inspector] } }';
const LOG = 'match: { Normalized: { Product: [acme/log] } }';
const DRILL = 'match: { Normalized: { Product: [acme/drills] } }';
const GROUP = 'match: { Normalized: { Product: [Security Hub], Control: [EC2.18] } }';

const WORLD = `world:
  bot: { product: GuardDuty, type: Backdoor:EC2/Spambot, resource: instance/web, at: 1h }
  ddos: { product: GuardDuty, type: Backdoor:EC2/DenialOfService.Tcp, resource: instance/web, since: 1h, at: 2h }
  bot-gone: { of: bot, state: archived, at: 2h }
  bot-back: { of: bot, at: 3h }
  old-bot: { product: GuardDuty, type: Backdoor:EC2/Spambot, resource: instance/web, at: -9d }
  log4j: { product: Inspector, cve: CVE-2021-44228, resource: instance/web, at: 0d }
  log4j-again: { product: Inspector, cve: CVE-2021-44228, resource: instance/web, at: 0d }
  spring: { product: Inspector, cve: CVE-2022-22965, resource: instance/web, at: 0d }
  both: { product: Inspector, cve: [CVE-2021-44228, CVE-2022-22965], resource: instance/web, at: 0d }
  log: { product: acme/log, type: TTPs/Log, resource: instance/web, at: 2h }
  group: { product: Security Hub, control: EC2.18, resource: securityGroup/open, at: 0d }
  attached: { relation: [instance/web, securityGroup/open] }
  drill: { product: acme/drills, type: TTPs/Drill, resource: instance/web, at: 90d }
  data: { product: GuardDuty, type: Exfiltration:S3/Bad, resource: bucket/data, at: 1h }
  told-group: { product: Security Hub, control: EC2.18, resources: [instance/web, securityGroup/open], at: 0d }
`;

/** The cases that are given so, each expecting an open incident on instance/web. */
function firing(...given: readonly (readonly string[])[]): CaseFile {
  const cases = given.map((names) => {
    return `  - { name: ${names.join('+')}, given: [${names.join(', ')}], expect: [{ open: instance/web }] }\n`;
  });
  return makeCases(`${WORLD}cases:\n${cases.join('')}`);
}

function run(rule: Rule, cases: CaseFile, engine = rule): Promise<BoundaryRun> {
  return runBoundaryCases(rule, cases, new Set(), replayOf(engine), digest);
}

function failuresOf({ results }: BoundaryRun): readonly string[] {
  return results.filter(({ differences }) => differences.length > 0).map(({ name }) => name);
}

function namesOf({ results }: BoundaryRun): readonly string[] {
  return results.map(({ name }) => name);
}

function skippedOf({ skipped }: BoundaryRun): Readonly<Record<string, string>> {
  return Object.fromEntries(skipped.map(({ name, reason }) => [name, reason]));
}

const TWO = makeRule(
  `within: 1d\nsignals:\n  threat: { ${THREAT} }\n  cve: { ${CVE}, count: 2, distinct: Normalized.Vulnerability }\n`,
);
const THREATS = makeRule(`within: 2h\nsignals:\n  threat: { ${THREAT}, count: 2 }\n`);
const ORDERED = makeRule(
  `within: 1d\nsignals:\n  threat: { ${THREAT} }\n  log-in: { ${LOG} }\norder: [threat, log-in]\n`,
);
const ANY = makeRule(
  `within: 1d\nsignals:\n  threat: { ${THREAT} }\n  cve: { ${CVE} }\n  log-in: { ${LOG} }\nany: { atLeast: 2, of: [threat, cve, log-in] }\n`,
);
const GROUPED = makeRule(
  `within: 1d\nsignals:\n  threat: { ${THREAT} }\n  open-group: { on: securityGroup, ${GROUP} }\n`,
);

describe('the boundary cases of a case that opens an incident', () => {
  it('lie at each edge of what the rule demands, and the engine agrees', async () => {
    const ended = await run(TWO, firing(['bot', 'log4j', 'spring']));
    expect(namesOf(ended)).toEqual([
      'threat 0 of 1, without bot',
      'threat 0 of 1, bot withdrawn',
      expect.stringMatching(/^cve 1 of 2, without (log4j|spring)$/),
      expect.stringMatching(/^cve 1 of 2, (log4j|spring) withdrawn$/),
      'threat on another entity',
      'cve on another entity',
      'threat 1d after the others',
      'threat 1d and 1s after the others',
      'threat 1d before the others',
      'threat 1d and 1s before the others',
    ]);
    expect(failuresOf(ended)).toEqual([]);
    expect(ended.skipped).toEqual([]);
    expect(ended.results[0]).toMatchObject({ madeOf: 'bot+log4j+spring', position: { line: 18 } });
  });

  it('take every finding of a value away, and account for findings with several', async () => {
    const twice = await run(TWO, firing(['bot', 'log4j', 'log4j-again', 'spring', 'both']));
    expect(failuresOf(twice)).toEqual([]);
    expect(namesOf(twice)).toContainEqual(expect.stringMatching(/^cve 1 of 2, without \S+, \S+$/));
    const one = await run(TWO, firing(['bot', 'both']));
    expect(failuresOf(one)).toEqual([]);
    expect(namesOf(one)).toContain('cve 0 of 2, without both');
  });

  it('are made of the newest versions', async () => {
    const ended = await run(TWO, firing(['bot', 'log4j', 'spring', 'bot-gone', 'bot-back']));
    expect(failuresOf(ended)).toEqual([]);
    expect(namesOf(ended)).toContain('threat 0 of 1, bot-back withdrawn');
  });

  it('move one piece of a signal that takes several, where none can be spared', async () => {
    const ended = await run(THREATS, firing(['bot', 'ddos']));
    expect(failuresOf(ended)).toEqual([]);
    expect(namesOf(ended).filter((name) => name.includes('others'))).toEqual(
      ['bot', 'ddos'].flatMap((name) => [
        `threat ${name} 2h after the others`,
        `threat ${name} 2h and 1s after the others`,
        `threat ${name} 2h before the others`,
        `threat ${name} 2h and 1s before the others`,
      ]),
    );
    const spare = await run(THREATS, firing(['bot', 'ddos', 'old-bot']));
    expect(namesOf(spare).filter((name) => name.includes('others'))).toEqual([]);
  });

  it('mind no optional signal that the same finding meets', async () => {
    const shown = makeRule(
      `within: 1d\nsignals:\n  threat: { ${THREAT} }\n  cve: { ${CVE} }\noptional:\n  bots: { ${THREAT} }\n`,
    );
    const ended = await run(shown, firing(['bot', 'log4j']));
    expect(failuresOf(ended)).toEqual([]);
    expect(namesOf(ended)).toContain('threat 1d before the others');
  });

  it('swap neighbours in order, and let them begin together', async () => {
    const ended = await run(ORDERED, firing(['bot', 'log']));
    expect(failuresOf(ended)).toEqual([]);
    expect(namesOf(ended)).toEqual(
      expect.arrayContaining(['threat and log-in swapped', 'threat and log-in begin together']),
    );
  });

  it('leave one signal of `any` too few', async () => {
    const ended = await run(ANY, firing(['bot', 'log4j'], ['bot', 'log4j', 'log']));
    expect(failuresOf(ended)).toEqual([]);
    expect(namesOf(ended)).toEqual(
      expect.arrayContaining(['any 1 of 2, without log4j', 'any 1 of 2, log4j withdrawn']),
    );
    expect(namesOf(ended)).toContainEqual(expect.stringMatching(/^any 1 of 2, without .*, .*$/));
  });

  it('move a finding about a related entity to one that is not related', async () => {
    const ended = await run(GROUPED, firing(['bot', 'group', 'attached']));
    expect(failuresOf(ended)).toEqual([]);
    expect(namesOf(ended)).toContain('open-group on another entity');
  });

  it('expect nothing where the pieces are alone, unless the rule holds on them', async () => {
    const alone = makeRule(`within: 1d\nsignals:\n  threat: { ${THREAT} }\n`);
    expect(failuresOf(await run(alone, firing(['bot'])))).toEqual([]);
  });

  it('are made for each incident of a case', async () => {
    const rule = {
      ...THREATS,
      entity: 'AwsS3Bucket',
      signals: THREATS.signals.map((each) => ({ ...each, count: 1 })),
    };
    const cases = makeCases(
      `${WORLD}  more: { product: GuardDuty, type: A:S3/B, resource: bucket/more, at: 0d }\ncases:\n  - { name: x, given: [data, more], expect: [{ open: bucket/data }, { open: bucket/more }] }\n`,
    );
    const ended = await run(rule, cases);
    expect(namesOf(ended)).toEqual(
      ['data', 'more'].flatMap((name) => [
        `threat 0 of 1, without ${name}`,
        `threat 0 of 1, ${name} withdrawn`,
        'threat on another entity',
      ]),
    );
    expect(failuresOf(ended)).toEqual([]);
  });
});

describe('boundary cases find an engine that', () => {
  const signals = (rule: Rule, name: string, change: object): Rule => {
    const changed = rule.signals.map((signal) => (signal.name === name ? { ...signal, ...change } : signal));
    return { ...rule, signals: changed };
  };
  const unordered = (({ order: _order, ...rest }: Rule): Rule => rest)(ORDERED);

  it.each<[string, Rule, readonly string[], Rule, readonly RegExp[]]>([
    [
      'counts one less',
      TWO,
      ['bot', 'log4j', 'spring'],
      signals(TWO, 'cve', { count: 1 }),
      [/^cve 1 of 2, without/, /^cve 1 of 2, .* withdrawn$/, /^cve on another entity$/],
    ],
    [
      'does without a signal',
      TWO,
      ['bot', 'log4j', 'spring'],
      signals(TWO, 'threat', { role: 'optional' }),
      [
        /^threat 0 of 1, without/,
        /^threat 0 of 1, bot withdrawn$/,
        /^threat on another/,
        /^threat 1d and 1s after/,
        /^threat 1d and 1s before/,
      ],
    ],
    [
      'takes the edge of `within` for outside',
      TWO,
      ['bot', 'log4j', 'spring'],
      { ...TWO, withinMs: TWO.withinMs - 1 },
      [/^threat 1d after/, /^threat 1d before/],
    ],
    [
      'takes more than `within`',
      THREATS,
      ['bot', 'ddos'],
      { ...THREATS, withinMs: THREATS.withinMs + 1000 },
      [/bot 2h and 1s after/, /bot 2h and 1s before/, /ddos 2h and 1s after/, /ddos 2h and 1s before/],
    ],
    ['knows no order', ORDERED, ['bot', 'log'], unordered, [/^threat and log-in swapped$/]],
    [
      'takes one of `any` less',
      ANY,
      ['bot', 'log4j'],
      { ...ANY, any: { atLeast: 1, of: ['threat', 'cve', 'log-in'] } },
      [/^any 1 of 2, without log4j$/, /^any 1 of 2, log4j withdrawn$/, /1d and 1s after/, /1d and 1s before/],
    ],
  ])('%s', async (_name, rule, given, engine, failures) => {
    const failed = failuresOf(await run(rule, firing(given), engine));
    expect(failed).toEqual(failures.map((failure) => expect.stringMatching(failure)));
  });

  it('opens nothing on the newest versions alone', async () => {
    const never = signals(TWO, 'cve', { count: 9 });
    const { results } = await run(TWO, firing(['bot', 'log4j', 'spring']), never);
    expect(results).toMatchObject([
      {
        name: 'the newest versions alone',
        differences: [expect.stringMatching(/^expected an open incident on `arn:.*`, found no incident$/)],
      },
    ]);
  });
});

describe('boundary cases that are not certain are not made', () => {
  const shared = makeRule(
    `within: 1d\nsignals:\n  threat: { ${THREAT} }\n  backdoor: { match: { Normalized: { Type: [{ prefix: 'Backdoor:' }] } } }\n`,
  );
  const blocked = makeRule(
    `within: 1d\nsignals:\n  threat: { ${THREAT} }\n  cve: { ${CVE} }\nunless:\n  drill: { ${DRILL} }\n`,
  );
  const timely = makeRule(
    `within: 1d\nsignals:\n  threat: { match: { Normalized: { Product: [GuardDuty] }, CreatedAt: [{ prefix: '2026-01-01' }] } }\n  cve: { ${CVE} }\n`,
  );
  const ofAccount = makeRule(
    `within: 1d\nsignals:\n  threat: { ${THREAT} }\n  cve: { on: account, ${CVE} }\n`,
  );

  it.each<[string, Rule, readonly string[], string, string]>([
    [
      'one finding meets two signals',
      shared,
      ['bot'],
      'threat 1d after the others',
      'one finding is evidence for several signals',
    ],
    [
      'a signal could block',
      blocked,
      ['bot', 'log4j', 'drill'],
      'threat 1d after the others',
      'an `unless` signal has evidence in the case',
    ],
    [
      'a pattern looks at the time',
      timely,
      ['bot', 'log4j'],
      'threat 1d before the others',
      'the finding says something else at another time',
    ],
    [
      'the finding itself relates the entities',
      GROUPED,
      ['bot', 'told-group'],
      'open-group on another entity',
      'the finding states relations itself',
    ],
    [
      'the order forbids to move a signal',
      ORDERED,
      ['bot', 'log'],
      'threat 1d after the others',
      'the order of the signals does not allow it',
    ],
    [
      'other signals of `any` take the place',
      ANY,
      ['bot', 'log4j', 'log'],
      'threat 1d and 1s after the others',
      'other evidence takes its place',
    ],
  ])('%s', async (_name, rule, given, name, reason) => {
    const ended = await run(rule, firing(given));
    expect(skippedOf(ended)).toMatchObject({ [name]: reason });
    expect(failuresOf(ended)).toEqual([]);
  });

  it('the name of the other entity may be taken already, if only by a relation', async () => {
    const cases = makeCases(
      `${WORLD}  taken: { relation: [instance/web, securityGroup/open, securityGroup/elsewhere] }\ncases:\n  - { name: x, given: [bot, group, taken], expect: [{ open: instance/web }] }\n`,
    );
    const ended = await run(GROUPED, cases);
    expect(skippedOf(ended)).toMatchObject({
      'open-group on another entity': 'the case has an entity of the same name',
    });
    expect(failuresOf(ended)).toEqual([]);
  });

  it('evidence on a whole account has no other entity', async () => {
    const cases = makeCases(
      `${WORLD}  owned: { product: Inspector, cve: CVE-2021-44228, resource: account/111122223333, at: 0d }\ncases:\n  - { name: x, given: [bot, owned], expect: [{ open: instance/web }] }\n`,
    );
    const ended = await run(ofAccount, cases);
    expect(skippedOf(ended)).toEqual({ 'cve on another entity': 'the signal is about a whole account' });
    expect(failuresOf(ended)).toEqual([]);
  });

  it('a second too much is certain even beside a signal that blocks', async () => {
    const ended = await run(blocked, firing(['bot', 'log4j', 'drill']));
    expect(namesOf(ended)).toContain('threat 1d and 1s before the others');
  });

  it('of a case that fails itself there are none', async () => {
    const cases = firing(['bot', 'log4j', 'spring']);
    const ended = await runBoundaryCases(TWO, cases, new Set(['bot+log4j+spring']), replayOf(TWO), digest);
    expect(ended).toMatchObject({ results: [], skipped: [{ name: 'all', reason: 'the case itself fails' }] });
  });

  it('of an incident that does not list all of its evidence there are none', async () => {
    const many = Array.from({ length: 101 }, (_, index) => `bot-${index}`);
    const world = many.map(
      (name) => `  ${name}: { product: GuardDuty, type: A:EC2/B, resource: instance/web }\n`,
    );
    const cases = makeCases(
      `world:\n${world.join('')}cases:\n  - { name: x, given: [${many.join(', ')}], expect: [{ open: instance/web }] }\n`,
    );
    const ended = await run(makeRule(`within: 1d\nsignals:\n  threat: { ${THREAT} }\n`), cases);
    expect(ended).toMatchObject({
      results: [],
      skipped: [{ reason: 'the incident does not list all of its evidence' }],
    });
  });
});
