import { type Json, stringAt } from '../../src/core/json.ts';
import { listOf, objectAt, ofType, type Resource, referencesIn, type Template } from './synthesize.ts';

/** An asynchronous edge: something is handed on, and nobody waits for what becomes of it. */
export interface Edge {
  readonly name: string;
  /** Logical id of the queue that gets what cannot be handed on. */
  readonly deadLetterQueue: string | undefined;
  /** The service that sends to this queue by itself and so must be let in by its policy; undefined: a role does. */
  readonly sender?: string;
}

/** All asynchronous edges of a template. */
export function edgesOf(template: Template): readonly Edge[] {
  return [
    ...ofType(template, 'AWS::Events::Rule').flatMap((rule) => deliveries(rule)),
    ...asynchronousFunctions(template).map((id) => invocations(template, id)),
    ...ofType(template, 'AWS::Lambda::EventSourceMapping').map((source) => polling(template, source)),
    ...ofType(template, 'AWS::SNS::Subscription').map(subscription),
  ];
}

function deliveries({ id, properties }: Resource): readonly Edge[] {
  return listOf(properties.Targets).map((target) => ({
    name: `${id} to ${referencesIn(objectAt(target).Arn)}`,
    deadLetterQueue: referencesIn(objectAt(target).DeadLetterConfig)[0],
    sender: 'events.amazonaws.com',
  }));
}

/** Functions that EventBridge invokes; it does so asynchronously. */
function asynchronousFunctions(template: Template): readonly string[] {
  const functions = new Set(ofType(template, 'AWS::Lambda::Function').map(({ id }) => id));
  const targets = ofType(template, 'AWS::Events::Rule').flatMap(({ properties }) =>
    listOf(properties.Targets).flatMap((target) => referencesIn(objectAt(target).Arn)),
  );
  return targets.filter((id) => functions.has(id));
}

function invocations(template: Template, id: string): Edge {
  const config = ofType(template, 'AWS::Lambda::EventInvokeConfig').find(({ properties }) =>
    referencesIn(properties.FunctionName).includes(id),
  );
  return {
    name: `invocations of ${id}`,
    deadLetterQueue: referencesIn(objectAt(config?.properties, 'DestinationConfig', 'OnFailure'))[0],
  };
}

/** A queue has its dead letters by itself; a stream needs a destination. */
function polling(template: Template, { id, properties }: Resource): Edge {
  const [source] = referencesIn(properties.EventSourceArn);
  const queue = ofType(template, 'AWS::SQS::Queue').find((resource) => resource.id === source);
  const destination =
    queue === undefined
      ? objectAt(properties, 'DestinationConfig', 'OnFailure')
      : objectAt(queue.properties, 'RedrivePolicy');
  return { name: id, deadLetterQueue: referencesIn(destination)[0] };
}

function subscription({ id, properties }: Resource): Edge {
  const [deadLetterQueue] = referencesIn(properties.RedrivePolicy);
  return { name: id, deadLetterQueue, sender: 'sns.amazonaws.com' };
}

/** The statements of the policies of a queue or topic. */
export function resourcePolicy(template: Template, id: string): readonly Policy[] {
  const policies = ['AWS::SQS::QueuePolicy', 'AWS::SNS::TopicPolicy'].flatMap((type) =>
    ofType(template, type),
  );
  return policies
    .filter(({ properties }) => referencesIn(properties.Queues ?? properties.Topics).includes(id))
    .flatMap(({ properties }) => listOf(objectAt(properties, 'PolicyDocument').Statement))
    .map((statement) => ({
      effect: stringAt(statement, 'Effect'),
      service: stringAt(statement, 'Principal', 'Service'),
      actions: listOf(objectAt(statement).Action),
      condition: objectAt(statement, 'Condition'),
    }));
}

interface Policy {
  readonly effect: string | undefined;
  readonly service: string | undefined;
  readonly actions: readonly Json[];
  readonly condition: ReturnType<typeof objectAt>;
}
