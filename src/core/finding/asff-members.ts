/**
 * The members of a finding, and those of its objects that have few, as ASFF has them.
 * https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_AwsSecurityFinding.html (2026)
 */
const FINDING: readonly string[] = [
  ...['Action', 'AwsAccountId', 'AwsAccountName', 'CompanyName', 'Compliance', 'Confidence', 'CreatedAt'],
  ...['Criticality', 'Description', 'Detection', 'FindingProviderFields', 'FirstObservedAt', 'GeneratorId'],
  ...[
    'GeneratorDetails',
    'Id',
    'LastObservedAt',
    'Malware',
    'Network',
    'NetworkPath',
    'Note',
    'PatchSummary',
  ],
  ...['Process', 'ProcessedAt', 'ProductArn', 'ProductFields', 'ProductName', 'RecordState', 'Region'],
  ...['RelatedFindings', 'Remediation', 'Resources', 'Sample', 'SchemaVersion', 'Severity', 'SourceUrl'],
  ...['ThreatIntelIndicators', 'Threats', 'Title', 'Types', 'UpdatedAt', 'UserDefinedFields'],
  ...['VerificationState', 'Vulnerabilities', 'Workflow', 'WorkflowState'],
];

const OBJECTS: ReadonlyMap<string, readonly string[]> = new Map([
  [
    'Compliance',
    [
      ...['AssociatedStandards', 'RelatedRequirements', 'SecurityControlId', 'SecurityControlParameters'],
      ...['Status', 'StatusReasons'],
    ],
  ],
  ['FindingProviderFields', ['Confidence', 'Criticality', 'RelatedFindings', 'Severity', 'Types']],
  ['Note', ['Text', 'UpdatedAt', 'UpdatedBy']],
  ['Remediation', ['Recommendation']],
  [
    'Resources',
    [
      ...['ApplicationArn', 'ApplicationName', 'DataClassification', 'Details', 'Id', 'Partition', 'Region'],
      ...['ResourceRole', 'Tags', 'Type'],
    ],
  ],
  ['Severity', ['Label', 'Normalized', 'Original', 'Product']],
  [
    'Vulnerabilities',
    [
      ...['CodeVulnerabilities', 'Cvss', 'EpssScore', 'ExploitAvailable', 'FixAvailable', 'Id'],
      ...['LastKnownExploitAt', 'ReferenceUrls', 'RelatedVulnerabilities', 'Vendor', 'VulnerablePackages'],
    ],
  ],
  ['Workflow', ['Status']],
]);

/** The names that a member of a finding may have, or one of such an object; undefined where they are not kept here. */
export function asffMembersOf(object?: string): readonly string[] | undefined {
  return object === undefined ? FINDING : OBJECTS.get(object);
}
