import type { DynamoDBRecord } from 'aws-lambda';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { changeFrom } from '../../src/core/correlation/finding-change.ts';
import { incidentId } from '../../src/core/correlation/incident-id.ts';
import type { Finding } from '../../src/core/finding/finding.ts';
import { digest } from '../../src/digest.ts';
import { createEngine, type Engine } from '../../src/engine.ts';
import { ENV } from '../../src/lambda/constants.ts';
import { createCorrelate } from '../../src/lambda/correlate.ts';
import type { Telemetry } from '../../src/lambda/telemetry.ts';
import { NO_SINK } from '../../src/sink.ts';
import { findingKeyOf, toFindingItem } from '../../src/store/dynamodb/finding-item.ts';
import { recordKeyOf } from '../../src/store/dynamodb/incident-item.ts';
import { type Item, toKey } from '../../src/store/dynamodb/item.ts';
import type { Store } from '../../src/store.ts';
import { makeRule, makeSignal } from '../core/rule/make-rule.ts';
import { instanceResource, SECURITY_GROUP_ARN } from '../fixtures/make-finding.ts';
import {
  arnOf,
  type FunctionWorld,
  incidentsIn,
  messageOf,
  openFunctionWorld,
  RULE,
  recordOf,
  threatOn,
} from './function-world.ts';

const NOWHERE = 'http://127.0.0.1:9';
const GARBAGE: Item = { pk: { S: 'finding#garbage' }, sk: { S: 'version' }, garbage: { N: '1' } };

let world: FunctionWorld;
beforeEach(async () => {
  process.env.POWERTOOLS_LOG_LEVEL = 'SILENT';
  world = await openFunctionWorld([RULE]);
});
afterEach(() => world.close());

/** Saves a finding as ingest does, and gives its item. */
async function saved(finding: Finding): Promise<Item> {
  await world.ingest([messageOf(finding)]);
  const { pk } = findingKeyOf({ productArn: finding.ProductArn, id: finding.Id });
  const [item] = await world.items(pk);
  if (item === undefined) throw new Error(`${finding.Id} was not saved`);
  return item;
}

const incidents = () => incidentsIn(world);

/** An incident that cannot be read. */
async function spoilIncidentOf(id: string): Promise<void> {
  await world.put({ ...toKey(recordKeyOf(incidentId(RULE.id, arnOf(id), digest))), data: { S: 'spoilt' } });
}

describe('an incident', () => {
  const rule = { ...RULE, texts: { ja: { title: '脅威の検出', description: '説明' } } };

  it.each([
    ['ja', '脅威の検出'],
    ['en', RULE.title],
    ['fr', RULE.title],
  ])('speaks the language of the deployment: %s', async (language, title) => {
    const record = recordOf('1', { after: await saved(threatOn('i-1')) });
    await world.correlate([record], { rules: [rule], variables: { [ENV.language]: language } });
    const [opened] = await world.store.listIncidents({ status: 'open', limit: 1 });
    expect(opened?.incident.title).toBe(title);
    expect(world.account.hub.findings().map(({ Title }) => Title)).toContain(title);
  });
});

/** Sends records to correlate: how many changes it settles at a time, and how often incidents are read for that. */
async function watched(records: readonly DynamoDBRecord[]): Promise<readonly [number[], number]> {
  const settled: number[] = [];
  let loaded = 0;
  const store: Store = {
    ...world.store,
    loadIncident: (id) => {
      loaded += 1;
      return world.store.loadIncident(id);
    },
  };
  const engine = createEngine({ rules: [RULE], store, sink: NO_SINK, digest });
  const settle: Engine['settle'] = (changes) => {
    settled.push(changes.length);
    return engine.settle(changes);
  };
  const telemetry: Pick<Telemetry, 'lag' | 'flush'> = { lag: () => {}, flush: () => {} };
  const parts = { engine: { ...engine, settle }, telemetry, now: () => 0 } as object;
  await createCorrelate(parts as Parameters<typeof createCorrelate>[0])({ Records: [...records] });
  return [settled, loaded];
}

const buried = () => (world.account.deadLetters()['dead-letters'] ?? []).map((body) => JSON.parse(body));

describe('correlate', () => {
  it('judges what was saved: a first version, and one that takes its place', async () => {
    const first = await saved(threatOn('i-1'));
    expect(await world.correlate([recordOf('1', { after: first })])).toBeUndefined();
    expect(await incidents()).toEqual(['i-1 open']);
    const withdrawn = { RecordState: 'ARCHIVED', UpdatedAt: '2026-03-05T00:00:00.000Z' };
    const next = await saved(threatOn('i-1', withdrawn));
    await world.correlate([recordOf('2', { before: first, after: next })]);
    expect(await incidents()).toEqual(['i-1 resolved']);
    expect(world.account.hub.findings()).toMatchObject([{ RecordState: 'ARCHIVED' }]);
    expect(world.metrics()).toMatchObject({ IncidentsOpened: 1, IncidentsResolved: 1, FindingsImported: 2 });
  });

  it('says how old what it judges is', async () => {
    const after = await saved(threatOn('i-1'));
    world.account.advance(7000);
    await world.correlate([recordOf('1', { after })]);
    expect(world.metrics().Lag).toBeGreaterThanOrEqual(7000);
  });

  it('judges an entity once for all that a batch says of it', async () => {
    const items = [];
    for (const Id of ['a', 'b', 'c']) items.push(await saved(threatOn('i-1', { Id })));
    const [settled, loaded] = await watched(items.map((after, index) => recordOf(String(index), { after })));
    expect(settled).toEqual([3]);
    // Once to judge it, and once more to see what others have saved meanwhile.
    expect(loaded).toBe(2);
    const [record] = await world.store.listIncidents({ limit: 9 });
    expect(record?.incident.signals.threat?.count).toBe(3);
  });

  it('completes a save that was left halfway, and judges it when it is complete', async () => {
    const engine = createEngine({ rules: [RULE], store: world.store, sink: NO_SINK, digest });
    const observation = engine.observe(threatOn('i-1'), undefined);
    if (observation === undefined) throw new Error('nothing to observe');
    const parts = changeFrom(undefined, observation);
    const before = toFindingItem({ observation, nonce: 'n', pending: { parts, step: 0 } }, undefined);
    await world.put(before);
    await world.correlate([recordOf('1', { after: before })]);
    const [after] = await world.items('finding#');
    expect(after?.pending).toBeUndefined();
    expect(await incidents()).toEqual([]);
    await world.correlate([recordOf('2', { before, after: after ?? {} })]);
    expect(await incidents()).toEqual(['i-1 open']);
  });

  it('has nothing to do with what it removes itself, nor with other items', async () => {
    const before = await saved(threatOn('i-1'));
    const [piece] = await world.items('evidence#');
    expect(
      await world.correlate([
        recordOf('1', { before }),
        recordOf('2', { before: piece ?? {} }),
        recordOf('3', { after: piece ?? {} }),
        recordOf('4', { before: { ...GARBAGE, pk: { S: 'evidence#x' } }, isExpired: true }),
      ]),
    ).toBeUndefined();
    expect(await incidents()).toEqual([]);
    expect(buried()).toEqual([]);
  });

  it('counts an expired piece no more, once for all deliveries of its record', async () => {
    const a = await saved(threatOn('i-1', { Id: 'a' }));
    const b = await saved(threatOn('i-1', { Id: 'b' }));
    await world.correlate([recordOf('1', { after: a }), recordOf('2', { after: b })]);
    const pieces = (await world.items('evidence#')).filter(({ start }) => start !== undefined);
    const [piece] = pieces;
    const place = { rule: RULE.id, signal: 'threat', entity: arnOf('i-1') };
    for (let delivery = 0; delivery < 3; delivery += 1)
      await world.correlate([recordOf('3', { before: piece ?? {}, isExpired: true })]);
    expect(await world.store.countEvidence(place)).toBe(1);
    expect(await incidents()).toEqual(['i-1 open']);
  });

  it('ends the relations of an expired finding', async () => {
    const across = makeRule(
      [...RULE.signals, makeSignal('group', { GeneratorId: ['x'] }, { on: 'securityGroup' })],
      {
        id: 'across',
      },
    );
    const rules = [across];
    const tie = threatOn('i-1', {
      Resources: [
        instanceResource(arnOf('i-1')),
        { Type: 'AwsEc2SecurityGroup', Id: SECURITY_GROUP_ARN },
      ] as never,
    });
    await world.ingest([messageOf(tie)], { rules });
    const [before] = await world.items('finding#');
    const related = () => world.store.readRelated(arnOf('i-1'), 'AwsEc2SecurityGroup', { limit: 9 });
    expect(await related()).toHaveLength(1);
    for (let delivery = 0; delivery < 2; delivery += 1)
      await world.correlate([recordOf('1', { before: before ?? {}, isExpired: true })], { rules });
    expect(await related()).toEqual([]);
  });
});

describe('what correlate can never process', () => {
  it('goes to the dead letters, and holds up no neighbour', async () => {
    const [a, b] = [await saved(threatOn('i-1')), await saved(threatOn('i-2'))];
    const records = [{ after: a }, { after: GARBAGE }, { after: b }];
    expect(
      await world.correlate(records.map((images, index) => recordOf(String(index), images))),
    ).toBeUndefined();
    expect(await incidents()).toEqual(['i-1 open', 'i-2 open']);
    expect(buried()).toMatchObject([
      { sequenceNumber: '1', item: '{"pk":{"S":"finding#garbage"},"sk":{"S":"version"}}' },
    ]);
    expect(world.metrics()).toMatchObject({ PoisonRecords: 1 });
  });

  it('is found also where it shows only in judging', async () => {
    await spoilIncidentOf('i-2');
    const items = [];
    for (const id of ['i-1', 'i-2', 'i-3']) items.push(await saved(threatOn(id)));
    const records = items.map((after, index) => recordOf(String(index), { after }));
    expect(await world.correlate(records)).toBeUndefined();
    expect((await world.items('incidents#open')).length).toBe(2);
    expect(buried()).toMatchObject([{ sequenceNumber: '1' }]);
  });

  it('is one entity, and not the others that the same finding is about', async () => {
    const ids = Array.from({ length: 20 }, (_, index) => `i-${index}`);
    await spoilIncidentOf('i-3');
    const after = await saved(threatOn('many', { Resources: ids.map((id) => instanceResource(arnOf(id))) }));
    expect(await world.correlate([recordOf('1', { after })])).toBeUndefined();
    expect((await world.items('incidents#open')).length).toBe(19);
    expect(buried()).toMatchObject([{ sequenceNumber: '1' }]);
  });

  it('comes again where it cannot be buried', async () => {
    const after = await saved(threatOn('i-1'));
    const records = [recordOf('1', { after }), recordOf('2', { after: GARBAGE })];
    const variables = {
      CORROBORATE_DEAD_LETTERS_URL: `${NOWHERE}/111122223333/dead`,
      AWS_ENDPOINT_URL_SQS: NOWHERE,
    };
    expect(await world.correlate(records, { variables })).toBe('2');
    expect(await incidents()).toEqual(['i-1 open']);
    expect(world.metrics().PoisonRecords ?? 0).toBe(0);
    expect(await world.correlate(records.slice(1))).toBeUndefined();
    expect(buried()).toHaveLength(1);
  });
});

describe('what may pass', () => {
  it('comes again from the first record on that needs it', async () => {
    const after = await saved(threatOn('i-1'));
    const records = [
      recordOf('1', { after: { ...GARBAGE, pk: { S: 'other#' } } }),
      recordOf('2', { after: GARBAGE }),
      recordOf('3', { after }),
      recordOf('4', { after }),
    ];
    const variables = { CORROBORATE_DYNAMODB_ENDPOINT: NOWHERE };
    expect(await world.correlate(records, { variables })).toBe('3');
    expect(buried()).toMatchObject([{ sequenceNumber: '2' }]);
    expect(await world.correlate(records.slice(2))).toBeUndefined();
    expect(await incidents()).toEqual(['i-1 open']);
  });

  it('is left to reconcile where an incident cannot be delivered', async () => {
    world.account.hub.state = 'off';
    const after = await saved(threatOn('i-1'));
    expect(await world.correlate([recordOf('1', { after })])).toBeUndefined();
    expect(world.metrics()).toMatchObject({ ImportFailures: 1, ImportDenied: 1, IncidentsOpened: 1 });
    expect(await world.store.listUndelivered(9)).toHaveLength(1);
    world.account.hub.state = 'on';
    expect(await world.reconcile({})).toMatchObject({ delivered: true, undelivered: 0 });
    expect(world.account.hub.findings()).toHaveLength(1);
    expect(world.metrics()).toMatchObject({ FindingsImported: 1, IncidentsOpened: 1 });
  });

  it('is not a finding of a rule that is gone', async () => {
    const after = await saved(threatOn('i-1'));
    expect(await world.correlate([recordOf('1', { after })], { rules: [] })).toBeUndefined();
    expect(await incidents()).toEqual([]);
  });
});
