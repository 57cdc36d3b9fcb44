import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { expandCase } from '../../src/case-file/expand-case.ts';
import { readCaseFile } from '../../src/case-file/read-case-file.ts';
import type { DocumentItem } from '../../src/format/document.ts';
import type { Account } from '../account/account.ts';
import { describeWithOwnDynamoDb } from '../account/other-dynamodb/describe-with-own-dynamodb.ts';
import { makeRule, makeSignal } from '../core/rule/make-rule.ts';
import {
  ACCOUNT,
  controlFinding,
  guardDutyFinding,
  INSTANCE_ARN,
  INSTANCE_ID,
  SECURITY_GROUP_ARN,
  SECURITY_GROUP_ID,
} from '../fixtures/make-finding.ts';
import { incidentsOf, lasting, type PipelineOptions, replay, send, startPipeline } from './pipeline.ts';
import { itemOf } from './small-story.ts';
import { LOADED_RULES, SHIPPED_RULES, STORIES } from './stories.ts';

const accounts: Account[] = [];
afterEach(async () => {
  for (const account of accounts.splice(0)) await account.close();
});

async function start(options: PipelineOptions): Promise<Account> {
  const account = await startPipeline(options);
  accounts.push(account);
  return account;
}

const CASES = LOADED_RULES.flatMap(({ rule, file }) => {
  const caseFile = join(dirname(file), 'cases.yaml');
  const read = readCaseFile(readFileSync(caseFile, 'utf8'), caseFile);
  if (!read.ok) throw new Error(`${caseFile} cannot be read`);
  return read.value.cases.map((ruleCase) => ({ name: `${rule.id}: ${ruleCase.name}`, rule, ruleCase }));
});

describe('the pipeline comes to the incidents of a replay', () => {
  it('for the examples, one after the other', async () => {
    const account = await start({ rules: SHIPPED_RULES, order: 'sent' });
    for (const item of STORIES) {
      send(account, item);
      await account.runUntilIdle();
    }
    const expected = await replay(STORIES, SHIPPED_RULES);
    expect(expected.length).toBeGreaterThan(5);
    expect(lasting(await incidentsOf(account))).toEqual(lasting(expected));
    expect(account.hub.imports.violations).toEqual([]);
  });

  it('for the examples, all at once, in any order, on several workers', async () => {
    const account = await start({
      rules: SHIPPED_RULES,
      concurrency: 4,
      batchSizes: 'random',
      order: 'any',
      seed: 7,
    });
    for (const item of STORIES) send(account, item);
    await account.runUntilIdle();
    const open = (await replay(STORIES, SHIPPED_RULES)).filter(({ status }) => status === 'open');
    const ours = (await incidentsOf(account)).filter(({ status }) => status === 'open');
    expect(lasting(ours)).toEqual(lasting(open));
    expect(account.hub.imports.violations).toEqual([]);
  });

  it.each(CASES)('for the case $name', async ({ rule, ruleCase }) => {
    const account = await start({ rules: [rule], order: 'sent' });
    const items = expandCase(ruleCase).map(
      (record): DocumentItem => ({ ...record, format: 'case' }) as DocumentItem,
    );
    for (const item of items) {
      send(account, item);
      await account.runUntilIdle();
    }
    expect(lasting(await incidentsOf(account))).toEqual(lasting(await replay(items, [rule])));
    expect(account.hub.imports.violations).toEqual([]);
    expect(Object.values(account.deadLetters()).flat()).toEqual([]);
  });
});

describeWithOwnDynamoDb('a lookup of network interfaces', () => {
  it('tells a relation that an incident rests on', async () => {
    const rule = makeRule(
      [
        makeSignal('threat', { Normalized: { Product: ['GuardDuty'] } }),
        makeSignal('open-group', { Normalized: { Control: ['EC2.18'] } }, { on: 'securityGroup' }),
      ],
      { id: 'threat-behind-open-group' },
    );
    const networkInterfaces = [
      {
        ...{ networkInterfaceId: 'eni-0a', vpcId: 'vpc-1', ownerId: ACCOUNT },
        ...{ groupIds: [SECURITY_GROUP_ID], instanceId: INSTANCE_ID },
      },
    ];
    const account = await start({ rules: [rule], networkInterfaces });
    const group = { Type: 'AwsEc2SecurityGroup', Id: SECURITY_GROUP_ARN };
    for (const finding of [guardDutyFinding(), controlFinding('EC2.18', { Resources: [group] })])
      send(account, itemOf(finding));
    await account.runUntilIdle();
    expect(await incidentsOf(account)).toMatchObject([{ status: 'open', entity: { key: INSTANCE_ARN } }]);
  });
});
