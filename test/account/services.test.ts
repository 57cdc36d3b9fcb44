import { DescribeNetworkInterfacesCommand, EC2Client } from '@aws-sdk/client-ec2';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import {
  GetFindingsPublicationConfigurationCommand,
  GetMacieSessionCommand,
  Macie2Client,
} from '@aws-sdk/client-macie2';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import {
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Account, createAccount } from './account.ts';

let account: Account;
const QueueUrl = 'https://sqs.eu-west-1.amazonaws.com/111122223333/findings';

beforeAll(async () => {
  account = await createAccount({
    stack: {
      tables: [],
      queues: [{ name: 'findings' }],
      rules: [
        {
          name: 'own',
          pattern: { source: ['corroborate'], detail: { action: ['open'] } },
          queue: 'findings',
        },
      ],
      ...{ functions: [], queueSources: [], streamSources: [], schedules: [] },
    },
    functions: {},
    networkInterfaces: [
      {
        networkInterfaceId: 'eni-1',
        vpcId: 'vpc-1',
        ownerId: '111122223333',
        groupIds: ['sg-1', 'sg-2'],
        instanceId: 'i-1',
      },
      { networkInterfaceId: 'eni-2', vpcId: 'vpc-1', ownerId: '111122223333', groupIds: ['sg-2'] },
    ],
  });
});
afterAll(() => account.close());

describe('EventBridge', () => {
  it('puts events on the bus, from where they go to the queues of the rules that they match', async () => {
    const client = new EventBridgeClient(account.clientOptions());
    const entry = (action: string) => ({
      Source: 'corroborate',
      DetailType: 'type',
      Detail: JSON.stringify({ action }),
    });
    const answer = await client.send(
      new PutEventsCommand({
        Entries: [entry('open'), entry('update'), { Source: 'x', DetailType: 'y', Detail: 'no JSON' }],
      }),
    );
    expect(answer).toMatchObject({
      FailedEntryCount: 1,
      Entries: [{ EventId: expect.any(String) }, {}, { ErrorCode: 'MalformedDetail' }],
    });
    expect(account.bus.events).toHaveLength(2);
    expect(account.bus.events[0]).toMatchObject({
      source: 'corroborate',
      account: '111122223333',
      detail: { action: 'open' },
    });
    expect(account.deadLetters().findings).toHaveLength(1);
    client.destroy();
  });
});

describe('SQS', () => {
  it('sends, counts, hides what was received, and deletes', async () => {
    const client = new SQSClient(account.clientOptions());
    const { Messages: old = [] } = await client.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }),
    );
    for (const { ReceiptHandle } of old)
      await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
    await client.send(new SendMessageCommand({ QueueUrl, MessageBody: 'one' }));
    await client.send(new SendMessageBatchCommand({ QueueUrl, Entries: [{ Id: 'a', MessageBody: 'two' }] }));
    const { Messages = [] } = await client.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }),
    );
    expect(Messages.map(({ Body }) => Body).sort()).toEqual(['one', 'two']);
    const attributes = () =>
      client.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }));
    expect((await attributes()).Attributes).toMatchObject({
      ApproximateNumberOfMessages: '0',
      ApproximateNumberOfMessagesNotVisible: '2',
    });
    await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: Messages[0]?.ReceiptHandle }));
    account.advance(30_000);
    expect((await attributes()).Attributes).toMatchObject({ ApproximateNumberOfMessages: '1' });
    const unknown = client.send(new SendMessageCommand({ QueueUrl: `${QueueUrl}-not`, MessageBody: 'x' }));
    await expect(unknown).rejects.toMatchObject({ name: 'QueueDoesNotExist' });
    client.destroy();
  });
});

describe('SNS', () => {
  it('keeps what is published, and refuses a subject of two lines', async () => {
    const client = new SNSClient(account.clientOptions());
    const TopicArn = 'arn:aws:sns:eu-west-1:111122223333:incidents';
    const Message = 'line & <line>\n2';
    expect(await client.send(new PublishCommand({ TopicArn, Subject: 'subject', Message }))).toHaveProperty(
      'MessageId',
    );
    expect(account.publications).toEqual([{ topicArn: TopicArn, subject: 'subject', message: Message }]);
    const refused = client.send(new PublishCommand({ TopicArn, Subject: 'two\nlines', Message }));
    await expect(refused).rejects.toMatchObject({ name: 'InvalidParameterException' });
    client.destroy();
  });
});

describe('EC2', () => {
  it('describes network interfaces by group, in pages', async () => {
    const client = new EC2Client(account.clientOptions());
    const Filters = [{ Name: 'group-id', Values: ['sg-2'] }];
    const first = await client.send(new DescribeNetworkInterfacesCommand({ Filters, MaxResults: 1 }));
    expect(first.NetworkInterfaces).toMatchObject([
      {
        NetworkInterfaceId: 'eni-1',
        Attachment: { InstanceId: 'i-1' },
        Groups: [{ GroupId: 'sg-1' }, { GroupId: 'sg-2' }],
      },
    ]);
    const second = await client.send(
      new DescribeNetworkInterfacesCommand({ Filters, MaxResults: 1, NextToken: first.NextToken }),
    );
    expect(second.NetworkInterfaces).toMatchObject([{ NetworkInterfaceId: 'eni-2' }]);
    expect(second.NextToken).toBeUndefined();
    client.destroy();
  });
});

describe('Macie', () => {
  it('tells whether it publishes findings of sensitive data, when it is on', async () => {
    const client = new Macie2Client({ ...account.clientOptions(), maxAttempts: 1 });
    account.macie.publishesClassificationFindings = false;
    expect(await client.send(new GetFindingsPublicationConfigurationCommand({}))).toMatchObject({
      securityHubConfiguration: { publishClassificationFindings: false },
    });
    expect(await client.send(new GetMacieSessionCommand({}))).toMatchObject({ status: 'ENABLED' });
    account.macie.isEnabled = false;
    await expect(client.send(new GetMacieSessionCommand({}))).rejects.toMatchObject({
      name: 'AccessDeniedException',
    });
    client.destroy();
  });
});
