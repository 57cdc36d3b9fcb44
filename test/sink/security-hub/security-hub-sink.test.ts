import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { IncidentRecord } from '../../../src/core/correlation/incident.ts';
import { memberOf } from '../../../src/core/json.ts';
import { ImportDeniedError } from '../../../src/sink/security-hub/import-findings.ts';
import type { SecurityHubSinkOptions } from '../../../src/sink/security-hub/security-hub-sink.ts';
import { DeliveryError } from '../../../src/sink.ts';
import { decisionOf, inShort, openSinkWorld, recordAt, type SinkWorld, versionAt } from './sink-world.ts';

const DAY_MS = 86_400_000;

let world: SinkWorld;
beforeEach(async () => {
  world = await openSinkWorld();
});
afterEach(async () => {
  expect(world.account.hub.imports.violations).toEqual([]);
  await world.close();
});

async function deliver(
  records: readonly IncidentRecord[],
  overrides?: Partial<SecurityHubSinkOptions>,
): Promise<void> {
  await world.createSink(overrides).deliver(records.map(decisionOf));
}

/** A worker that dies at what is overridden: nothing of it goes on after that. */
async function crash(record: IncidentRecord, overrides: Partial<SecurityHubSinkOptions>): Promise<void> {
  await expect(deliver([record], overrides)).rejects.toThrow('died');
}

const die = async (): Promise<never> => {
  throw new Error('died');
};

const atSettle = (): Partial<SecurityHubSinkOptions> => ({ log: { ...world.table.log, settle: die } });

function states(): readonly unknown[] {
  return world.account.hub.findings().map(({ RecordState }) => RecordState);
}

function imports(): readonly unknown[] {
  return world.account.hub.imports.accepted.map(({ UpdatedAt }) => Date.parse(String(UpdatedAt)));
}

const opened = recordAt(1);
const updated = recordAt(2, { findings: ['b-1', 'b-2'] });
const resolved = recordAt(3, { status: 'resolved' });
const reopened = recordAt(4, { findings: ['b-3'] });

describe('the Security Hub sink', () => {
  it('opens, updates, resolves and opens again one finding', async () => {
    for (const record of [opened, updated, resolved, reopened]) await deliver([record]);
    expect(imports()).toEqual([1, 2, 3, 4].map(versionAt));
    expect(states()).toEqual(['ACTIVE']);
    expect(inShort(world.news)).toEqual(['open 1', 'update 2', 'resolve 3', 'open 4']);
    expect(world.news[0]?.finding).toEqual({
      productArn: 'arn:aws:securityhub:eu-west-1:111122223333:product/111122223333/default',
      id: 'corroborate/f6d1b6e2c1',
    });
  });

  it('archives what is resolved', async () => {
    for (const record of [opened, resolved]) await deliver([record]);
    expect(states()).toEqual(['ARCHIVED']);
  });

  it('says when an incident has become more severe, and not when it has become less so', async () => {
    for (const [index, severity] of (['HIGH', 'CRITICAL', 'CRITICAL', 'HIGH'] as const).entries())
      await deliver([recordAt(index + 1, { severity, findings: [`b-${index}`] })]);
    expect(inShort(world.news)).toEqual(['open 1', 'update 2!', 'update 3', 'update 4']);
  });

  it('delivers of several states the last one alone', async () => {
    await deliver([opened, updated]);
    expect(imports()).toEqual([versionAt(2)]);
    expect(inShort(world.news)).toEqual(['open 2']);
  });

  it('imports nothing for a state that says what the one before said', async () => {
    await deliver([opened]);
    await deliver([recordAt(2)]);
    await deliver([opened]);
    expect(imports()).toEqual([versionAt(1)]);
    expect(inShort(world.news)).toEqual(['open 1']);
  });

  it('passes over a state that is older than one that was taken', async () => {
    await deliver([updated]);
    await deliver([opened]);
    expect(imports()).toEqual([versionAt(2)]);
  });

  it('passes over a state that is older than one that needed no import', async () => {
    await deliver([opened]);
    await deliver([recordAt(3)]);
    await deliver([updated]);
    expect(imports()).toEqual([versionAt(1)]);
  });

  it('tells nothing of what had resolved before it was ever told, nor of earlier states after that', async () => {
    await deliver([resolved]);
    await deliver([opened]);
    await deliver([resolved]);
    expect(states()).toEqual([]);
    expect(world.news).toEqual([]);
    await deliver([reopened]);
    expect(states()).toEqual(['ACTIVE']);
    expect(inShort(world.news)).toEqual(['open 4']);
  });

  it('has nothing to say of a rule that is gone', async () => {
    await deliver([opened], { rules: new Map() });
    expect(imports()).toEqual([]);
  });
});

describe('a worker that dies', () => {
  it('between writing the import down and making it leaves it to the next one', async () => {
    await crash(opened, { importFindings: die });
    await deliver([opened]);
    expect(imports()).toEqual([versionAt(1)]);
    expect(inShort(world.news)).toEqual(['open 1']);
  });

  it('between the import and telling it', async () => {
    await crash(opened, { announce: die });
    await deliver([opened]);
    expect(imports()).toEqual([versionAt(1)]);
    expect(inShort(world.news)).toEqual(['open 1']);
  });

  it('between telling and settling: it is told twice, and imported once', async () => {
    await crash(opened, atSettle());
    await deliver([opened]);
    expect(imports()).toEqual([versionAt(1)]);
    expect(inShort(world.news)).toEqual(['open 1', 'open 1']);
  });

  it('has its import finished before a later state is imported', async () => {
    await crash(opened, { importFindings: die });
    await deliver([updated]);
    expect(imports()).toEqual([1, 2].map(versionAt));
    expect(inShort(world.news)).toEqual(['open 2']);
  });

  it('may have told what has resolved since: that is told in any case', async () => {
    await crash(opened, atSettle());
    await deliver([resolved]);
    expect(states()).toEqual(['ARCHIVED']);
    expect(inShort(world.news)).toEqual(['open 1', 'resolve 3']);
  });

  it('may have told that an incident resolved which is open again', async () => {
    await deliver([opened]);
    await crash(resolved, atSettle());
    await deliver([reopened]);
    expect(inShort(world.news)).toEqual(['open 1', 'resolve 3', 'open 4']);
  });

  it('leaves an update of what is told as open: an update', async () => {
    await deliver([opened]);
    await crash(updated, atSettle());
    await deliver([recordAt(3, { findings: ['b-4'] })]);
    expect(inShort(world.news)).toEqual(['open 1', 'update 2', 'update 3']);
  });

  it('notes that it may tell a state that needs no import before it does', async () => {
    await crash(opened, { announce: die });
    await crash(resolved, { log: { ...world.table.log, begin: die } });
    await crash(recordAt(4), {
      announce: async (news) => {
        world.news.push(...news);
        // Somebody else is late with an earlier state.
        await deliver([resolved]);
        return die();
      },
    });
    await deliver([recordAt(5, { status: 'resolved' })]);
    expect(inShort(world.news)).toEqual(['open 4', 'resolve 5']);
  });

  it.each(['importFindings', 'announce'] as const)(
    'at %s, while the content goes back to what it was: A, B, A',
    async (member) => {
      await deliver([opened]);
      await crash(updated, { [member]: die });
      await deliver([recordAt(3)]);
      expect(imports()).toEqual([1, 2, 3].map(versionAt));
      const [finding] = world.account.hub.findings();
      expect(JSON.stringify(finding)).not.toContain('b-2');
    },
  );
});

describe('what Security Hub does not take', () => {
  it('is tried again, and then told', async () => {
    let failures = 2;
    world.account.hub.failureOf = () => (failures-- > 0 ? 'InternalException' : undefined);
    await deliver([opened]);
    expect(imports()).toEqual([versionAt(1)]);
    expect(inShort(world.news)).toEqual(['open 1']);
  });

  it('for good is not under way any more, and holds up no other incident', async () => {
    const entity = { type: 'AwsEc2Instance', key: 'another' };
    const other = { ...opened, incident: { ...opened.incident, id: 'other', entity } };
    world.account.hub.failureOf = ({ Id }) => (String(Id).endsWith('other') ? 'InvalidInput' : undefined);
    const delivery = deliver([other, opened]);
    await expect(delivery).rejects.toThrow(DeliveryError);
    await expect(delivery).rejects.toThrow('incident other was not imported: InvalidInput');
    await delivery.catch(({ delivered }: DeliveryError) =>
      expect(delivered.map(({ record }) => record.incident.id)).toEqual([opened.incident.id]),
    );
    expect(inShort(world.news)).toEqual(['open 1']);
    expect((await world.table.log.load('other')).pending).toBeUndefined();
    world.account.hub.failureOf = () => undefined;
    await deliver([other]);
    expect(inShort(world.news)).toEqual(['open 1', 'open 1']);
  });

  it('again and again stays under way until it is taken', async () => {
    world.account.hub.failureOf = () => 'InternalException';
    await expect(deliver([opened])).rejects.toThrow(/InternalException/);
    expect((await world.table.log.load(opened.incident.id)).pending).toBeDefined();
    expect(world.news).toEqual([]);
    world.account.hub.failureOf = () => undefined;
    await deliver([opened]);
    expect(imports()).toEqual([versionAt(1)]);
  });

  it.each(['off', 'product-off'] as const)('because it is %s is told with what to do', async (state) => {
    world.account.hub.state = state;
    const delivery = deliver([opened]);
    await expect(delivery).rejects.toThrow(ImportDeniedError);
    await expect(delivery).rejects.toThrow(/switch Security Hub on in this Region/);
    world.account.hub.state = 'on';
    await deliver([opened]);
    expect(inShort(world.news)).toEqual(['open 1']);
  });
});

describe('keeping an incident', () => {
  const keep = async (record: IncidentRecord, overrides?: Partial<SecurityHubSinkOptions>) =>
    world.createSink(overrides).keep({ ...record, deliveredAt: record.incident.updatedAt });

  it('imports it again with other content, and tells nobody', async () => {
    await deliver([opened]);
    world.account.advance(60 * DAY_MS);
    await keep(opened);
    expect(imports()).toEqual([versionAt(1), world.account.clock.now()]);
    const [finding] = world.account.hub.findings();
    expect(memberOf(finding?.ProductFields, 'corroborate/confirmed')).toBe(
      new Date(world.account.clock.now()).toISOString(),
    );
    expect(inShort(world.news)).toEqual(['open 1']);
  });

  it('goes on with later states, which come later for Security Hub as well', async () => {
    await deliver([opened]);
    world.account.advance(60 * DAY_MS);
    await keep(opened);
    const keptAt = world.account.clock.now();
    await deliver([updated]);
    expect(imports()).toEqual([versionAt(1), keptAt, keptAt + 1]);
    expect(inShort(world.news)).toEqual(['open 1', 'update 2']);
  });

  it('works where the last state needed no import', async () => {
    await deliver([opened]);
    await deliver([recordAt(2)]);
    world.account.advance(60 * DAY_MS);
    await keep(recordAt(2));
    expect(imports()).toEqual([versionAt(1), world.account.clock.now()]);
  });

  it.each([
    ['import', { importFindings: die }],
    ['settling', undefined],
  ] as const)('finishes what a crash at the %s has left', async (_, overrides) => {
    await deliver([opened]);
    world.account.advance(60 * DAY_MS);
    await expect(keep(opened, overrides ?? atSettle())).rejects.toThrow('died');
    await keep(opened);
    const { pending, sent } = await world.table.log.load(opened.incident.id);
    expect(pending).toBeUndefined();
    expect(sent?.at).toBe(world.account.clock.now());
    expect(imports()).toHaveLength(2);
    expect(inShort(world.news)).toEqual(['open 1']);
  });

  it('leaves alone what still has to be delivered', async () => {
    await crash(opened, { importFindings: die });
    await world.createSink().keep(opened);
    expect(imports()).toEqual([]);
    await deliver([opened]);
    expect(inShort(world.news)).toEqual(['open 1']);
  });

  it('leaves alone what a later state is under way for', async () => {
    await deliver([opened]);
    await crash(updated, { importFindings: die });
    await keep(opened);
    expect(imports()).toEqual([versionAt(1)]);
  });

  it('is not under way any more when it is refused for good', async () => {
    await deliver([opened]);
    world.account.hub.failureOf = () => 'InvalidInput';
    await expect(keep(opened)).rejects.toThrow('was not kept: InvalidInput');
    expect((await world.table.log.load(opened.incident.id)).pending).toBeUndefined();
  });
});
