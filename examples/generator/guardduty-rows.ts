/** What a GuardDuty finding is about. */
export type GuardDutyResource = 'instance' | 'accessKey' | 'bucket';

/** What the shipped rules make of a type; the rest is `none`. */
export type GuardDutyPart = 'backdoor' | 'bruteForce' | 'unusualTraffic' | 'exfiltration' | 'none';

/** A GuardDuty finding type in its ASFF spelling, with a title that the resource's name is added to. */
export interface GuardDutyRow {
  readonly type: string;
  readonly resource: GuardDutyResource;
  readonly severity: 'LOW' | 'MEDIUM' | 'HIGH';
  readonly part: GuardDutyPart;
  readonly title: string;
}

function row(
  type: string,
  resource: GuardDutyResource,
  severity: GuardDutyRow['severity'],
  part: GuardDutyPart,
  title: string,
): GuardDutyRow {
  return { type, resource, severity, part, title };
}

/** The types that the examples draw from, the common ones more than once. */
export const GUARDDUTY_ROWS: readonly [GuardDutyRow, ...GuardDutyRow[]] = [
  row(
    'TTPs/Discovery/Recon:EC2-PortProbeUnprotectedPort',
    'instance',
    'LOW',
    'none',
    'An unprotected port is being probed on',
  ),
  row(
    'TTPs/Discovery/Recon:EC2-PortProbeUnprotectedPort',
    'instance',
    'LOW',
    'none',
    'An unprotected port is being probed on',
  ),
  row('TTPs/Discovery/Recon:EC2-Portscan', 'instance', 'MEDIUM', 'none', 'Outbound port scans from'),
  row(
    'TTPs/Initial Access/UnauthorizedAccess:EC2-SSHBruteForce',
    'instance',
    'LOW',
    'bruteForce',
    'SSH brute force attacks against',
  ),
  row(
    'TTPs/Initial Access/UnauthorizedAccess:EC2-SSHBruteForce',
    'instance',
    'LOW',
    'bruteForce',
    'SSH brute force attacks against',
  ),
  row(
    'TTPs/Initial Access/UnauthorizedAccess:EC2-RDPBruteForce',
    'instance',
    'LOW',
    'bruteForce',
    'RDP brute force attacks against',
  ),
  row(
    'TTPs/Impact/Impact:EC2-WinRMBruteForce',
    'instance',
    'LOW',
    'bruteForce',
    'WinRM brute force attacks by',
  ),
  row(
    'Unusual Behaviors/VM/Behavior:EC2-NetworkPortUnusual',
    'instance',
    'MEDIUM',
    'unusualTraffic',
    'Unusual outbound port in use by',
  ),
  row(
    'Unusual Behaviors/VM/Behavior:EC2-TrafficVolumeUnusual',
    'instance',
    'MEDIUM',
    'unusualTraffic',
    'Unusually large outbound traffic from',
  ),
  row(
    'TTPs/Command and Control/Backdoor:EC2-C&CActivity.B!DNS',
    'instance',
    'HIGH',
    'backdoor',
    'Command and control domain name queried by',
  ),
  row(
    'TTPs/Command and Control/Backdoor:EC2-C&CActivity.B',
    'instance',
    'HIGH',
    'backdoor',
    'Command and control server contacted by',
  ),
  row(
    'TTPs/Command and Control/Backdoor:EC2-DenialOfService.Dns',
    'instance',
    'HIGH',
    'backdoor',
    'Possible denial of service attack over DNS from',
  ),
  row(
    'TTPs/Command and Control/CryptoCurrency:EC2-BitcoinTool.B!DNS',
    'instance',
    'HIGH',
    'none',
    'Bitcoin-related domain name queried by',
  ),
  row(
    'TTPs/Command and Control/Trojan:EC2-DNSDataExfiltration',
    'instance',
    'HIGH',
    'none',
    'Data exfiltration through DNS queries from',
  ),
  row(
    'TTPs/Command and Control/Trojan:EC2-DGADomainRequest.B',
    'instance',
    'HIGH',
    'none',
    'Algorithmically generated domain names queried by',
  ),
  row(
    'TTPs/Command and Control/UnauthorizedAccess:EC2-MaliciousIPCaller.Custom',
    'instance',
    'MEDIUM',
    'none',
    'Connections with a listed IP address by',
  ),
  row(
    'TTPs/DefenseEvasion/EC2:Unusual-DNS-Resolver',
    'instance',
    'MEDIUM',
    'none',
    'Unusual DNS resolver used by',
  ),
  row(
    'TTPs/Defense Evasion/DefenseEvasion:EC2-UnusualDNSResolver',
    'instance',
    'MEDIUM',
    'none',
    'Unusual DNS resolver used by',
  ),
  row('TTPs/Discovery/IAMUser-AnomalousBehavior', 'accessKey', 'LOW', 'none', 'Anomalous discovery calls by'),
  row(
    'TTPs/Persistence/Persistence:IAMUser-NetworkPermissions',
    'accessKey',
    'MEDIUM',
    'none',
    'Unusual changes to network permissions by',
  ),
  row(
    'TTPs/Discovery/Recon:IAMUser-MaliciousIPCaller',
    'accessKey',
    'MEDIUM',
    'none',
    'Reconnaissance calls from a listed IP address by',
  ),
  row(
    'TTPs/UnauthorizedAccess:IAMUser-MaliciousIPCaller',
    'accessKey',
    'MEDIUM',
    'none',
    'Calls from a listed IP address by',
  ),
  row(
    'TTPs/Policy:IAMUser-RootCredentialUsage',
    'accessKey',
    'LOW',
    'none',
    'Root credentials used instead of',
  ),
  row('TTPs/Discovery:S3-AnomalousBehavior', 'bucket', 'LOW', 'none', 'Anomalous listing of S3 bucket'),
  row('TTPs/Discovery:S3-TorIPCaller', 'bucket', 'MEDIUM', 'none', 'Tor exit node listed S3 bucket'),
  row(
    'TTPs/Exfiltration:S3-AnomalousBehavior',
    'bucket',
    'HIGH',
    'exfiltration',
    'Anomalous reads from S3 bucket',
  ),
  row(
    'TTPs/Exfiltration:S3-MaliciousIPCaller',
    'bucket',
    'HIGH',
    'exfiltration',
    'Listed IP address read from S3 bucket',
  ),
  row(
    'TTPs/Impact:S3-AnomalousBehavior.Delete',
    'bucket',
    'HIGH',
    'none',
    'Anomalous deletions in S3 bucket',
  ),
  row(
    'Effects/Data Exposure/Policy:S3-BucketBlockPublicAccessDisabled',
    'bucket',
    'LOW',
    'none',
    'Block Public Access was disabled for S3 bucket',
  ),
  row('TTPs/UnauthorizedAccess:S3-TorIPCaller', 'bucket', 'HIGH', 'none', 'Tor exit node called S3 bucket'),
];
