/** Names that the functions and the infrastructure share, so that they cannot drift apart. */
export { EVENT_DETAIL_TYPES, EVENT_SOURCE } from '../format/incident/to-incident-event.ts';

/** The functions: `<name>.handler` in one bundle, made from `src/lambda/<name>.lambda.ts`. */
export const FUNCTION_NAMES = ['ingest', 'correlate', 'reconcile'] as const;

/** One of the functions. */
export type FunctionName = (typeof FUNCTION_NAMES)[number];

/** Days that resolved incidents are kept unless others are named. */
export const RETENTION_DAYS = 365;

/** Environment variables that the infrastructure sets and the functions read. */
export const ENV = {
  /** Name of the table. */
  table: 'CORROBORATE_TABLE',
  /** Endpoint of DynamoDB where it is not the Region's own, such as that of a test. */
  dynamoDbEndpoint: 'CORROBORATE_DYNAMODB_ENDPOINT',
  /** The publishing account, 12 digits. */
  account: 'CORROBORATE_ACCOUNT',
  /** The partition of the publishing account: aws, aws-cn or aws-us-gov. */
  partition: 'CORROBORATE_PARTITION',
  /** URL of the queue of dead letters that correlate sends what it can never process to. */
  deadLetters: 'CORROBORATE_DEAD_LETTERS_URL',
  /** URLs of all queues of dead letters, for `doctor`: a JSON object by the name of the edge. */
  deadLetterQueues: 'CORROBORATE_DEAD_LETTER_QUEUES',
  /** Name or ARN of the event bus that incidents are announced on. */
  eventBus: 'CORROBORATE_EVENT_BUS',
  /** ARN of the topic that opened and escalated incidents are told on, as text for people. */
  topic: 'CORROBORATE_TOPIC_ARN',
  /** `true` where DescribeNetworkInterfaces may be called for security groups. */
  describe: 'CORROBORATE_DESCRIBE',
  /** Language in which incidents speak, where the rule has texts in it: `en` or `ja`. */
  language: 'CORROBORATE_LANGUAGE',
  /** Days after which resolved incidents are forgotten. */
  retentionDays: 'CORROBORATE_RETENTION_DAYS',
} as const;

/** File beside the bundles that holds the rules, checked and compiled to JSON when the stack was made. */
export const RULES_FILE = 'rules.json';

/** Namespace of the CloudWatch metrics; the dimension `service` is the name of the stack. */
export const METRICS_NAMESPACE = 'Corroborate';

/** CloudWatch metrics that the functions write in the embedded metric format. */
export const METRICS = {
  received: 'Received',
  matched: 'Matched',
  ignored: 'Ignored',
  duplicate: 'Duplicate',
  stale: 'Stale',
  quarantined: 'Quarantined',
  context: 'Context',
  opened: 'IncidentsOpened',
  updated: 'IncidentsUpdated',
  resolved: 'IncidentsResolved',
  imported: 'FindingsImported',
  importFailures: 'ImportFailures',
  importDenied: 'ImportDenied',
  poison: 'PoisonRecords',
  wide: 'WideEntities',
  lagMs: 'Lag',
  undelivered: 'Undelivered',
  rulesChanged: 'RulesChanged',
} as const;
