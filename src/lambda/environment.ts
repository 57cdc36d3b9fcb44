import { isLanguage, type Language } from '../core/rule/rule-texts.ts';
import { ENV, RETENTION_DAYS } from './constants.ts';

/** Variables by name, as a process or a test has them. */
export type Variables = Readonly<Record<string, string | undefined>>;

/** What the infrastructure tells a function. */
export interface Environment {
  readonly table: string;
  readonly account: string;
  readonly region: string;
  readonly partition: string;
  readonly eventBus: string;
  readonly topic?: string;
  readonly deadLetters?: string;
  readonly deadLetterQueues: string;
  readonly describes: boolean;
  readonly retentionDays: number;
  readonly language: Language;
  /** The name under which metrics and logs are told apart from those of another stack. */
  readonly service: string;
}

/** The environment is not what the infrastructure makes: a function cannot start. */
export class EnvironmentError extends Error {
  override readonly name = 'EnvironmentError';
}

/** Reads the variables of a function; throws EnvironmentError that names all that are missing. */
export function readEnvironment(variables: Variables): Environment {
  const missing = [ENV.table, ENV.account, 'AWS_REGION'].filter((name) => !variables[name]);
  if (missing.length > 0) {
    throw new EnvironmentError(`${missing.join(', ')} not set; deploy the function with the construct`);
  }
  const topic = variables[ENV.topic];
  const deadLetters = variables[ENV.deadLetters];
  const language = variables[ENV.language];
  return {
    table: variables[ENV.table] ?? '',
    account: variables[ENV.account] ?? '',
    region: variables.AWS_REGION ?? '',
    partition: variables[ENV.partition] || 'aws',
    eventBus: variables[ENV.eventBus] || 'default',
    ...(topic ? { topic } : {}),
    ...(deadLetters ? { deadLetters } : {}),
    deadLetterQueues: variables[ENV.deadLetterQueues] || '{}',
    describes: variables[ENV.describe] === 'true',
    language: isLanguage(language) ? language : 'en',
    retentionDays: Number(variables[ENV.retentionDays]) || RETENTION_DAYS,
    service: variables.POWERTOOLS_SERVICE_NAME || 'corroborate',
  };
}
