/** What a GuardDuty finding is about. */
export type GuardDutyResource = 'instance' | 'accessKey' | 'bucket';

/** A GuardDuty finding type in its ASFF spelling, with a title that the resource's name is added to. */
export interface GuardDutyRow {
  readonly type: string;
  readonly resource: GuardDutyResource;
  readonly severity: 'LOW' | 'MEDIUM' | 'HIGH';
  readonly title: string;
}

function row(
  type: string,
  resource: GuardDutyResource,
  severity: GuardDutyRow['severity'],
  title: string,
): GuardDutyRow {
  return { type, resource, severity, title };
}

/** The types that the examples draw from, the common ones more than once. */
export const GUARDDUTY_ROWS: readonly [GuardDutyRow, ...GuardDutyRow[]] = [
  row(
    'TTPs/Discovery/Recon:EC2-PortProbeUnprotectedPort',
    'instance',
    'LOW',
    'An unprotected port is being probed on',
  ),
  row(
    'TTPs/Discovery/Recon:EC2-PortProbeUnprotectedPort',
    'instance',
    'LOW',
    'An unprotected port is being probed on',
  ),
  row('TTPs/Discovery/Recon:EC2-Portscan', 'instance', 'MEDIUM', 'Outbound port scans from'),
  row(
    'TTPs/Initial Access/UnauthorizedAccess:EC2-SSHBruteForce',
    'instance',
    'LOW',
    'SSH brute force attacks against',
  ),
  row(
    'TTPs/Initial Access/UnauthorizedAccess:EC2-SSHBruteForce',
    'instance',
    'LOW',
    'SSH brute force attacks against',
  ),
  row(
    'TTPs/Initial Access/UnauthorizedAccess:EC2-RDPBruteForce',
    'instance',
    'LOW',
    'RDP brute force attacks against',
  ),
  row('TTPs/Impact/Impact:EC2-WinRMBruteForce', 'instance', 'LOW', 'WinRM brute force attacks by'),
  row(
    'Unusual Behaviors/VM/Behavior:EC2-NetworkPortUnusual',
    'instance',
    'MEDIUM',
    'Unusual outbound port in use by',
  ),
  row(
    'Unusual Behaviors/VM/Behavior:EC2-TrafficVolumeUnusual',
    'instance',
    'MEDIUM',
    'Unusually large outbound traffic from',
  ),
  row(
    'TTPs/Command and Control/Backdoor:EC2-C&CActivity.B!DNS',
    'instance',
    'HIGH',
    'Command and control domain name queried by',
  ),
  row(
    'TTPs/Command and Control/Backdoor:EC2-C&CActivity.B',
    'instance',
    'HIGH',
    'Command and control server contacted by',
  ),
  row(
    'TTPs/Command and Control/Backdoor:EC2-DenialOfService.Dns',
    'instance',
    'HIGH',
    'Possible denial of service attack over DNS from',
  ),
  row(
    'TTPs/Command and Control/CryptoCurrency:EC2-BitcoinTool.B!DNS',
    'instance',
    'HIGH',
    'Bitcoin-related domain name queried by',
  ),
  row(
    'TTPs/Command and Control/Trojan:EC2-DNSDataExfiltration',
    'instance',
    'HIGH',
    'Data exfiltration through DNS queries from',
  ),
  row(
    'TTPs/Command and Control/Trojan:EC2-DGADomainRequest.B',
    'instance',
    'HIGH',
    'Algorithmically generated domain names queried by',
  ),
  row(
    'TTPs/Command and Control/UnauthorizedAccess:EC2-MaliciousIPCaller.Custom',
    'instance',
    'MEDIUM',
    'Connections with a listed IP address by',
  ),
  row('TTPs/DefenseEvasion/EC2:Unusual-DNS-Resolver', 'instance', 'MEDIUM', 'Unusual DNS resolver used by'),
  row(
    'TTPs/Defense Evasion/DefenseEvasion:EC2-UnusualDNSResolver',
    'instance',
    'MEDIUM',
    'Unusual DNS resolver used by',
  ),
  row('TTPs/Discovery/IAMUser-AnomalousBehavior', 'accessKey', 'LOW', 'Anomalous discovery calls by'),
  row(
    'TTPs/Persistence/Persistence:IAMUser-NetworkPermissions',
    'accessKey',
    'MEDIUM',
    'Unusual changes to network permissions by',
  ),
  row(
    'TTPs/Discovery/Recon:IAMUser-MaliciousIPCaller',
    'accessKey',
    'MEDIUM',
    'Reconnaissance calls from a listed IP address by',
  ),
  row(
    'TTPs/UnauthorizedAccess:IAMUser-MaliciousIPCaller',
    'accessKey',
    'MEDIUM',
    'Calls from a listed IP address by',
  ),
  row('TTPs/Policy:IAMUser-RootCredentialUsage', 'accessKey', 'LOW', 'Root credentials used instead of'),
  row('TTPs/Discovery:S3-AnomalousBehavior', 'bucket', 'LOW', 'Anomalous listing of S3 bucket'),
  row('TTPs/Discovery:S3-TorIPCaller', 'bucket', 'MEDIUM', 'Tor exit node listed S3 bucket'),
  row('TTPs/Exfiltration:S3-AnomalousBehavior', 'bucket', 'HIGH', 'Anomalous reads from S3 bucket'),
  row('TTPs/Exfiltration:S3-MaliciousIPCaller', 'bucket', 'HIGH', 'Listed IP address read from S3 bucket'),
  row('TTPs/Impact:S3-AnomalousBehavior.Delete', 'bucket', 'HIGH', 'Anomalous deletions in S3 bucket'),
  row(
    'Effects/Data Exposure/Policy:S3-BucketBlockPublicAccessDisabled',
    'bucket',
    'LOW',
    'Block Public Access was disabled for S3 bucket',
  ),
  row('TTPs/UnauthorizedAccess:S3-TorIPCaller', 'bucket', 'HIGH', 'Tor exit node called S3 bucket'),
];
