import { Aws, Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, type Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { type FunctionName, METRICS_NAMESPACE } from '../src/lambda/constants.ts';
import { RECONCILE_MINUTES } from './event-rules.ts';
import { describeNetworkInterfaces, PERMISSIONS, type Surroundings } from './permissions.ts';
import { INGEST_TIMEOUT_SECONDS } from './queues.ts';

/** The functions by their name. */
export type Functions = Readonly<Record<FunctionName, LambdaFunction>>;

/** What all functions have in common. */
export interface FunctionSettings {
  readonly code: Code;
  readonly environment: Readonly<Record<string, string>>;
  readonly logRetention: RetentionDays;
  readonly describe: boolean;
}

/** Makes the three functions, each with its own role and log. */
export function createFunctions(
  scope: Construct,
  settings: FunctionSettings,
  around: Surroundings,
): Functions {
  const create = (name: FunctionName) => createFunction(scope, name, settings, around);
  return { ingest: create('ingest'), correlate: create('correlate'), reconcile: create('reconcile') };
}

interface Size {
  readonly id: string;
  readonly description: string;
  readonly memoryMb: number;
  readonly timeoutSeconds: number;
}

/** Memory buys processor time too: 1,769 MB are one processor. */
const SIZES: Readonly<Record<FunctionName, Size>> = {
  ingest: {
    id: 'Ingest',
    description: 'files findings from Security Hub as evidence',
    memoryMb: 512,
    timeoutSeconds: INGEST_TIMEOUT_SECONDS,
  },
  correlate: {
    id: 'Correlate',
    description: 'opens, updates and resolves incidents, and delivers them',
    memoryMb: 1024,
    timeoutSeconds: 120,
  },
  reconcile: {
    id: 'Reconcile',
    description: 'delivers what was left undelivered; fills gaps and judges again on demand',
    memoryMb: 1024,
    // Shorter than the time to the next run, so that two do not go on with the same work.
    timeoutSeconds: RECONCILE_MINUTES * 60 - 10,
  },
};

function createFunction(
  scope: Construct,
  name: FunctionName,
  { code, environment, logRetention, describe }: FunctionSettings,
  around: Surroundings,
): LambdaFunction {
  const { id, description, memoryMb, timeoutSeconds } = SIZES[name];
  const logGroup = new LogGroup(scope, `${id}Log`, {
    encryptionKey: around.key,
    retention: logRetention,
    removalPolicy: RemovalPolicy.DESTROY,
  });
  const statements = [writeLog(logGroup), ...PERMISSIONS[name](around)];
  if (describe && DESCRIBING.has(name)) statements.push(describeNetworkInterfaces());
  const role = createRole(scope, `${id}Role`, statements);
  if (describe && DESCRIBING.has(name)) acknowledgeDescribe(role);
  return new LambdaFunction(scope, id, {
    description: `Corroborate: ${description}`,
    runtime: Runtime.NODEJS_24_X,
    architecture: Architecture.ARM_64,
    code,
    handler: `${name}.handler`,
    role,
    logGroup,
    memorySize: memoryMb,
    timeout: Duration.seconds(timeoutSeconds),
    environment: {
      ...environment,
      POWERTOOLS_SERVICE_NAME: Aws.STACK_NAME,
      POWERTOOLS_METRICS_NAMESPACE: METRICS_NAMESPACE,
    },
  });
}

/** Functions that look relations up, where that is wanted. */
export const DESCRIBING: ReadonlySet<FunctionName> = new Set(['ingest']);

/** All permissions of a function in its role itself, so that nothing that uses the role can come before them. */
function createRole(scope: Construct, id: string, statements: PolicyStatement[]): Role {
  return new Role(scope, id, {
    assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
    inlinePolicies: { least: new PolicyDocument({ statements }) },
  });
}

function writeLog(logGroup: LogGroup): PolicyStatement {
  return new PolicyStatement({
    actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    resources: [logGroup.logGroupArn],
  });
}

/** Tells cdk-nag why this role or policy names every resource. */
export function acknowledgeDescribe(scope: Construct): void {
  Validations.of(scope).acknowledge({
    id: 'AwsSolutions-IAM5[Resource::*]',
    reason: 'ec2:DescribeNetworkInterfaces knows no resource; the lookups are opt-in.',
  });
}
