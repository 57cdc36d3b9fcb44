const PRACTICE = 'Software and Configuration Checks/AWS Security Best Practices';

/**
 * The types of IAM Access Analyzer, which has no spelling of its own:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-securityhub-integration.html
 */
export const ACCESS_ANALYZER_TYPES: readonly string[] = [
  'Effects/Data Exposure/External Access Granted',
  `${PRACTICE}/External Access Granted`,
  `${PRACTICE}/Unused Permission`,
  `${PRACTICE}/Unused IAM Role`,
  `${PRACTICE}/Unused IAM User Password`,
  `${PRACTICE}/Unused IAM User Access Key`,
];

/** The beginning of types of Inspector of which no list is to be had. */
export const NETWORK_REACHABILITY: string = `${PRACTICE}/Network Reachability`;

/**
 * The types of Inspector, which has no spelling of its own, from the samples of its user guide and of Inspector
 * Classic's, page securityhub-integration; those of the family of network reachability say more after a hyphen.
 */
export const INSPECTOR_TYPES: readonly string[] = [
  'Software and Configuration Checks/Vulnerabilities/CVE',
  NETWORK_REACHABILITY,
];
