import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { incidentId } from '../../src/core/correlation/incident-id.ts';
import type { Finding } from '../../src/core/finding/finding.ts';
import { type Json, type JsonObject, memberOf } from '../../src/core/json.ts';
import type { Rule } from '../../src/core/rule/rule.ts';
import { digest } from '../../src/digest.ts';
import { findingKeyOf } from '../../src/store/dynamodb/finding-item.ts';
import { recordKeyOf } from '../../src/store/dynamodb/incident-item.ts';
import { type Item, keyOf, toKey } from '../../src/store/dynamodb/item.ts';
import { ServiceError } from '../account/http/service-error.ts';
import { makeRule, makeSignal } from '../core/rule/make-rule.ts';
import { ACCOUNT, inspectorFinding, instanceResource } from '../fixtures/make-finding.ts';
import {
  arnOf,
  type FunctionSettings,
  type FunctionWorld,
  incidentsIn,
  messageOf,
  openFunctionWorld,
  RULE,
  recordOf,
  threatOn,
} from './function-world.ts';

const DAY_MS = 86_400_000;

let world: FunctionWorld;
beforeEach(async () => {
  process.env.POWERTOOLS_LOG_LEVEL = 'SILENT';
  world = await openFunctionWorld([RULE]);
});
afterEach(async () => {
  expect(world.account.hub.imports.violations).toEqual([]);
  await world.close();
});

const save = (...findings: readonly Finding[]) => world.ingest(findings.map((finding) => messageOf(finding)));

/** Lets correlate see what has changed since it looked last, as the stream would. */
let seen = new Map<string, Item>();
beforeEach(() => {
  seen = new Map();
});
async function stream(settings?: FunctionSettings): Promise<void> {
  const records = [];
  for (const after of await world.items('finding#')) {
    const { pk } = keyOf(after);
    const before = seen.get(pk);
    seen.set(pk, after);
    if (JSON.stringify(before) === JSON.stringify(after)) continue;
    records.push(recordOf(String(records.length), { after, ...(before && { before }) }));
  }
  expect(await world.correlate(records, settings)).toBeUndefined();
}

const incidents = () => incidentsIn(world);

/** Time that runs out after so many questions. */
function timeFor(questions: number): () => number {
  let left = questions;
  return () => (left-- > 0 ? 60_000 : 0);
}

const told = () => world.account.bus.events.filter(({ source }) => source === 'corroborate');

describe('what was left undelivered', () => {
  it('is delivered, each incident in its last state', async () => {
    world.account.hub.state = 'off';
    await save(threatOn('i-1'), threatOn('i-2'));
    await stream();
    await save(threatOn('i-2', { Title: 'another title', UpdatedAt: '2026-03-09T00:00:00.000Z' }));
    await stream();
    expect(await world.reconcile({})).toMatchObject({ delivered: false, undelivered: 2 });
    expect(world.metrics()).toMatchObject({ ImportDenied: 3, Undelivered: 2 });
    world.account.hub.state = 'on';
    expect(await world.reconcile({})).toMatchObject({ delivered: true, undelivered: 0 });
    expect(world.account.hub.imports.accepted).toHaveLength(2);
    expect(told().map((event) => event['detail-type'])).toEqual([
      'Corroborate Incident Opened',
      'Corroborate Incident Opened',
    ]);
    expect(world.account.publications).toHaveLength(2);
    await world.reconcile({});
    expect(told()).toHaveLength(2);
  });

  it('is delivered past one that Security Hub refuses', async () => {
    world.account.hub.state = 'off';
    await save(threatOn('i-1'), threatOn('i-2'));
    await stream();
    world.account.hub.state = 'on';
    world.account.hub.failureOf = ({ ProductFields }) =>
      String(memberOf(ProductFields, 'corroborate/entity')).endsWith('i-1') ? 'InvalidInput' : undefined;
    expect(await world.reconcile({})).toMatchObject({ delivered: false, undelivered: 1 });
    expect(world.account.hub.findings()).toHaveLength(1);
    expect(world.metrics()).toMatchObject({ ImportFailures: 2 });
  });
});

describe('an open incident', () => {
  it('is imported again after 60 days, with other content, and nobody is told', async () => {
    await save(threatOn('i-1'), threatOn('i-2'));
    await stream();
    const before = told().length;
    world.account.advance(59 * DAY_MS);
    expect(await world.reconcile({})).toMatchObject({ kept: 0 });
    world.account.advance(DAY_MS);
    expect(await world.reconcile({})).toMatchObject({ kept: 2 });
    expect(world.account.hub.imports.accepted).toHaveLength(4);
    world.account.advance(DAY_MS);
    expect(await world.reconcile({})).toMatchObject({ kept: 0 });
    world.account.advance(60 * DAY_MS);
    expect(await world.reconcile({})).toMatchObject({ kept: 2 });
    expect(told()).toHaveLength(before);
    expect(world.account.publications).toHaveLength(2);
  });

  it('is looked at once a day', async () => {
    await save(threatOn('i-1'));
    await stream();
    world.account.advance(60 * DAY_MS - 60_000);
    await world.reconcile({});
    world.account.advance(DAY_MS - 1);
    expect(await world.reconcile({})).toMatchObject({ kept: 0 });
    world.account.advance(1);
    expect(await world.reconcile({})).toMatchObject({ kept: 1 });
  });

  it('that has resolved is let go', async () => {
    await save(threatOn('i-1'));
    await stream();
    await save(threatOn('i-1', { RecordState: 'ARCHIVED', UpdatedAt: '2026-03-09T00:00:00.000Z' }));
    await stream();
    world.account.advance(61 * DAY_MS);
    expect(await world.reconcile({})).toMatchObject({ kept: 0 });
  });

  it('that cannot be kept holds up neither others nor what else there is to do', async () => {
    await save(threatOn('i-1'), threatOn('i-2'));
    await stream();
    world.account.advance(61 * DAY_MS);
    world.account.hub.failureOf = ({ ProductFields }) =>
      String(memberOf(ProductFields, 'corroborate/entity')).endsWith('i-1') ? 'InvalidInput' : undefined;
    expect(await world.reconcile({ rejudge: true })).toMatchObject({ kept: 1, rejudge: { isDone: true } });
    expect(world.metrics()).toMatchObject({ ImportFailures: 1 });
    world.account.hub.failureOf = () => undefined;
    world.account.advance(DAY_MS);
    expect(await world.reconcile({})).toMatchObject({ kept: 1 });
  });

  it('is looked at with all others over as many invocations as that takes', async () => {
    await save(...Array.from({ length: 60 }, (_, index) => threatOn(`i-${100 + index}`)));
    await stream();
    const isDone = async () => (await world.items('meta')).some((item) => keyOf(item).sk === 'state#kept');
    await world.reconcile({}, { remainingMs: timeFor(1) });
    expect(await isDone()).toBe(false);
    await world.reconcile({}, { remainingMs: timeFor(1) });
    expect(await isDone()).toBe(true);
  });

  it('that cannot be read holds up nothing else there is to do', async () => {
    await save(threatOn('i-1'));
    await stream();
    await world.put({ pk: { S: 'incidents#open' }, sk: { S: 'garbage' } });
    world.account.hub.receive(threatOn('i-2'));
    await expect(world.reconcile({ fill: {} })).rejects.toThrow('cannot be read');
    expect(await world.items('finding#')).toHaveLength(2);
    expect(world.metrics()).toMatchObject({ Undelivered: 0 });
  });

  it('goes on being kept where time has run out', async () => {
    await save(...Array.from({ length: 60 }, (_, index) => threatOn(`i-${100 + index}`)));
    await stream();
    world.account.advance(61 * DAY_MS);
    expect(await world.reconcile({}, { remainingMs: timeFor(1) })).toMatchObject({ kept: 50 });
    expect(await world.reconcile({})).toMatchObject({ kept: 10 });
  });
});

describe('filling from Security Hub', () => {
  const receive = (...findings: readonly Finding[]) => {
    for (const finding of findings) world.account.hub.receive(finding);
  };
  const many = (count: number) => Array.from({ length: count }, (_, index) => threatOn(`i-${1000 + index}`));

  it('applies all there is, and says what became of it', async () => {
    receive(threatOn('i-1'), inspectorFinding(), threatOn('i-2', { UpdatedAt: 'never' }));
    const report = await world.reconcile({ fill: {} });
    expect(report.fill).toEqual({ matched: 1, ignored: 1, quarantined: 1, isDone: true });
    expect((await world.items('quarantine#')).map(({ reason }) => reason?.S)).toEqual([
      '`UpdatedAt` is not a date and time: `never`',
    ]);
    await stream();
    expect(await incidents()).toEqual(['i-1 open']);
    expect((await world.reconcile({})).fill).toBeUndefined();
  });

  it('reads a hundred findings a page, within the limits of GetFindings', async () => {
    receive(...many(950));
    const report = await world.reconcile({ fill: {} });
    expect(report.fill).toEqual({ matched: 950, isDone: true });
    expect(world.account.requests()['securityhub:GetFindings']).toBe(10);
  });

  it('goes on over invocations', async () => {
    receive(...many(250));
    expect((await world.reconcile({ fill: {} }, { remainingMs: timeFor(3) })).fill).toEqual({
      matched: 200,
      isDone: false,
    });
    expect((await world.reconcile({})).fill).toEqual({ matched: 50, isDone: true });
    expect(world.account.requests()['securityhub:GetFindings']).toBe(3);
  });

  it('reads what filters let through', async () => {
    receive(threatOn('i-1'), threatOn('i-2', { AwsAccountId: '444455556666' }));
    const filters = { AwsAccountId: [{ Value: '444455556666', Comparison: 'EQUALS' }] };
    expect((await world.reconcile({ fill: { filters } })).fill).toEqual({ matched: 1, isDone: true });
  });

  it('starts over where its token is not taken any more', async () => {
    receive(...many(150));
    await world.reconcile({ fill: {} }, { remainingMs: timeFor(2) });
    const { hub } = world.account;
    const getFindings = hub.getFindings.bind(hub);
    let isLost = true;
    hub.getFindings = (request) => {
      if (request.NextToken !== undefined && isLost) {
        isLost = false;
        throw new ServiceError('InvalidInputException', 'the token is not valid any more');
      }
      return getFindings(request);
    };
    expect((await world.reconcile({})).fill).toEqual({ duplicate: 100, matched: 50, isDone: true });
  });

  it('is not done by an answer without findings, whoever gave it', async () => {
    receive(threatOn('i-1'));
    const { hub } = world.account;
    const getFindings = hub.getFindings.bind(hub);
    hub.getFindings = () => ({}) as never;
    await expect(world.reconcile({ fill: {} })).rejects.toThrow('not Security Hub');
    hub.getFindings = getFindings;
    expect((await world.reconcile({})).fill).toEqual({ matched: 1, isDone: true });
  });

  it('reads members that the SDK does not know, as the event had them', async () => {
    const finding = threatOn('i-1', { Tomorrow: { Zone: 'blue' } });
    await save(finding);
    receive(finding);
    const rule = makeRule([makeSignal('threat', { Tomorrow: { Zone: ['blue'] } })], { id: 'threat' });
    expect((await world.reconcile({ fill: {} }, { rules: [rule] })).fill).toEqual({
      matched: 1,
      isDone: true,
    });
    const key = { rule: 'threat', signal: 'threat', entity: arnOf('i-1') };
    expect(await world.store.countEvidence(key)).toBe(1);
  });

  it('goes on where it was when Lambda tries an invocation again, and begins anew when it is asked again', async () => {
    receive(...many(150));
    const first = { awsRequestId: 'first' };
    await world.reconcile({ fill: {} }, { ...first, remainingMs: timeFor(2) });
    expect((await world.reconcile({ fill: {} }, first)).fill).toEqual({ matched: 50, isDone: true });
    await world.reconcile({ fill: {} }, { awsRequestId: 'second', remainingMs: timeFor(2) });
    const third = await world.reconcile({ fill: {} }, { awsRequestId: 'third' });
    expect(third.fill).toEqual({ duplicate: 150, isDone: true });
  });

  it('is not lost to another that is still under way', async () => {
    receive(...many(150));
    const { hub } = world.account;
    const getFindings = hub.getFindings.bind(hub);
    const asked: Promise<unknown>[] = [];
    hub.getFindings = (request) => {
      hub.getFindings = getFindings;
      asked.push(world.reconcile({ fill: {} }, { awsRequestId: 'later', remainingMs: () => 0 }));
      return getFindings(request);
    };
    const filters = { AwsAccountId: [{ Value: '111122223333', Comparison: 'EQUALS' }] };
    await world.reconcile({ fill: { filters } }, { awsRequestId: 'earlier' });
    expect(await Promise.all(asked)).toHaveLength(1);
    expect((await world.reconcile({})).fill).toMatchObject({ isDone: true });
    expect((await world.reconcile({})).fill).toBeUndefined();
  });

  it('is asked for until rules that have changed have seen all findings', async () => {
    await save(threatOn('i-1'));
    await world.reconcile({});
    expect(world.metrics()).toMatchObject({ RulesChanged: 0 });
    const changed = makeRule([makeSignal('threat', { Normalized: { Product: ['Inspector'] } })], {
      id: 'threat',
    });
    await world.reconcile({}, { rules: [changed] });
    expect(world.metrics()).toMatchObject({ RulesChanged: 1 });
    const filters = { AwsAccountId: [{ Value: ACCOUNT, Comparison: 'EQUALS' }] };
    expect((await world.reconcile({ fill: { filters } }, { rules: [changed] })).fill?.isDone).toBe(true);
    expect(world.metrics()).toMatchObject({ RulesChanged: 2 });
    await world.reconcile({ fill: {} }, { rules: [changed] });
    expect(world.metrics()).toMatchObject({ RulesChanged: 2 });
  });

  it('is asked for also where former rules come back, which others have run in the place of', async () => {
    const other = makeRule([makeSignal('threat', { Normalized: { Product: ['Inspector'] } })], {
      id: 'threat',
    });
    await save(threatOn('i-1'));
    await world.reconcile({}, { rules: [other] });
    await world.reconcile({});
    expect(world.metrics()).toMatchObject({ RulesChanged: 2 });
    await world.reconcile({}, { rules: [] });
    await world.reconcile({ fill: {} });
    await world.reconcile({});
    expect(world.metrics()).toMatchObject({ RulesChanged: 2 });
    await world.reconcile({}, { rules: [] });
    await world.reconcile({});
    expect(world.metrics()).toMatchObject({ RulesChanged: 3 });
  });

  it('starts over where the rules have changed on the way: those have seen nothing yet', async () => {
    receive(...many(150));
    const rules = [
      makeRule([makeSignal('threat', { Normalized: { Product: ['Macie'] } })], { id: 'threat' }),
    ];
    expect((await world.reconcile({ fill: {} }, { rules, remainingMs: timeFor(2) })).fill).toMatchObject({
      ignored: 100,
    });
    expect((await world.reconcile({})).fill).toEqual({ matched: 150, isDone: true });
  });

  it.each(['InvalidInputException', 'ValidationException', 'BadRequestException'])(
    'is over where Security Hub does not take the filters: %s',
    async (name) => {
      world.account.hub.getFindings = () => {
        throw new ServiceError(name, 'no such value');
      };
      const filters = { RecordState: [{ Value: 'nonsense', Comparison: 'EQUALS' }] };
      const asked = { awsRequestId: 'asked' };
      await expect(world.reconcile({ fill: { filters } }, asked)).rejects.toThrow('no such value');
      expect((await world.reconcile({})).fill).toBeUndefined();
      expect((await world.reconcile({ fill: { filters } }, asked)).fill).toBeUndefined();
    },
  );

  it('is not begun with filters that GetFindings does not know, of which the SDK would send nothing', async () => {
    receive(threatOn('i-1'));
    const filters = { Nonsense: [{ Value: 'x' }], ProductName: 'GuardDuty', __proto__: null } as JsonObject;
    await expect(world.reconcile({ fill: { filters } })).rejects.toThrow(
      'GetFindings does not filter by Nonsense; ProductName is no list of conditions',
    );
    expect((await world.reconcile({})).fill).toBeUndefined();
    expect(await world.items('finding#')).toEqual([]);
  });

  it('is not begun again by Lambda trying again what failed after it was done', async () => {
    receive(threatOn('i-1'));
    const asked = { awsRequestId: 'asked' };
    expect((await world.reconcile({ fill: {} }, asked)).fill).toEqual({ matched: 1, isDone: true });
    expect((await world.reconcile({ fill: {} }, asked)).fill).toBeUndefined();
  });

  it('goes on with the next invocation where Security Hub was off', async () => {
    receive(threatOn('i-1'));
    world.account.hub.state = 'off';
    await expect(world.reconcile({ fill: {} })).rejects.toThrow(/not subscribed/);
    world.account.hub.state = 'on';
    expect((await world.reconcile({})).fill).toEqual({ matched: 1, isDone: true });
  });

  it('goes past a finding that can never be applied', async () => {
    const spoilt = threatOn('i-1');
    const key = findingKeyOf({ productArn: spoilt.ProductArn, id: spoilt.Id });
    await world.put({ ...toKey(key), version: { S: 'garbage' } });
    receive(spoilt, threatOn('i-2'));
    expect((await world.reconcile({ fill: {} })).fill).toEqual({ failed: 1, matched: 1, isDone: true });
  });

  it('lets changed rules see all findings: old evidence goes, new comes, incidents follow', async () => {
    receive(threatOn('i-1'), inspectorFinding({ Resources: [instanceResource(arnOf('i-2'))] as Json }));
    await world.reconcile({ fill: {} });
    await stream();
    expect(await incidents()).toEqual(['i-1 open']);
    const changed: Rule = makeRule([makeSignal('threat', { Normalized: { Product: ['Inspector'] } })], {
      id: 'threat',
    });
    const settings = { rules: [changed] };
    expect((await world.reconcile({ fill: {} }, settings)).fill).toMatchObject({ isDone: true });
    await stream(settings);
    expect(await incidents()).toEqual(['i-1 resolved', 'i-2 open']);
    const [record] = await world.store.listIncidents({ status: 'resolved', limit: 1 });
    expect(record?.incident.resolution?.reason).toContain('threat on i-1');
    for (const [id, count] of [
      ['i-1', 0],
      ['i-2', 1],
    ] as const)
      expect(await world.store.countEvidence({ rule: 'threat', signal: 'threat', entity: arnOf(id) })).toBe(
        count,
      );
  });
});

describe('judging again', () => {
  it('opens and resolves what correlate has never been told of', async () => {
    await save(threatOn('i-1'));
    await stream();
    await save(threatOn('i-2'));
    await save(threatOn('i-1', { RecordState: 'ARCHIVED', UpdatedAt: '2026-03-09T00:00:00.000Z' }));
    const report = await world.reconcile({ rejudge: true });
    expect(report).toMatchObject({
      undelivered: 0,
      rejudge: { incidents: 1, findings: 2, unreadable: 0, isDone: true },
    });
    expect(await incidents()).toEqual(['i-1 resolved', 'i-2 open']);
    expect(world.metrics()).toMatchObject({ IncidentsOpened: 2, IncidentsResolved: 1, FindingsImported: 3 });
    expect(world.account.hub.findings().map(({ RecordState }) => RecordState)).toEqual([
      'ARCHIVED',
      'ACTIVE',
    ]);
    expect((await world.reconcile({})).rejudge).toBeUndefined();
  });

  it('changes nothing where all is as it should be', async () => {
    await save(threatOn('i-1'), threatOn('i-2'));
    await stream();
    const before = world.account.hub.imports.accepted.length;
    await world.reconcile({ rejudge: true });
    expect(world.account.hub.imports.accepted).toHaveLength(before);
  });

  it('goes on over invocations', async () => {
    await save(...Array.from({ length: 60 }, (_, index) => threatOn(`i-${100 + index}`)));
    await stream();
    const first = await world.reconcile({ rejudge: true }, { remainingMs: timeFor(3) });
    expect(first.rejudge).toMatchObject({ incidents: 50, findings: 0, isDone: false });
    const second = await world.reconcile({});
    expect(second.rejudge).toMatchObject({ incidents: 10, findings: 60, isDone: true });
  });

  it('goes past what cannot be read, and past what cannot be judged', async () => {
    await save(threatOn('i-1'), threatOn('i-2'), threatOn('i-3'));
    await world.put({ pk: { S: 'finding#garbage' }, sk: { S: 'version' }, garbage: { N: '1' } });
    const spoilt = incidentId(RULE.id, arnOf('i-2'), digest);
    await world.put({ ...toKey(recordKeyOf(spoilt)), data: { S: 'spoilt' } });
    const { rejudge } = await world.reconcile({ rejudge: true });
    expect(rejudge).toMatchObject({ findings: 3, unreadable: 1, isDone: true });
    expect(await world.items('incidents#open')).toHaveLength(2);
    expect(world.metrics()).toMatchObject({ PoisonRecords: 1 });
  });

  it('goes on where nothing can be delivered', async () => {
    await save(threatOn('i-1'));
    world.account.hub.state = 'off';
    const report = await world.reconcile({ rejudge: true });
    expect(report).toMatchObject({ undelivered: 1, rejudge: { isDone: true } });
  });
});
