import { Validations } from 'aws-cdk-lib';
import { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import { AwsSolutionsChecks } from 'cdk-nag';
import type { IConstruct } from 'constructs';
import { afterAll, describe, expect, it } from 'vitest';
import { CorroborateStack } from '../../infra/corroborate-stack.ts';
import { TemplateStack } from '../../infra/template-stack.ts';
import { createApp, makeFolder, writeStubs } from './synthesize.ts';

const [folder, remove] = makeFolder();
afterAll(remove);

function createStack() {
  const app = createApp(folder);
  const props = { bundles: writeStubs(folder), email: 'a@example.com', describeNetworkInterfaces: true };
  return new CorroborateStack(app, 'Corroborate', props);
}

function createTemplateStack() {
  return new TemplateStack(createApp(folder), 'Template', { rules: 'rules', zip: 'corroborate.zip' });
}

/** What is acknowledged anywhere in a tree: where, which rule, and why. */
function acknowledged(root: IConstruct): readonly string[] {
  return root.node.findAll().flatMap(({ node }) =>
    node.metadata
      .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
      .flatMap(({ data }) => Object.entries(data))
      .map(([rule, reason]) => `${node.path.replace(/^.*?\//, '')} ${rule} ${reason}`),
  );
}

const DEAD_LETTERS = 'It is a queue of dead letters itself; an alarm tells when anything is in it.';
const DESCRIBE = 'ec2:DescribeNetworkInterfaces knows no resource; the lookups are opt-in.';
const CHOSEN = 'Where the parameter is empty, the condition chooses the topic that is made.';

const QUEUES = ['DeadDeliveries', 'DeadMessages', 'DeadRecords', 'DeadRuns', 'DeadNotifications'].map(
  (id) => `Corroborate/${id} Annotation::AwsSolutions-SQS3 ${DEAD_LETTERS}`,
);

describe.each([
  ['the stack', createStack],
  ['the template', createTemplateStack],
] as const)('cdk-nag AwsSolutions, %s', (_name, create) => {
  it('finds nothing', () => {
    const stack = create();
    const report = new AwsSolutionsChecks(stack).validateScope(stack);
    expect(report.violations).toEqual([]);
    expect(report.success).toBe(true);
  });

  it('would find what is not acknowledged', () => {
    const stack = create();
    for (const { node } of stack.node.findAll()) {
      Reflect.set(node, '_metadata', []);
    }
    const report = new AwsSolutionsChecks(stack).validateScope(stack);
    const found = new Set(report.violations.map(({ ruleName }) => ruleName));
    expect([...found].sort()).toEqual(['AwsSolutions-IAM5[Resource::*]', 'AwsSolutions-SQS3']);
  });
});

describe('what is acknowledged', () => {
  it('in the stack', () => {
    const role = `Corroborate/IngestRole Annotation::AwsSolutions-IAM5[Resource::*] ${DESCRIBE}`;
    expect([...acknowledged(createStack())].sort()).toEqual([...QUEUES, role].sort());
  });

  it('in the template', () => {
    const stack = createTemplateStack();
    const alarms = stack.node.findAll().filter((each) => each instanceof Alarm);
    const expected = [
      ...QUEUES,
      `DescribeNetworkInterfaces/Policy Annotation::AwsSolutions-IAM5[Resource::*] ${DESCRIBE}`,
      ...alarms.map(({ node }) => `${node.path}/Resource CloudFormation-Validate::W1030 ${CHOSEN}`),
    ];
    expect([...acknowledged(stack)].sort()).toEqual(
      expected.map((each) => each.replace('Template/', '')).sort(),
    );
  });
});
