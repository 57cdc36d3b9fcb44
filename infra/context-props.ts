import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { LANGUAGES, type Language } from '../src/core/rule/rule-texts.ts';
import { didYouMean } from '../src/rule-file/did-you-mean.ts';
import type { CorroborateStackProps } from './corroborate-stack.ts';

/** What is wrong with a `-c name=value`. */
export class ContextError extends Error {
  override readonly name = 'ContextError';
}

/** What is deployed, as `npx cdk deploy -c name=value` or the `context` of cdk.json says it. */
export interface Deployment {
  readonly stackName: string;
  readonly props: CorroborateStackProps;
}

/** Reads the context of an app. Throws ContextError for an unknown name and for a value of the wrong kind. */
export function readContext(context: Readonly<Record<string, unknown>>): Deployment {
  checkNames(Object.keys(context));
  const text = (name: ContextName, [form, kind]: Form = ANY) =>
    ofKind(context, name, kind, (value) => toText(value, form));
  const number = (name: ContextName) => ofKind(context, name, 'a whole number above 0', toNumber);
  const flag = (name: ContextName) => ofKind(context, name, '`true` or `false`', toFlag);
  const logRetention = ofKind(context, 'logRetentionDays', LOG_RETENTIONS, toLogRetention);
  return {
    stackName: text('stack', STACK_NAME) ?? 'Corroborate',
    props: defined({
      rules: text('rules'),
      retentionDays: number('retentionDays'),
      email: text('email', ADDRESS),
      alarmTopicArn: text('alarmTopicArn', TOPIC_ARN),
      language: ofKind(context, 'language', `one of ${LANGUAGES.join(', ')}`, toLanguage),
      logRetention,
      organization: flag('organization'),
      describeNetworkInterfaces: flag('describeNetworkInterfaces'),
      eventBusName: text('eventBusName', BUS_NAME),
    }),
  };
}

/** The names that the context may hold. */
export const CONTEXT_NAMES = [
  'stack',
  'rules',
  'retentionDays',
  'email',
  'alarmTopicArn',
  'logRetentionDays',
  'language',
  'organization',
  'describeNetworkInterfaces',
  'eventBusName',
] as const;

type ContextName = (typeof CONTEXT_NAMES)[number];

/** Periods that CloudWatch Logs knows, in days. */
export const LOG_RETENTION_DAYS: readonly number[] = Object.values(RetentionDays)
  .filter((value) => typeof value === 'number')
  .filter((days) => days !== RetentionDays.INFINITE);
const LOG_RETENTIONS = `one of ${LOG_RETENTION_DAYS.join(', ')}`;

function checkNames(names: readonly string[]): void {
  const known: readonly string[] = CONTEXT_NAMES;
  // The CDK keeps settings of its own there, under names such as `aws:cdk:bundling-stacks` and `cli-telemetry`.
  const unknown = names.find((name) => /^\w+$/.test(name) && !known.includes(name));
  if (unknown === undefined) return;
  const hint = didYouMean(unknown, known) ?? `the names are ${known.join(', ')}`;
  throw new ContextError(`nothing is called \`${unknown}\` in the context: ${hint}`);
}

function ofKind<T>(
  context: Readonly<Record<string, unknown>>,
  name: ContextName,
  kind: string,
  read: (value: unknown) => T | undefined,
): T | undefined {
  const value = context[name];
  if (value === undefined || value === '') return undefined;
  const found = read(value);
  if (found === undefined) throw new ContextError(`\`${name}\` is ${kind}, not \`${String(value)}\``);
  return found;
}

/** What a text looks like, and that in words. */
type Form = readonly [form: RegExp, kind: string];

const ANY: Form = [/^/, 'text'];
/** AWS CloudFormation API Reference, CreateStack. */
const STACK_NAME: Form = [/^[A-Za-z][A-Za-z0-9-]{0,127}$/, 'a name of letters, digits and hyphens'];
const ADDRESS: Form = [/^[^\s@]+@[^\s@]+$/, 'an e-mail address'];
const TOPIC_ARN: Form = [/^arn:[\w-]+:sns:[\w-]+:\d{12}:[\w-]+$/, 'the ARN of an SNS topic'];
/** Amazon EventBridge API Reference, CreateEventBus; that of a partner has slashes. */
const BUS_NAME: Form = [/^[\w./-]{1,256}$/, 'the name of an event bus'];

function toText(value: unknown, form: RegExp): string | undefined {
  return typeof value === 'string' && form.test(value) ? value : undefined;
}

function toNumber(value: unknown): number | undefined {
  const number = typeof value === 'string' ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) && number > 0 ? number : undefined;
}

function toFlag(value: unknown): boolean | undefined {
  if (value === true || value === 'true') return true;
  return value === false || value === 'false' ? false : undefined;
}

function toLanguage(value: unknown): Language | undefined {
  return LANGUAGES.find((language) => language === value);
}

function toLogRetention(value: unknown): RetentionDays | undefined {
  const days = toNumber(value);
  return days !== undefined && LOG_RETENTION_DAYS.includes(days) ? days : undefined;
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

function defined<T extends object>(members: T): Defined<T> {
  const entries = Object.entries(members).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as Defined<T>;
}
