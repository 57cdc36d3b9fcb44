import type { JsonObject } from '../../src/core/json.ts';
import { type Judge, pickTarget, type Target } from './control-resources.ts';
import { CONTROL_ROWS, type ControlRow } from './control-rows.ts';
import type { Fleet } from './fleet.ts';
import { mix, type Random, uuid } from './random.ts';
import { START_MS } from './timeline.ts';

const STANDARD = 'aws-foundational-security-best-practices/v/1.0.0';
const CIS = 'cis-aws-foundations-benchmark/v/1.2.0';
const CIS_PART = 0.3;
const FLIP_PART = 0.03;
const SUPPRESSED_PART = 0.02;
const ARCHIVED_PART = 0.01;
const AGE_MAX_MS = 120 * 86_400_000;

/**
 * A finding of a Security Hub control: consolidated or classic as the account has it. The same control and resource
 * give the same Id, so that drawing them again is an update, seldom one that changes the compliance.
 */
export function controlFinding(fleet: Fleet, random: Random, atMs: number): JsonObject {
  const row = random.pick(CONTROL_ROWS);
  const isFlipped = random.chance(FLIP_PART);
  const judge: Judge = (number) => isFlipped !== mix(number, row.title.length) < row.failRate * 2 ** 32;
  const target = pickTarget(row.resource, fleet, judge);
  const spelling = target.home.isConsolidated ? consolidated(row, target) : classic(row, target, random);
  return finding(row, target, spelling, random, atMs, judge(target.number));
}

/** What differs between the two ways in which Security Hub spells a control finding. */
interface Spelling {
  readonly id: string;
  readonly generatorId: string;
  readonly type: string;
  readonly title: string;
  readonly productFields: JsonObject;
  readonly compliance: JsonObject;
}

function consolidated(row: ControlRow, { home, number }: Target): Spelling {
  return {
    id: `arn:aws:securityhub:${home.region}:${home.account}:security-control/${row.id}/finding/${uuid(number, row.title.length)}`,
    generatorId: `security-control/${row.id}`,
    type: 'Software and Configuration Checks/Industry and Regulatory Standards',
    title: row.title,
    productFields: {},
    compliance: {
      RelatedRequirements: row.cis
        ? ['NIST.800-53.r5 AC-21', 'NIST.800-53.r5 SC-7', `CIS AWS Foundations Benchmark v1.2.0/${row.cis}`]
        : ['NIST.800-53.r5 AC-21', 'NIST.800-53.r5 SC-7', 'NIST.800-53.r5 SC-7(11)'],
      SecurityControlId: row.id,
      AssociatedStandards: [
        { StandardsId: `standards/${STANDARD}` },
        { StandardsId: 'standards/nist-800-53/v/5.0.0' },
      ],
    },
  };
}

function classic(row: ControlRow, target: Target, random: Random): Spelling {
  if (row.cis !== undefined && random.chance(CIS_PART)) return classicCis(row, row.cis, target);
  const { region, account } = target.home;
  const subscription = `arn:aws:securityhub:${region}:${account}:subscription/${STANDARD}`;
  return {
    id: `${subscription}/${row.id}/finding/${uuid(target.number, row.title.length)}`,
    generatorId: `${STANDARD}/${row.id}`,
    type: 'Software and Configuration Checks/Industry and Regulatory Standards/AWS-Foundational-Security-Best-Practices',
    title: `${row.id} ${row.title}`,
    productFields: {
      StandardsArn: `arn:aws:securityhub:::standards/${STANDARD}`,
      StandardsSubscriptionArn: subscription,
      ControlId: row.id,
      RecommendationUrl: `https://docs.aws.amazon.com/console/securityhub/${row.id}/remediation`,
      StandardsControlArn: `arn:aws:securityhub:${region}:${account}:control/${STANDARD}/${row.id}`,
    },
    compliance: {},
  };
}

function classicCis(row: ControlRow, number: string, target: Target): Spelling {
  const { region, account } = target.home;
  const subscription = `arn:aws:securityhub:${region}:${account}:subscription/${CIS}`;
  return {
    id: `${subscription}/${number}/finding/${uuid(target.number, row.title.length + 1)}`,
    generatorId: `arn:aws:securityhub:::ruleset/${CIS}/rule/${number}`,
    type: 'Software and Configuration Checks/Industry and Regulatory Standards/CIS AWS Foundations Benchmark',
    title: `${number} ${row.title}`,
    productFields: {
      StandardsGuideArn: `arn:aws:securityhub:::ruleset/${CIS}`,
      StandardsGuideSubscriptionArn: subscription,
      RuleId: number,
      RecommendationUrl: `https://docs.aws.amazon.com/console/securityhub/${row.id}/remediation`,
      StandardsControlArn: `arn:aws:securityhub:${region}:${account}:control/${CIS}/${number}`,
    },
    compliance: {},
  };
}

const NORMALIZED = { INFORMATIONAL: 0, LOW: 1, MEDIUM: 40, HIGH: 70, CRITICAL: 90 } as const;

function finding(
  row: ControlRow,
  target: Target,
  spelling: Spelling,
  random: Random,
  atMs: number,
  isFailed: boolean,
): JsonObject {
  const { region, account } = target.home;
  const productArn = `arn:aws:securityhub:${region}::product/aws/securityhub`;
  const label = isFailed ? row.severity : 'INFORMATIONAL';
  const updatedAt = new Date(atMs).toISOString();
  const observedAt = new Date(START_MS - (mix(target.number, 3) % AGE_MAX_MS)).toISOString();
  return {
    SchemaVersion: '2018-10-08',
    Id: spelling.id,
    ProductArn: productArn,
    ProductName: 'Security Hub',
    CompanyName: 'AWS',
    Region: region,
    GeneratorId: spelling.generatorId,
    AwsAccountId: account,
    Types: [spelling.type],
    FirstObservedAt: observedAt,
    LastObservedAt: updatedAt,
    CreatedAt: observedAt,
    UpdatedAt: updatedAt,
    Severity: { Label: label, Normalized: NORMALIZED[label], Original: label },
    Title: spelling.title,
    Description: row.description,
    Remediation: {
      Recommendation: {
        Text: 'For information on how to correct this issue, consult the AWS Security Hub controls documentation.',
        Url: `https://docs.aws.amazon.com/console/securityhub/${row.id}/remediation`,
      },
    },
    ProductFields: {
      ...spelling.productFields,
      'RelatedAWSResources:0/name': `securityhub-${row.id.toLowerCase().replace('.', '-')}-check-1a2b3c4d`,
      'RelatedAWSResources:0/type': 'AWS::Config::ConfigRule',
      'aws/securityhub/ProductName': 'Security Hub',
      'aws/securityhub/CompanyName': 'AWS',
      'Resources:0/Id': target.resource.Id,
      'aws/securityhub/FindingId': `${productArn}/${spelling.id}`,
    },
    Resources: [target.resource],
    Compliance: { Status: isFailed ? 'FAILED' : 'PASSED', ...spelling.compliance },
    Workflow: { Status: workflowStatus(random, isFailed) },
    RecordState: random.chance(ARCHIVED_PART) ? 'ARCHIVED' : 'ACTIVE',
    FindingProviderFields: { Severity: { Label: label, Original: label }, Types: [spelling.type] },
  };
}

function workflowStatus(random: Random, isFailed: boolean): string {
  if (!isFailed) return 'RESOLVED';
  return random.chance(SUPPRESSED_PART) ? 'SUPPRESSED' : 'NEW';
}
