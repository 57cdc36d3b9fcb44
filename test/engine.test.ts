import { describe, expect, it } from 'vitest';
import type { Decision, Incident } from '../src/core/correlation/incident.ts';
import { RELATED_MAX } from '../src/core/correlation/places.ts';
import { contextOfConfigItem } from '../src/core/entity/context-of-config-item.ts';
import { contextOfGuardDuty } from '../src/core/entity/context-of-guard-duty.ts';
import type { Finding } from '../src/core/finding/finding.ts';
import { type Instant, parseInstant } from '../src/core/instant.ts';
import type { JsonObject } from '../src/core/json.ts';
import { parsePattern } from '../src/core/pattern/parse-pattern.ts';
import type { Pattern } from '../src/core/pattern/pattern.ts';
import type { Rule, Signal } from '../src/core/rule/rule.ts';
import { digest } from '../src/digest.ts';
import { createEngine, type Engine } from '../src/engine.ts';
import { DeliveryError, type Sink } from '../src/sink.ts';
import { createMemoryStore } from '../src/store/memory/memory-store.ts';
import type { Store } from '../src/store.ts';
import {
  ACCOUNT,
  controlFinding,
  guardDutyFinding,
  INSTANCE_ARN,
  INSTANCE_ID,
  inspectorFinding,
  REGION,
  rawGuardDutyFinding,
  SECURITY_GROUP_ARN,
  SECURITY_GROUP_ID,
} from './fixtures/make-finding.ts';
import { recordOf } from './store/store-world.ts';

const DAY = 24 * 60 * 60 * 1000;

function pattern(json: JsonObject): Pattern {
  const parsed = parsePattern(json);
  if (!parsed.ok) throw new Error(parsed.issues[0]?.message);
  return parsed.value;
}

function signal(name: string, normalized: JsonObject, more: Partial<Signal> = {}): Signal {
  return { name, role: 'required', match: [pattern({ Normalized: normalized })], count: 1, ...more };
}

function rule(signals: readonly Signal[], more: Partial<Rule> = {}): Rule {
  return {
    id: 'rule',
    version: 1,
    status: 'stable',
    title: 'two things at once',
    severity: 'CRITICAL',
    description: '',
    references: [],
    attack: [],
    requires: [],
    entity: 'AwsEc2Instance',
    withinMs: 30 * DAY,
    signals,
    ...more,
  };
}

const THREAT = signal('threat', { Product: ['GuardDuty'] });
const HOLE = signal('hole', { Product: ['Inspector'], Severity: ['CRITICAL'] });
const OPEN_GROUP = signal('open-group', { Control: ['EC2.18'] }, { on: 'securityGroup' });

interface Desk {
  readonly engine: Engine;
  readonly store: Store;
  readonly decisions: Decision[];
  open(): Promise<readonly Incident[]>;
  take(...findings: readonly Finding[]): Promise<readonly (string | undefined)[]>;
}

function desk(
  rules: readonly Rule[],
  options: { clock?: () => Instant; sink?: Sink; store?: Store } = {},
): Desk {
  const store = options.store ?? createMemoryStore();
  const decisions: Decision[] = [];
  const sink = options.sink ?? { deliver: async (delivered) => void decisions.push(...delivered) };
  const engine = createEngine({
    rules,
    store,
    sink,
    digest,
    ...(options.clock === undefined ? {} : { clock: options.clock }),
  });
  const take = async (...findings: readonly Finding[]) => {
    const outcomes: (string | undefined)[] = [];
    for (const finding of findings) {
      const observation = engine.observe(finding, undefined);
      outcomes.push(observation === undefined ? undefined : await engine.apply(observation));
      await engine.flush();
    }
    return outcomes;
  };
  const open = async () =>
    (await store.listIncidents({ status: 'open', limit: 100 })).map(({ incident }) => incident);
  return { engine, store, decisions, open, take };
}

function permutations<T>(items: readonly T[]): readonly (readonly T[])[] {
  if (items.length <= 1) return [items];
  return items.flatMap((item, index) =>
    permutations(items.filter((_, other) => other !== index)).map((rest) => [item, ...rest]),
  );
}

const groupResource = { Type: 'AwsEc2SecurityGroup', Id: SECURITY_GROUP_ARN };
const openGroup = controlFinding('EC2.18', { Resources: [groupResource] });
const threat = guardDutyFinding();
const interfaceArn = `arn:aws:ec2:${REGION}:${ACCOUNT}:network-interface/eni-0a`;

type Arrival = (engine: Engine) => Promise<void>;

function arrivalOf(finding: Finding): Arrival {
  return async (engine) => {
    const observation = engine.observe(finding, undefined);
    if (observation !== undefined) await engine.apply(observation);
  };
}

function arrivalOfContext(context: ReturnType<typeof contextOfGuardDuty>): Arrival {
  if (typeof context === 'string') throw new Error(context);
  return (engine) => engine.applyContext(context);
}

const rawGuardDuty: Arrival = arrivalOfContext(contextOfGuardDuty(rawGuardDutyFinding()));

const configItem: Arrival = arrivalOfContext(
  contextOfConfigItem({
    resourceType: 'AWS::EC2::Instance',
    resourceId: INSTANCE_ID,
    awsRegion: REGION,
    awsAccountId: ACCOUNT,
    configurationItemCaptureTime: '2026-03-01T09:00:00.000Z',
    configurationItemStatus: 'OK',
    relationships: [
      {
        resourceType: 'AWS::EC2::SecurityGroup',
        resourceId: SECURITY_GROUP_ID,
        relationshipName: 'Is associated with SecurityGroup',
      },
    ],
    configuration: {},
  }),
);

const bothNamed = controlFinding('EC2.8', {
  Id: 'both',
  Resources: [{ Type: 'AwsEc2Instance', Id: INSTANCE_ARN }, groupResource],
});
const instanceWithInterface = controlFinding('EC2.8', {
  Id: 'with-interface',
  Resources: [
    {
      Type: 'AwsEc2Instance',
      Id: INSTANCE_ARN,
      Details: { AwsEc2Instance: { NetworkInterfaces: [{ NetworkInterfaceId: 'eni-0a' }] } },
    },
  ],
});
const interfaceWithGroup = controlFinding('EC2.22', {
  Id: 'with-group',
  Resources: [
    {
      Type: 'AwsEc2NetworkInterface',
      Id: interfaceArn,
      Details: { AwsEc2NetworkInterface: { SecurityGroups: [{ GroupId: SECURITY_GROUP_ID }] } },
    },
  ],
});

describe('relations', () => {
  const ways: readonly (readonly [string, readonly Arrival[]])[] = [
    ['a finding that names both', [arrivalOf(bothNamed)]],
    ['a raw GuardDuty event', [rawGuardDuty]],
    ['an AWS Config item', [configItem]],
    [
      'a network interface that two findings share',
      [arrivalOf(instanceWithInterface), arrivalOf(interfaceWithGroup)],
    ],
  ];
  const rules: readonly (readonly [string, Rule])[] = [
    ['of the instance', rule([THREAT, OPEN_GROUP])],
    [
      'of the security group',
      rule([signal('group', { Control: ['EC2.18'] }), { ...THREAT, on: 'instance' }], {
        entity: 'AwsEc2SecurityGroup',
      }),
    ],
  ];
  const table = ways.flatMap(([way, relation]) =>
    rules.map(([about, each]) => [way, about, relation, each] as const),
  );

  it.each(table)(
    'told by %s open an incident %s in every order of arrival',
    async (_, __, relation, each) => {
      for (const order of permutations([arrivalOf(threat), arrivalOf(openGroup), ...relation])) {
        const { engine, open } = desk([each]);
        for (const arrive of order) await arrive(engine);
        expect((await open()).map(({ entity }) => entity.type)).toEqual([each.entity]);
      }
    },
  );

  it('that end resolve the incident, and open it again when they come back', async () => {
    const { decisions, take, open } = desk([rule([THREAT, OPEN_GROUP])]);
    const at = (hour: number, Resources: readonly JsonObject[]) =>
      controlFinding('EC2.8', { Id: 'both', UpdatedAt: `2026-03-0${hour}T00:00:00Z`, Resources });
    const instance = { Type: 'AwsEc2Instance', Id: INSTANCE_ARN };
    await take(threat, openGroup, at(2, [instance, groupResource]));
    await take(at(3, [instance]));
    expect(await open()).toEqual([]);
    await take(at(4, [instance, groupResource]));
    expect(decisions.map(({ action }) => action)).toEqual(['open', 'resolve', 'open']);
    expect(decisions[1]?.record.incident.resolution?.reason).toContain('no longer states a relation');
    expect(new Set(decisions.map(({ record }) => record.incident.id)).size).toBe(1);
  });

  it('end with a newer version that names only one end, in either order of arrival', async () => {
    const both = controlFinding('EC2.19', {
      Resources: [{ Type: 'AwsEc2Instance', Id: INSTANCE_ARN }, groupResource],
    });
    const groupAlone = { ...both, UpdatedAt: '2026-03-05T00:00:00Z', Resources: [groupResource] };
    for (const order of [
      [threat, openGroup, both, groupAlone],
      [groupAlone, both, threat, openGroup],
    ]) {
      const { open, take } = desk([rule([THREAT, OPEN_GROUP])]);
      await take(...order);
      expect(await open()).toEqual([]);
    }
  });

  it('hold while one of several sources states them', async () => {
    const { engine, take, open } = desk([rule([THREAT, OPEN_GROUP])]);
    await take(threat, openGroup, bothNamed);
    await rawGuardDuty(engine);
    await take(
      controlFinding('EC2.8', {
        Id: 'both',
        UpdatedAt: '2026-03-05T00:00:00Z',
        Resources: [{ Type: 'AwsEc2Instance', Id: INSTANCE_ARN }],
      }),
    );
    expect(await open()).toHaveLength(1);
  });

  it('are not crossed at a wide entity, in any order of arrival, and it is reported', async () => {
    const instances = Array.from({ length: RELATED_MAX + 1 }, (_, index) =>
      controlFinding('EC2.8', {
        Id: `member-${index}`,
        Resources: [
          index === 0
            ? { Type: 'AwsEc2Instance', Id: INSTANCE_ARN }
            : { Type: 'AwsEc2Instance', Id: `arn:aws:ec2:${REGION}:${ACCOUNT}:instance/i-${index}` },
          groupResource,
        ],
      }),
    );
    for (const order of [
      [threat, openGroup, ...instances],
      [...instances, threat, openGroup],
      [threat, ...instances, openGroup],
    ]) {
      const { engine, open, take } = desk([rule([THREAT, OPEN_GROUP])]);
      await take(...order.slice(0, -1));
      const last = order.at(-1);
      if (last !== undefined) await take(last);
      expect(await open()).toEqual([]);
      expect(engine.wideEntities()).toMatchObject([
        { entity: { key: SECURITY_GROUP_ARN }, relatedCount: RELATED_MAX + 1 },
      ]);
      await take({
        ...(instances[7] ?? threat),
        UpdatedAt: '2026-04-01T00:00:00Z',
        Resources: [{ Type: 'AwsEc2Instance', Id: 'arn:aws:ec2:eu-west-1:111122223333:instance/i-7' }],
      });
      expect(await open()).toHaveLength(1);
    }
  });
});

describe('outcomes', () => {
  const base = inspectorFinding();

  it.each([
    ['a first version that matches', [base], ['matched']],
    ['the same again', [base, base], ['matched', 'duplicate']],
    ['an older version', [{ ...base, UpdatedAt: '2026-03-02T00:00:00Z' }, base], ['matched', 'stale']],
    [
      'a downgrade, counted for what it replaces',
      [base, { ...base, UpdatedAt: '2026-03-02T00:00:00Z', Severity: { Label: 'LOW' } }],
      ['matched', 'matched'],
    ],
    ['what could match but does not', [{ ...base, Severity: { Label: 'LOW' } }], ['ignored']],
    ['a withdrawn one that would match', [{ ...base, RecordState: 'ARCHIVED' }], ['matched']],
    ['what no version of could concern a rule', [controlFinding('S3.1')], [undefined]],
    [
      'our own finding',
      [
        {
          ...base,
          ProductArn: `arn:aws:securityhub:${REGION}:${ACCOUNT}:product/${ACCOUNT}/default`,
          GeneratorId: 'corroborate/rule',
        },
      ],
      [undefined],
    ],
  ])('%s', async (_, findings, outcomes) => {
    expect(await desk([rule([THREAT, HOLE])]).take(...findings)).toEqual(outcomes);
  });

  it('lets a downgrade that arrives first win over the older critical version', async () => {
    const { open, take } = desk([rule([THREAT, HOLE])]);
    await take(threat, { ...base, UpdatedAt: '2026-03-02T00:00:00Z', Severity: { Label: 'LOW' } }, base);
    expect(await open()).toEqual([]);
  });

  it('takes content that returns by a later event for the newest', async () => {
    const { engine, open } = desk([rule([THREAT, HOLE])]);
    const suppressed = { ...base, Workflow: { Status: 'SUPPRESSED' } };
    const arrivals: readonly (readonly [Finding, string])[] = [
      [threat, '2026-03-01T10:00:00Z'],
      [base, '2026-03-01T10:00:00Z'],
      [base, '2026-03-01T12:00:00Z'],
      [suppressed, '2026-03-01T11:00:00Z'],
    ];
    for (const [finding, time] of arrivals) {
      const observation = engine.observe(finding, time);
      if (observation !== undefined) await engine.apply(observation);
    }
    expect(await open()).toHaveLength(1);
  });
});

describe('decisions', () => {
  const rules = [rule([THREAT, HOLE])];
  const hole = inspectorFinding();

  it('are delivered when something is told, not when a condition is merely seen again', async () => {
    const { decisions, take } = desk(rules);
    await take(threat, hole, {
      ...hole,
      UpdatedAt: '2026-03-02T00:00:00Z',
      LastObservedAt: '2026-03-02T00:00:00Z',
    });
    await take({ ...hole, Id: 'second', UpdatedAt: '2026-03-03T00:00:00Z' });
    expect(decisions.map(({ action }) => action)).toEqual(['open', 'update']);
    expect(decisions[1]?.record.incident.lastObserved).toBe(parseInstant('2026-03-02T00:00:00Z'));
  });

  it('never go back in time, whatever order findings arrive in', async () => {
    const { decisions, take } = desk(rules);
    await take({ ...threat, UpdatedAt: '2026-03-09T00:00:00Z' }, hole, {
      ...hole,
      Id: 'old',
      UpdatedAt: '2026-02-01T00:00:00Z',
    });
    const instants = decisions.map(({ record }) => record.incident.updatedAt);
    expect(instants).toEqual([...new Set(instants)].sort((a, b) => a - b));
  });

  it('say why an incident resolved, and list its last evidence', async () => {
    const { decisions, take } = desk(rules);
    await take(threat, hole, {
      ...hole,
      UpdatedAt: '2026-03-02T00:00:00Z',
      Workflow: { Status: 'SUPPRESSED' },
    });
    const resolved = decisions.at(-1)?.record.incident;
    expect(resolved).toMatchObject({
      status: 'resolved',
      resolution: { at: parseInstant('2026-03-02T00:00:00Z') },
    });
    expect(resolved?.resolution?.reason).toContain('suppressed');
    expect(resolved?.signals.hole?.findings).toHaveLength(1);
  });

  it('that a crash left undelivered are delivered by the next run', async () => {
    const store = createMemoryStore();
    const failing = desk(rules, { store, sink: { deliver: () => Promise.reject(new Error('no network')) } });
    await failing.take(threat);
    await expect(failing.take(hole)).rejects.toThrow('no network');
    const next = desk(rules, { store });
    await next.engine.repair();
    await next.engine.repair();
    expect(next.decisions.map(({ action }) => action)).toEqual(['open']);
  });

  describe('left undelivered, of which the first are refused', () => {
    const ids = Array.from({ length: 250 }, (_, index) => `incident ${String(index).padStart(3, '0')}`);
    const refused = new Set(ids.slice(0, 130));

    async function leftUndelivered() {
      const store = createMemoryStore();
      for (const id of ids) await store.saveIncident(recordOf(id, 5));
      const delivered: string[] = [];
      const deliver = async (decisions: readonly Decision[]) => {
        const taken = decisions.filter(({ record }) => !refused.has(record.incident.id));
        delivered.push(...taken.map(({ record }) => record.incident.id));
        if (taken.length < decisions.length) throw new DeliveryError('refused', taken);
      };
      return { delivered, store, engine: desk(rules, { store, sink: { deliver } }).engine };
    }

    it('are delivered past those, which stay undelivered', async () => {
      const { delivered, engine, store } = await leftUndelivered();
      await expect(engine.repair()).rejects.toThrow('refused');
      expect(delivered).toEqual(ids.slice(130));
      const left = await store.listUndelivered(1000);
      expect(left.map(({ incident }) => incident.id)).toEqual([...refused]);
    });

    it('are delivered as long as there is time', async () => {
      const { delivered, engine } = await leftUndelivered();
      let pages = 2;
      await expect(engine.repair(() => pages-- > 0)).rejects.toThrow('refused');
      expect(delivered).toEqual(ids.slice(130, 200));
    });
  });
});

describe('expiry', () => {
  const rules = [rule([THREAT, HOLE])];
  const hole = inspectorFinding();
  const later = '2028-01-01T00:00:00Z';

  it('keeps an incident open, with a copy of what it rests on', async () => {
    let now = parseInstant('2026-03-02T00:00:00Z') ?? (0 as Instant);
    const { open, take } = desk(rules, { clock: () => now });
    await take(threat, hole);
    now = parseInstant(later) ?? now;
    await take({ ...hole, Id: 'new', UpdatedAt: later, FirstObservedAt: later, LastObservedAt: later });
    const [incident] = await open();
    expect(incident?.signals.hole?.count).toBe(2);
    expect(incident?.signals.threat?.findings).toHaveLength(1);
  });

  it.each([
    ['at another severity', { Severity: { Label: 'LOW' } }],
    ['beside another relation', { Resources: [{ Type: 'AwsEc2Instance', Id: INSTANCE_ARN }, groupResource] }],
  ])('lets a copy stand that is said anew, %s', async (_, said) => {
    let now = parseInstant('2026-03-02T00:00:00Z') ?? (0 as Instant);
    const { engine, open, take } = desk([rule([THREAT, HOLE, { ...OPEN_GROUP, role: 'optional' }])], {
      clock: () => now,
    });
    await take(threat, hole);
    now = parseInstant(later) ?? now;
    const observation = engine.observe({ ...threat, ...said }, later);
    if (observation !== undefined) await engine.apply(observation);
    expect(await open()).toHaveLength(1);
  });

  it('lets the withdrawal of a copy count', async () => {
    let now = parseInstant('2026-03-02T00:00:00Z') ?? (0 as Instant);
    const { open, take } = desk(rules, { clock: () => now });
    await take(threat, hole);
    now = parseInstant(later) ?? now;
    await take({ ...threat, UpdatedAt: later, RecordState: 'ARCHIVED' });
    expect(await open()).toEqual([]);
  });

  it('lets the end of the relation count over which a copy was reached, and not that of another', async () => {
    let now = parseInstant('2026-03-02T00:00:00Z') ?? (0 as Instant);
    const happened = { ...OPEN_GROUP, kind: 'activity' } as const;
    const { open, take } = desk([rule([HOLE, happened])], { clock: () => now });
    const both = (day: string, ...others: readonly JsonObject[]) =>
      controlFinding('EC2.8', {
        Id: 'both',
        UpdatedAt: `${day}T00:00:00Z`,
        Resources: [{ Type: 'AwsEc2Instance', Id: INSTANCE_ARN }, ...others],
      });
    const otherGroup = { ...groupResource, Id: SECURITY_GROUP_ARN.replace(/sg-\w+$/, 'sg-0other') };
    await take(hole, openGroup, both('2026-03-01', groupResource, otherGroup));
    expect(await open()).toHaveLength(1);
    now = parseInstant(later) ?? now;
    await take({ ...hole, UpdatedAt: later }, both('2028-01-02', groupResource));
    expect(await open()).toHaveLength(1);
    await take(both('2028-01-03'));
    expect(await open()).toEqual([]);
  });

  it('forgets evidence that no incident rests on', async () => {
    let now = parseInstant('2026-03-02T00:00:00Z') ?? (0 as Instant);
    const { open, take } = desk(rules, { clock: () => now });
    await take(threat);
    now = parseInstant(later) ?? now;
    await take({ ...hole, Id: 'new', UpdatedAt: later, FirstObservedAt: '2026-03-01T00:00:00Z' });
    expect(await open()).toEqual([]);
  });

  it('does not happen where there is no clock', async () => {
    const { open, take } = desk(rules);
    await take(threat, { ...hole, Id: 'new', UpdatedAt: later, FirstObservedAt: '2026-03-01T00:00:00Z' });
    expect(await open()).toHaveLength(1);
  });
});
