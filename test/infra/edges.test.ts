import { afterAll, describe, expect, it } from 'vitest';
import { stringAt } from '../../src/core/json.ts';
import { edgesOf, resourcePolicy } from './edges.ts';
import {
  listOf,
  makeFolder,
  objectAt,
  ofType,
  readTemplate,
  referencesIn,
  synthesize,
} from './synthesize.ts';

const [folder, remove] = makeFolder();
afterAll(remove);
const template = synthesize(folder, { email: 'security@example.com' });
const edges = edgesOf(template);
const queues = new Set(ofType(template, 'AWS::SQS::Queue').map(({ id }) => id));
const alarms = ofType(template, 'AWS::CloudWatch::Alarm');

/** What an alarm watches, and when it goes off. */
function watching(metric: string, id: string) {
  return alarms.filter(
    ({ properties }) => properties.MetricName === metric && referencesIn(properties.Dimensions).includes(id),
  );
}

describe('asynchronous edges', () => {
  it('are all found', () => {
    // Rules to the queue and the schedule; its invocations; queue and stream to their functions; two subscriptions.
    const rules = ofType(template, 'AWS::Events::Rule').length;
    expect(rules).toBeGreaterThan(2);
    expect(edges).toHaveLength(rules + 1 + 2 + 2);
  });

  it.each(edges)('$name has a queue of dead letters', ({ deadLetterQueue }) => {
    expect(queues).toContain(deadLetterQueue);
  });

  it.each(edges.filter(({ sender }) => sender !== undefined))(
    '$name may send there',
    ({ deadLetterQueue = '', sender }) => {
      const allowed = resourcePolicy(template, deadLetterQueue).filter(
        ({ effect, service }) => effect === 'Allow' && service === sender,
      );
      expect(allowed.length).toBeGreaterThan(0);
      for (const { condition, actions } of allowed) {
        expect(actions).toEqual(['sqs:SendMessage']);
        expect(referencesIn(objectAt(condition, 'ArnEquals')).length).toBeGreaterThan(0);
      }
    },
  );

  it.each(edges)('$name has an alarm for its dead letters', ({ deadLetterQueue = '' }) => {
    const [alarm] = watching('ApproximateNumberOfMessagesVisible', deadLetterQueue);
    expect(alarm?.properties).toMatchObject({
      Threshold: 0,
      ComparisonOperator: 'GreaterThanThreshold',
      EvaluationPeriods: 1,
      Statistic: 'Maximum',
    });
  });

  it('keep dead letters for as long as SQS does', () => {
    const dead = new Set(edges.map(({ deadLetterQueue }) => deadLetterQueue));
    const kept = ofType(template, 'AWS::SQS::Queue').filter(({ id }) => dead.has(id));
    expect(kept.map(({ properties }) => properties.MessageRetentionPeriod)).toEqual(
      kept.map(() => 14 * 24 * 3600),
    );
  });

  it('are missed when their queue is taken away', () => {
    for (const { json, id } of template.resources) {
      const text = JSON.stringify(json);
      const without = text.replaceAll(/"(DeadLetterConfig|RedrivePolicy|OnFailure)":/g, '"Gone":');
      if (without === text) continue;
      const mutilated = readTemplate({
        Resources: { ...objectAt(template.json, 'Resources'), [id]: JSON.parse(without) },
      });
      const missing = edgesOf(mutilated).filter(({ deadLetterQueue }) => deadLetterQueue === undefined);
      expect(missing.length, id).toBeGreaterThan(0);
    }
  });
});

describe('alarms', () => {
  it('tell the topic when they go off and when they are over', () => {
    const topics = ofType(template, 'AWS::SNS::Topic').map(({ id }) => id);
    for (const { id, properties } of alarms) {
      expect(topics, id).toContain(referencesIn(properties.AlarmActions)[0]);
      expect(properties.OKActions, id).toEqual(properties.AlarmActions);
      expect(properties.ActionsEnabled ?? true, id).toBe(true);
    }
  });

  it('each go off above a number, in periods of so many seconds, so many of them in a row', () => {
    const found = alarms.map(({ properties }) => {
      const { Threshold, Period, Statistic, EvaluationPeriods, AlarmDescription } = properties;
      const stat = objectAt(listOf(properties.Metrics)[0], 'MetricStat');
      const name = /(\w+)$/.exec(String(AlarmDescription))?.[1] ?? '';
      const values = [Threshold, Period ?? stat.Period, EvaluationPeriods, Statistic ?? stat.Stat];
      return [name, values] as const;
    });
    expect(Object.fromEntries(found)).toEqual({
      DeadDeliveriesAlarm: [0, 300, 1, 'Maximum'],
      DeadMessagesAlarm: [0, 300, 1, 'Maximum'],
      DeadRecordsAlarm: [0, 300, 1, 'Maximum'],
      DeadRunsAlarm: [0, 300, 1, 'Maximum'],
      DeadNotificationsAlarm: [0, 300, 1, 'Maximum'],
      // SQS tells an age in seconds, Lambda in milliseconds: a quarter of an hour both.
      QueueAge: [900, 300, 2, 'Maximum'],
      StreamAge: [900_000, 300, 2, 'Maximum'],
      IngestErrors: [0, 300, 2, 'Sum'],
      IngestThrottles: [0, 300, 3, 'Sum'],
      CorrelateErrors: [0, 300, 2, 'Sum'],
      CorrelateThrottles: [0, 300, 3, 'Sum'],
      ReconcileErrors: [0, 300, 2, 'Sum'],
      ReconcileThrottles: [0, 300, 3, 'Sum'],
      CorrelateLostDeadLetters: [0, 300, 1, 'Sum'],
      ReconcileLostDeadLetters: [0, 300, 1, 'Sum'],
      ImportDenied: [0, 300, 1, 'Sum'],
      ImportFailures: [0, 300, 2, 'Sum'],
      Undelivered: [0, 300, 3, 'Maximum'],
      RulesChanged: [0, 300, 2, 'Maximum'],
    });
    for (const { id, properties } of alarms) {
      expect(properties, id).toMatchObject({
        ComparisonOperator: 'GreaterThanThreshold',
        DatapointsToAlarm: properties.EvaluationPeriods,
        TreatMissingData: /Undelivered|RulesChanged/.test(id) ? 'ignore' : 'notBreaching',
      });
    }
  });

  it.each(ofType(template, 'AWS::Lambda::Function'))('watch errors and throttles of $id', ({ id }) => {
    expect(watching('Errors', id)).toHaveLength(1);
    expect(watching('Throttles', id)).toHaveLength(1);
  });

  it('watch the age of queue and stream', () => {
    const queue = referencesIn(
      ofType(template, 'AWS::Lambda::EventSourceMapping')[0]?.properties.EventSourceArn,
    );
    expect(watching('ApproximateAgeOfOldestMessage', queue[0] ?? '')).toHaveLength(1);
    expect(alarms.filter(({ properties }) => properties.MetricName === 'IteratorAge')).toHaveLength(1);
  });

  it.each(['ImportFailures', 'ImportDenied', 'Undelivered', 'RulesChanged'])('watch %s', (name) => {
    const metrics = alarms.flatMap(({ properties }) => listOf(properties.Metrics));
    const found = metrics.map((metric) => objectAt(metric, 'MetricStat', 'Metric'));
    expect(found.filter((metric) => metric.MetricName === name)).toEqual([
      {
        MetricName: name,
        Namespace: 'Corroborate',
        Dimensions: [{ Name: 'service', Value: { Ref: 'AWS::StackName' } }],
      },
    ]);
  });

  it('may publish to their topic, which CloudWatch does as itself', () => {
    const [topic = ''] = referencesIn(alarms[0]?.properties.AlarmActions);
    const policies = resourcePolicy(template, topic).filter(({ effect }) => effect === 'Allow');
    expect(policies).toEqual([
      {
        effect: 'Allow',
        service: 'cloudwatch.amazonaws.com',
        actions: ['sns:Publish'],
        condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
      },
    ]);
  });

  it('go to a topic that is given', () => {
    const given = 'arn:aws:sns:eu-west-1:111122223333:alarms';
    const other = synthesize(folder, { alarmTopicArn: given });
    const actions = ofType(other, 'AWS::CloudWatch::Alarm').map(({ properties }) => properties.AlarmActions);
    expect(actions).toEqual(actions.map(() => [given]));
    expect(
      ofType(other, 'AWS::SNS::Topic').map(({ properties }) => stringAt(properties, 'DisplayName')),
    ).toEqual(['Corroborate']);
  });
});
