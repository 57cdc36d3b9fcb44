/** A native GuardDuty finding type, then the ASFF types under which its findings arrive. */
export type GuardDutyTypeRow = readonly [native: string, ...asff: readonly string[]];

/**
 * Every row of the table of finding types in the GuardDuty user guide, page securityhub-integration, 2026:
 * https://docs.aws.amazon.com/guardduty/latest/ug/securityhub-integration.html
 */
export const DOCUMENTED_GUARDDUTY_TYPES: readonly GuardDutyTypeRow[] = [
  ['Backdoor:EC2/C&CActivity.B', 'TTPs/Command and Control/Backdoor:EC2-C&CActivity.B'],
  ['Backdoor:EC2/C&CActivity.B!DNS', 'TTPs/Command and Control/Backdoor:EC2-C&CActivity.B!DNS'],
  ['Backdoor:EC2/DenialOfService.Dns', 'TTPs/Command and Control/Backdoor:EC2-DenialOfService.Dns'],
  ['Backdoor:EC2/DenialOfService.Tcp', 'TTPs/Command and Control/Backdoor:EC2-DenialOfService.Tcp'],
  ['Backdoor:EC2/DenialOfService.Udp', 'TTPs/Command and Control/Backdoor:EC2-DenialOfService.Udp'],
  [
    'Backdoor:EC2/DenialOfService.UdpOnTcpPorts',
    'TTPs/Command and Control/Backdoor:EC2-DenialOfService.UdpOnTcpPorts',
  ],
  [
    'Backdoor:EC2/DenialOfService.UnusualProtocol',
    'TTPs/Command and Control/Backdoor:EC2-DenialOfService.UnusualProtocol',
  ],
  ['Backdoor:EC2/Spambot', 'TTPs/Command and Control/Backdoor:EC2-Spambot'],
  ['Backdoor:Lambda/C&CActivity.B', 'TTPs/Command and Control/Backdoor:Lambda-C&CActivity.B'],
  ['Backdoor:Runtime/C&CActivity.B', 'TTPs/Command and Control/Backdoor:Runtime-C&CActivity.B'],
  ['Backdoor:Runtime/C&CActivity.B!DNS', 'TTPs/Command and Control/Backdoor:Runtime-C&CActivity.B!DNS'],
  ['CryptoCurrency:EC2/BitcoinTool.B', 'TTPs/Command and Control/CryptoCurrency:EC2-BitcoinTool.B'],
  ['CryptoCurrency:EC2/BitcoinTool.B!DNS', 'TTPs/Command and Control/CryptoCurrency:EC2-BitcoinTool.B!DNS'],
  ['CryptoCurrency:Runtime/BitcoinTool.B', 'TTPs/Command and Control/CryptoCurrency:Runtime-BitcoinTool.B'],
  [
    'CryptoCurrency:Runtime/BitcoinTool.B!DNS',
    'TTPs/Command and Control/CryptoCurrency:Runtime-BitcoinTool.B!DNS',
  ],
  ['Trojan:EC2/BlackholeTraffic', 'TTPs/Command and Control/Trojan:EC2-BlackholeTraffic'],
  ['Trojan:EC2/BlackholeTraffic!DNS', 'TTPs/Command and Control/Trojan:EC2-BlackholeTraffic!DNS'],
  ['Trojan:EC2/DGADomainRequest.B', 'TTPs/Command and Control/Trojan:EC2-DGADomainRequest.B'],
  ['Trojan:EC2/DGADomainRequest.C!DNS', 'TTPs/Command and Control/Trojan:EC2-DGADomainRequest.C!DNS'],
  ['Trojan:EC2/DNSDataExfiltration', 'TTPs/Command and Control/Trojan:EC2-DNSDataExfiltration'],
  ['Trojan:EC2/PhishingDomainRequest!DNS', 'TTPs/Command and Control/Trojan:EC2-PhishingDomainRequest!DNS'],
  ['Trojan:Lambda/BlackholeTraffic', 'TTPs/Command and Control/Trojan:Lambda-BlackholeTraffic'],
  ['Trojan:Runtime/BlackholeTraffic', 'TTPs/Command and Control/Trojan:Runtime-BlackholeTraffic'],
  ['Trojan:Runtime/BlackholeTraffic!DNS', 'TTPs/Command and Control/Trojan:Runtime-BlackholeTraffic!DNS'],
  ['Trojan:Runtime/DGADomainRequest.C!DNS', 'TTPs/Command and Control/Trojan:Runtime-DGADomainRequest.C!DNS'],
  [
    'Trojan:Runtime/PhishingDomainRequest!DNS',
    'TTPs/Command and Control/Trojan:Runtime-PhishingDomainRequest!DNS',
  ],
  [
    'UnauthorizedAccess:EC2/MaliciousIPCaller.Custom',
    'TTPs/Command and Control/UnauthorizedAccess:EC2-MaliciousIPCaller.Custom',
  ],
  [
    'UnauthorizedAccess:IAMUser/TorIPCaller',
    'TTPs/Command and Control/UnauthorizedAccess:IAMUser-TorIPCaller',
  ],
  [
    'UnauthorizedAccess:Lambda/MaliciousIPCaller.Custom',
    'TTPs/Command and Control/UnauthorizedAccess:Lambda-MaliciousIPCaller.Custom',
  ],
  [
    'CryptoCurrency:Lambda/BitcoinTool.B',
    'TTPs/Command and Control/CryptoCurrency:Lambda-BitcoinTool.B',
    'Effects/Resource Consumption/CryptoCurrency:Lambda-BitcoinTool.B',
  ],
  ['AttackSequence:IAM/CompromisedCredentials', 'TTPs/AttackSequence:IAM/CompromisedCredentials'],
  ['AttackSequence:S3/CompromisedData', 'TTPs/AttackSequence:S3/CompromisedData'],
  ['PenTest:IAMUser/KaliLinux', 'TTPs/PenTest:IAMUser/KaliLinux'],
  ['PenTest:IAMUser/ParrotLinux', 'TTPs/PenTest:IAMUser/ParrotLinux'],
  ['PenTest:IAMUser/PentooLinux', 'TTPs/PenTest:IAMUser/PentooLinux'],
  ['Discovery:S3/AnomalousBehavior', 'TTPs/Discovery:S3-AnomalousBehavior'],
  ['Discovery:S3/BucketEnumeration.Unusual', 'TTPs/Discovery:S3-BucketEnumeration.Unusual'],
  ['Discovery:S3/MaliciousIPCaller', 'TTPs/Discovery:S3-MaliciousIPCaller'],
  ['Discovery:S3/MaliciousIPCaller.Custom', 'TTPs/Discovery:S3-MaliciousIPCaller.Custom'],
  ['Discovery:S3/TorIPCaller', 'TTPs/Discovery:S3-TorIPCaller'],
  ['Exfiltration:S3/AnomalousBehavior', 'TTPs/Exfiltration:S3-AnomalousBehavior'],
  ['Exfiltration:S3/ObjectRead.Unusual', 'TTPs/Exfiltration:S3-ObjectRead.Unusual'],
  ['Exfiltration:S3/MaliciousIPCaller', 'TTPs/Exfiltration:S3-MaliciousIPCaller'],
  ['Impact:EC2/AbusedDomainRequest.Reputation', 'TTPs/Impact:EC2-AbusedDomainRequest.Reputation'],
  ['Impact:EC2/BitcoinDomainRequest.Reputation', 'TTPs/Impact:EC2-BitcoinDomainRequest.Reputation'],
  ['Impact:EC2/MaliciousDomainRequest.Reputation', 'TTPs/Impact:EC2-MaliciousDomainRequest.Reputation'],
  ['Impact:EC2/SuspiciousDomainRequest.Reputation', 'TTPs/Impact:EC2-SuspiciousDomainRequest.Reputation'],
  ['Impact:S3/AnomalousBehavior.Delete', 'TTPs/Impact:S3-AnomalousBehavior.Delete'],
  ['Impact:S3/AnomalousBehavior.Permission', 'TTPs/Impact:S3-AnomalousBehavior.Permission'],
  ['Impact:S3/AnomalousBehavior.Write', 'TTPs/Impact:S3-AnomalousBehavior.Write'],
  ['Impact:S3/ObjectDelete.Unusual', 'TTPs/Impact:S3-ObjectDelete.Unusual'],
  ['Impact:S3/PermissionsModification.Unusual', 'TTPs/Impact:S3-PermissionsModification.Unusual'],
  ['Impact:S3/MaliciousIPCaller', 'TTPs/Impact:S3-MaliciousIPCaller'],
  ['PenTest:S3/KaliLinux', 'TTPs/PenTest:S3-KaliLinux'],
  ['PenTest:S3/ParrotLinux', 'TTPs/PenTest:S3-ParrotLinux'],
  ['PenTest:S3/PentooLinux', 'TTPs/PenTest:S3-PentooLinux'],
  ['Policy:IAMUser/RootCredentialUsage', 'TTPs/Policy:IAMUser-RootCredentialUsage'],
  ['Policy:IAMUser/ShortTermRootCredentialUsage', 'TTPs/Policy:IAMUser-ShortTermRootCredentialUsage'],
  ['Policy:S3/AccountBlockPublicAccessDisabled', 'TTPs/Policy:S3-AccountBlockPublicAccessDisabled'],
  ['Policy:S3/BucketAnonymousAccessGranted', 'TTPs/Policy:S3-BucketAnonymousAccessGranted'],
  ['Policy:S3/BucketPublicAccessGranted', 'TTPs/Policy:S3-BucketPublicAccessGranted'],
  ['UnauthorizedAccess:EC2/MetadataDNSRebind', 'TTPs/UnauthorizedAccess:EC2-MetadataDNSRebind'],
  [
    'UnauthorizedAccess:IAMUser/ConsoleLoginSuccess.B',
    'TTPs/UnauthorizedAccess:IAMUser-ConsoleLoginSuccess.B',
  ],
  ['UnauthorizedAccess:IAMUser/MaliciousIPCaller', 'TTPs/UnauthorizedAccess:IAMUser-MaliciousIPCaller'],
  [
    'UnauthorizedAccess:IAMUser/MaliciousIPCaller.Custom',
    'TTPs/UnauthorizedAccess:IAMUser-MaliciousIPCaller.Custom',
  ],
  ['UnauthorizedAccess:Runtime/MetadataDNSRebind', 'TTPs/UnauthorizedAccess:Runtime-MetadataDNSRebind'],
  ['UnauthorizedAccess:S3/MaliciousIPCaller.Custom', 'TTPs/UnauthorizedAccess:S3-MaliciousIPCaller.Custom'],
  ['UnauthorizedAccess:S3/TorIPCaller', 'TTPs/UnauthorizedAccess:S3-TorIPCaller'],
  [
    'Policy:S3/BucketBlockPublicAccessDisabled',
    'Effects/Data Exposure/Policy:S3-BucketBlockPublicAccessDisabled',
  ],
  ['Trojan:EC2/DropPoint', 'Effects/Data Exfiltration/Trojan:EC2-DropPoint'],
  ['Trojan:EC2/DropPoint!DNS', 'Effects/Data Exfiltration/Trojan:EC2-DropPoint!DNS'],
  ['Trojan:Lambda/DropPoint', 'Effects/Data Exfiltration/Trojan:Lambda-DropPoint'],
  ['Trojan:Runtime/DropPoint', 'Effects/Data Exfiltration/Trojan:Runtime-DropPoint'],
  ['Trojan:Runtime/DropPoint!DNS', 'Effects/Data Exfiltration/Trojan:Runtime-DropPoint!DNS'],
  [
    'UnauthorizedAccess:IAMUser/InstanceCredentialExfiltration.InsideAWS',
    'Effects/Data Exfiltration/UnauthorizedAccess:IAMUser-InstanceCredentialExfiltration.InsideAWS',
  ],
  [
    'UnauthorizedAccess:IAMUser/InstanceCredentialExfiltration.OutsideAWS',
    'Effects/Data Exfiltration/UnauthorizedAccess:IAMUser-InstanceCredentialExfiltration.OutsideAWS',
  ],
  [
    'UnauthorizedAccess:IAMUser/ResourceCredentialExfiltration.InsideAWS',
    'Effects/Data Exfiltration/UnauthorizedAccess:IAMUser-ResourceCredentialExfiltration.InsideAWS',
  ],
  [
    'UnauthorizedAccess:IAMUser/ResourceCredentialExfiltration.OutsideAWS',
    'Effects/Data Exfiltration/UnauthorizedAccess:IAMUser-ResourceCredentialExfiltration.OutsideAWS',
  ],
  ['UnauthorizedAccess:EC2/TorClient', 'Effects/Resource Consumption/UnauthorizedAccess:EC2-TorClient'],
  ['UnauthorizedAccess:EC2/TorRelay', 'Effects/Resource Consumption/UnauthorizedAccess:EC2-TorRelay'],
  ['UnauthorizedAccess:Lambda/TorClient', 'Effects/Resource Consumption/UnauthorizedAccess:Lambda-TorClient'],
  ['UnauthorizedAccess:Lambda/TorRelay', 'Effects/Resource Consumption/UnauthorizedAccess:Lambda-TorRelay'],
  ['UnauthorizedAccess:Runtime/TorRelay', 'Effects/Resource Consumption/UnauthorizedAccess:Runtime-TorRelay'],
  [
    'UnauthorizedAccess:Runtime/TorClient',
    'Effects/Resource Consumption/UnauthorizedAccess:Runtime-TorClient',
  ],
  ['Behavior:EC2/NetworkPortUnusual', 'Unusual Behaviors/VM/Behavior:EC2-NetworkPortUnusual'],
  ['Behavior:EC2/TrafficVolumeUnusual', 'Unusual Behaviors/VM/Behavior:EC2-TrafficVolumeUnusual'],
  [
    'ResourceConsumption:IAMUser/ComputeResources',
    'Unusual Behaviors/User/ResourceConsumption:IAMUser-ComputeResources',
  ],
  [
    'UnauthorizedAccess:IAMUser/ConsoleLogin',
    'Unusual Behaviors/User/UnauthorizedAccess:IAMUser-ConsoleLogin',
  ],
  ['CredentialAccess:IAMUser/AnomalousBehavior', 'TTPs/Credential Access/IAMUser-AnomalousBehavior'],
  ['DefenseEvasion:IAMUser/AnomalousBehavior', 'TTPs/Defense Evasion/IAMUser-AnomalousBehavior'],
  ['Discovery:IAMUser/AnomalousBehavior', 'TTPs/Discovery/IAMUser-AnomalousBehavior'],
  ['Exfiltration:IAMUser/AnomalousBehavior', 'TTPs/Exfiltration/IAMUser-AnomalousBehavior'],
  ['Impact:IAMUser/AnomalousBehavior', 'TTPs/Impact/IAMUser-AnomalousBehavior'],
  ['InitialAccess:IAMUser/AnomalousBehavior', 'TTPs/Initial Access/IAMUser-AnomalousBehavior'],
  ['Persistence:IAMUser/AnomalousBehavior', 'TTPs/Persistence/IAMUser-AnomalousBehavior'],
  ['PrivilegeEscalation:IAMUser/AnomalousBehavior', 'TTPs/Privilege Escalation/IAMUser-AnomalousBehavior'],
  [
    'CredentialAccess:Kubernetes/MaliciousIPCaller',
    'TTPs/CredentialAccess/CredentialAccess:Kubernetes-MaliciousIPCaller',
  ],
  [
    'CredentialAccess:Kubernetes/MaliciousIPCaller.Custom',
    'TTPs/CredentialAccess/CredentialAccess:Kubernetes-MaliciousIPCaller.Custom',
  ],
  [
    'CredentialAccess:Kubernetes/SuccessfulAnonymousAccess',
    'TTPs/CredentialAccess/CredentialAccess:Kubernetes-SuccessfulAnonymousAccess',
  ],
  [
    'CredentialAccess:Kubernetes/TorIPCaller',
    'TTPs/CredentialAccess/CredentialAccess:Kubernetes-TorIPCaller',
  ],
  [
    'CredentialAccess:RDS/AnomalousBehavior.FailedLogin',
    'TTPs/Credential Access/CredentialAccess:RDS-AnomalousBehavior.FailedLogin',
  ],
  [
    'CredentialAccess:RDS/AnomalousBehavior.SuccessfulBruteForce',
    'TTPs/Credential Access/CredentialAccess:RDS-AnomalousBehavior.SuccessfulBruteForce',
  ],
  [
    'CredentialAccess:RDS/AnomalousBehavior.SuccessfulLogin',
    'TTPs/Credential Access/CredentialAccess:RDS-AnomalousBehavior.SuccessfulLogin',
  ],
  [
    'CredentialAccess:RDS/MaliciousIPCaller.FailedLogin',
    'TTPs/Credential Access/CredentialAccess:RDS-MaliciousIPCaller.FailedLogin',
  ],
  [
    'CredentialAccess:RDS/MaliciousIPCaller.SuccessfulLogin',
    'TTPs/Credential Access/CredentialAccess:RDS-MaliciousIPCaller.SuccessfulLogin',
  ],
  [
    'CredentialAccess:RDS/TorIPCaller.FailedLogin',
    'TTPs/Credential Access/CredentialAccess:RDS-TorIPCaller.FailedLogin',
  ],
  [
    'CredentialAccess:RDS/TorIPCaller.SuccessfulLogin',
    'TTPs/Credential Access/CredentialAccess:RDS-TorIPCaller.SuccessfulLogin',
  ],
  ['DefenseEvasion:EC2/UnusualDNSResolver', 'TTPs/DefenseEvasion/EC2:Unusual-DNS-Resolver'],
  ['DefenseEvasion:EC2/UnusualDoHActivity', 'TTPs/DefenseEvasion/EC2:Unusual-DoH-Activity'],
  ['DefenseEvasion:EC2/UnusualDoTActivity', 'TTPs/DefenseEvasion/EC2:Unusual-DoT-Activity'],
  [
    'DefenseEvasion:IAMUser/BedrockLoggingDisabled',
    'TTPs/Defense Evasion/DefenseEvasion:IAMUser-BedrockLoggingDisabled',
  ],
  [
    'DefenseEvasion:Runtime/FilelessExecution',
    'TTPs/Defense Evasion/DefenseEvasion:Runtime-FilelessExecution',
  ],
  [
    'DefenseEvasion:Runtime/KernelModuleLoaded',
    'TTPs/Defense Evasion/DefenseEvasion:Runtime-KernelModuleLoaded',
  ],
  [
    'DefenseEvasion:Runtime/SensitiveFileModified',
    'TTPs/Defense Evasion/DefenseEvasion:Runtime-SensitiveFileModified',
  ],
  [
    'DefenseEvasion:Runtime/ProcessInjection.Proc',
    'TTPs/Defense Evasion/DefenseEvasion:Runtime-ProcessInjection.Proc',
  ],
  [
    'DefenseEvasion:Runtime/ProcessInjection.Ptrace',
    'TTPs/Defense Evasion/DefenseEvasion:Runtime-ProcessInjection.Ptrace',
  ],
  [
    'DefenseEvasion:Runtime/ProcessInjection.VirtualMemoryWrite',
    'TTPs/Defense Evasion/DefenseEvasion:Runtime-ProcessInjection.VirtualMemoryWrite',
  ],
  [
    'Stealth:IAMUser/CloudTrailLoggingDisabled',
    'TTPs/Defense Evasion/Stealth:IAMUser-CloudTrailLoggingDisabled',
  ],
  [
    'Stealth:IAMUser/LoggingConfigurationModified',
    'TTPs/Defense Evasion/Stealth:IAMUser-LoggingConfigurationModified',
  ],
  ['Stealth:IAMUser/PasswordPolicyChange', 'TTPs/Defense Evasion/Stealth:IAMUser-PasswordPolicyChange'],
  ['Stealth:S3/ServerAccessLoggingDisabled', 'TTPs/Defense Evasion/Stealth:S3-ServerAccessLoggingDisabled'],
  [
    'DefenseEvasion:Kubernetes/MaliciousIPCaller',
    'TTPs/DefenseEvasion/DefenseEvasion:Kubernetes-MaliciousIPCaller',
  ],
  [
    'DefenseEvasion:Kubernetes/MaliciousIPCaller.Custom',
    'TTPs/DefenseEvasion/DefenseEvasion:Kubernetes-MaliciousIPCaller.Custom',
  ],
  [
    'DefenseEvasion:Kubernetes/SuccessfulAnonymousAccess',
    'TTPs/DefenseEvasion/DefenseEvasion:Kubernetes-SuccessfulAnonymousAccess',
  ],
  ['DefenseEvasion:Kubernetes/TorIPCaller', 'TTPs/DefenseEvasion/DefenseEvasion:Kubernetes-TorIPCaller'],
  [
    'DefenseEvasion:Runtime/PtraceAntiDebugging',
    'TTPs/DefenseEvasion/DefenseEvasion:Runtime-PtraceAntiDebugging',
  ],
  [
    'DefenseEvasion:Runtime/SuspiciousCommand',
    'TTPs/DefenseEvasion/DefenseEvasion:Runtime-SuspiciousCommand',
  ],
  ['Discovery:Kubernetes/MaliciousIPCaller', 'TTPs/Discovery/Discovery:Kubernetes-MaliciousIPCaller'],
  [
    'Discovery:Kubernetes/MaliciousIPCaller.Custom',
    'TTPs/Discovery/Discovery:Kubernetes-MaliciousIPCaller.Custom',
  ],
  [
    'Discovery:Kubernetes/SuccessfulAnonymousAccess',
    'TTPs/Discovery/Discovery:Kubernetes-SuccessfulAnonymousAccess',
  ],
  ['Discovery:Kubernetes/TorIPCaller', 'TTPs/Discovery/Discovery:Kubernetes-TorIPCaller'],
  ['Discovery:Runtime/SuspiciousCommand', 'TTPs/Discovery/Discovery:Runtime-SuspiciousCommand'],
  ['Recon:EC2/PortProbeEMRUnprotectedPort', 'TTPs/Discovery/Recon:EC2-PortProbeEMRUnprotectedPort'],
  ['Recon:EC2/PortProbeUnprotectedPort', 'TTPs/Discovery/Recon:EC2-PortProbeUnprotectedPort'],
  ['Recon:EC2/Portscan', 'TTPs/Discovery/Recon:EC2-Portscan'],
  ['Recon:IAMUser/MaliciousIPCaller', 'TTPs/Discovery/Recon:IAMUser-MaliciousIPCaller'],
  ['Recon:IAMUser/MaliciousIPCaller.Custom', 'TTPs/Discovery/Recon:IAMUser-MaliciousIPCaller.Custom'],
  ['Recon:IAMUser/NetworkPermissions', 'TTPs/Discovery/Recon:IAMUser-NetworkPermissions'],
  ['Recon:IAMUser/ResourcePermissions', 'TTPs/Discovery/Recon:IAMUser-ResourcePermissions'],
  ['Recon:IAMUser/TorIPCaller', 'TTPs/Discovery/Recon:IAMUser-TorIPCaller'],
  ['Recon:IAMUser/UserPermissions', 'TTPs/Discovery/Recon:IAMUser-UserPermissions'],
  ['Discovery:RDS/MaliciousIPCaller', 'TTPs/Discovery/RDS-MaliciousIPCaller'],
  ['Discovery:RDS/TorIPCaller', 'TTPs/Discovery/RDS-TorIPCaller'],
  [
    'CredentialAccess:Kubernetes/AnomalousBehavior.SecretsAccessed',
    'TTPs/AnomalousBehavior/CredentialAccess:Kubernetes-SecretsAccessed',
  ],
  [
    'Discovery:Kubernetes/AnomalousBehavior.PermissionChecked',
    'TTPs/AnomalousBehavior/Discovery:Kubernetes-PermissionChecked',
  ],
  [
    'Execution:Kubernetes/AnomalousBehavior.ExecInPod',
    'TTPs/AnomalousBehavior/Execution:Kubernetes-ExecInPod',
  ],
  [
    'Execution:Kubernetes/AnomalousBehavior.WorkloadDeployed',
    'TTPs/AnomalousBehavior/Execution:Kubernetes-WorkloadDeployed',
  ],
  [
    'Persistence:Kubernetes/AnomalousBehavior.WorkloadDeployed!ContainerWithSensitiveMount',
    'TTPs/AnomalousBehavior/Persistence:Kubernetes-WorkloadDeployed!ContainerWithSensitiveMount',
  ],
  [
    'PrivilegeEscalation:Kubernetes/AnomalousBehavior.WorkloadDeployed!PrivilegedContainer',
    'TTPs/AnomalousBehavior/PrivilegeEscalation:Kubernetes-WorkloadDeployed!PrivilegedContainer',
  ],
  [
    'PrivilegeEscalation:Kubernetes/AnomalousBehavior.RoleBindingCreated',
    'TTPs/AnomalousBehavior/PrivilegeEscalation:Kubernetes-RoleBindingCreated',
  ],
  [
    'PrivilegeEscalation:Kubernetes/AnomalousBehavior.RoleCreated',
    'TTPs/AnomalousBehavior/PrivilegeEscalation:Kubernetes-RoleCreated',
  ],
  ['Execution:Kubernetes/ExecInKubeSystemPod', 'TTPs/Execution/Execution:Kubernetes-ExecInKubeSystemPod'],
  ['Execution:EC2/MaliciousFile', 'TTPs/Execution/Execution:EC2-MaliciousFile'],
  ['Execution:ECS/MaliciousFile', 'TTPs/Execution/Execution:ECS-MaliciousFile'],
  ['Execution:Kubernetes/MaliciousFile', 'TTPs/Execution/Execution:Kubernetes-MaliciousFile'],
  ['Execution:Container/MaliciousFile', 'TTPs/Execution/Execution:Container-MaliciousFile'],
  ['Execution:EC2/SuspiciousFile', 'TTPs/Execution/Execution:EC2-SuspiciousFile'],
  ['Execution:ECS/SuspiciousFile', 'TTPs/Execution/Execution:ECS-SuspiciousFile'],
  ['Execution:Kubernetes/SuspiciousFile', 'TTPs/Execution/Execution:Kubernetes-SuspiciousFile'],
  ['Execution:Container/SuspiciousFile', 'TTPs/Execution/Execution:Container-SuspiciousFile'],
  ['Execution:EC2/MaliciousFile!Snapshot', 'TTPs/Execution/Execution:EC2-MaliciousFile!Snapshot'],
  ['Execution:EC2/MaliciousFile!AMI', 'TTPs/Execution/Execution:EC2-MaliciousFile!AMI'],
  ['Execution:EC2/MaliciousFile!RecoveryPoint', 'TTPs/Execution/Execution:EC2-MaliciousFile!RecoveryPoint'],
  ['Execution:S3/MaliciousFile!RecoveryPoint', 'TTPs/Execution/Execution:S3-MaliciousFile!RecoveryPoint'],
  ['Execution:Runtime/MaliciousFileExecuted', 'TTPs/Execution/Execution:Runtime-MaliciousFileExecuted'],
  [
    'Execution:Runtime/MaliciousFileExecuted.Custom',
    'TTPs/Execution/Execution:Runtime-MaliciousFileExecuted.Custom',
  ],
  ['Execution:Runtime/NewBinaryExecuted', 'TTPs/Execution/Execution:Runtime-NewBinaryExecuted'],
  ['Execution:Runtime/NewLibraryLoaded', 'TTPs/Execution/Execution:Runtime-NewLibraryLoaded'],
  ['Execution:Runtime/ReverseShell', 'TTPs/Execution/Execution:Runtime-ReverseShell'],
  ['Execution:Runtime/SuspiciousCommand', 'TTPs/Execution/Execution:Runtime-SuspiciousCommand'],
  ['Execution:Runtime/SuspiciousShellCreated', 'TTPs/Execution/Execution:Runtime-SuspiciousShellCreated'],
  ['Execution:Runtime/SuspiciousTool', 'TTPs/Execution/Execution:Runtime-SuspiciousTool'],
  ['Impact:EC2/MaliciousDomainRequest.Custom', 'TTPs/Impact/Impact:EC2-MaliciousDomainRequest.Custom'],
  ['Impact:Kubernetes/MaliciousIPCaller', 'TTPs/Impact/Impact:Kubernetes-MaliciousIPCaller'],
  ['Impact:Kubernetes/MaliciousIPCaller.Custom', 'TTPs/Impact/Impact:Kubernetes-MaliciousIPCaller.Custom'],
  ['Impact:Kubernetes/SuccessfulAnonymousAccess', 'TTPs/Impact/Impact:Kubernetes-SuccessfulAnonymousAccess'],
  ['Impact:Kubernetes/TorIPCaller', 'TTPs/Impact/Impact:Kubernetes-TorIPCaller'],
  ['Impact:EC2/PortSweep', 'TTPs/Impact/Impact:EC2-PortSweep'],
  ['Impact:EC2/WinRMBruteForce', 'TTPs/Impact/Impact:EC2-WinRMBruteForce'],
  [
    'Impact:Runtime/AbusedDomainRequest.Reputation',
    'TTPs/Impact/Impact:Runtime-AbusedDomainRequest.Reputation',
  ],
  [
    'Impact:Runtime/BitcoinDomainRequest.Reputation',
    'TTPs/Impact/Impact:Runtime-BitcoinDomainRequest.Reputation',
  ],
  ['Impact:Runtime/CryptoMinerExecuted', 'TTPs/Impact/Impact:Runtime-CryptoMinerExecuted'],
  [
    'Impact:Runtime/MaliciousDomainRequest.Reputation',
    'TTPs/Impact/Impact:Runtime-MaliciousDomainRequest.Reputation',
  ],
  [
    'Impact:Runtime/SuspiciousDomainRequest.Reputation',
    'TTPs/Impact/Impact:Runtime-SuspiciousDomainRequest.Reputation',
  ],
  ['Object:S3/MaliciousFile', 'TTPs/Object/Object:S3-MaliciousFile'],
  [
    'Persistence:Kubernetes/ContainerWithSensitiveMount',
    'TTPs/Persistence/Persistence:Kubernetes-ContainerWithSensitiveMount',
  ],
  ['Persistence:Kubernetes/MaliciousIPCaller', 'TTPs/Persistence/Persistence:Kubernetes-MaliciousIPCaller'],
  [
    'Persistence:Kubernetes/MaliciousIPCaller.Custom',
    'TTPs/Persistence/Persistence:Kubernetes-MaliciousIPCaller.Custom',
  ],
  [
    'Persistence:Kubernetes/SuccessfulAnonymousAccess',
    'TTPs/Persistence/Persistence:Kubernetes-SuccessfulAnonymousAccess',
  ],
  ['Persistence:Kubernetes/TorIPCaller', 'TTPs/Persistence/Persistence:Kubernetes-TorIPCaller'],
  ['Persistence:IAMUser/NetworkPermissions', 'TTPs/Persistence/Persistence:IAMUser-NetworkPermissions'],
  ['Persistence:IAMUser/ResourcePermissions', 'TTPs/Persistence/Persistence:IAMUser-ResourcePermissions'],
  ['Persistence:IAMUser/UserPermissions', 'TTPs/Persistence/Persistence:IAMUser-UserPermissions'],
  ['Persistence:Runtime/SuspiciousCommand', 'TTPs/Persistence/Persistence:Runtime-SuspiciousCommand'],
  ['Persistence:Runtime/SensitiveFileModified', 'TTPs/Persistence/Persistence:Runtime-SensitiveFileModified'],
  [
    'Policy:Kubernetes/AdminAccessToDefaultServiceAccount',
    'Software and Configuration Checks/AWS Security Best Practices/Policy:Kubernetes-AdminAccessToDefaultServiceAccount',
  ],
  [
    'Policy:Kubernetes/AnonymousAccessGranted',
    'Software and Configuration Checks/AWS Security Best Practices/Policy:Kubernetes-AnonymousAccessGranted',
  ],
  [
    'Policy:Kubernetes/ExposedDashboard',
    'Software and Configuration Checks/AWS Security Best Practices/Policy:Kubernetes-ExposedDashboard',
  ],
  [
    'Policy:Kubernetes/KubeflowDashboardExposed',
    'Software and Configuration Checks/AWS Security Best Practices/Policy:Kubernetes-KubeflowDashboardExposed',
  ],
  [
    'PrivilegeEscalation:IAMUser/AdministrativePermissions',
    'TTPs/Privilege Escalation/PrivilegeEscalation:IAMUser-AdministrativePermissions',
  ],
  [
    'PrivilegeEscalation:Runtime/ContainerMountsHostDirectory',
    'TTPs/Privilege Escalation/PrivilegeEscalation:Runtime-ContainerMountsHostDirectory',
  ],
  [
    'PrivilegeEscalation:Runtime/CGroupsReleaseAgentModified',
    'TTPs/Privilege Escalation/PrivilegeEscalation:Runtime-CGroupsReleaseAgentModified',
  ],
  [
    'PrivilegeEscalation:Runtime/DockerSocketAccessed',
    'TTPs/Privilege Escalation/PrivilegeEscalation:Runtime-DockerSocketAccessed',
  ],
  [
    'PrivilegeEscalation:Runtime/ElevationToRoot',
    'TTPs/Privilege Escalation/PrivilegeEscalation:Runtime-ElevationToRoot',
  ],
  [
    'PrivilegeEscalation:Runtime/RuncContainerEscape',
    'TTPs/Privilege Escalation/PrivilegeEscalation:Runtime-RuncContainerEscape',
  ],
  [
    'PrivilegeEscalation:Runtime/SensitiveFileModified',
    'TTPs/Privilege Escalation/PrivilegeEscalation:Runtime-SensitiveFileModified',
  ],
  [
    'PrivilegeEscalation:Runtime/UserfaultfdUsage',
    'TTPs/Privilege Escalation/PrivilegeEscalation:Runtime-UserfaultfdUsage',
  ],
  [
    'PrivilegeEscalation:Kubernetes/PrivilegedContainer',
    'TTPs/PrivilegeEscalation/PrivilegeEscalation:Kubernetes-PrivilegedContainer',
  ],
  [
    'PrivilegeEscalation:Runtime/SuspiciousCommand',
    'Software and Configuration Checks/PrivilegeEscalation:Runtime-SuspiciousCommand',
  ],
  ['Trojan:EC2/DriveBySourceTraffic!DNS', 'TTPs/Initial Access/Trojan:EC2-DriveBySourceTraffic!DNS'],
  ['Trojan:Runtime/DriveBySourceTraffic!DNS', 'TTPs/Initial Access/Trojan:Runtime-DriveBySourceTraffic!DNS'],
  ['UnauthorizedAccess:EC2/RDPBruteForce', 'TTPs/Initial Access/UnauthorizedAccess:EC2-RDPBruteForce'],
  ['UnauthorizedAccess:EC2/SSHBruteForce', 'TTPs/Initial Access/UnauthorizedAccess:EC2-SSHBruteForce'],
];

/**
 * Types that arrive although no row of that table says so: seen in findings that public projects keep as samples
 * (2020 to 2025), and rows of the table of January 2022.
 */
export const OBSERVED_GUARDDUTY_TYPES: readonly GuardDutyTypeRow[] = [
  [
    'Exfiltration:S3/ObjectRead.Unusual',
    'Software and Configuration Checks/Exfiltration:S3.ObjectRead.Unusual',
  ],
  ['DefenseEvasion:EC2/UnusualDNSResolver', 'TTPs/Defense Evasion/DefenseEvasion:EC2-UnusualDNSResolver'],
  ['Persistence:IAMUser/NetworkPermissions', 'Unusual Behaviors/User/Persistence:IAMUser-NetworkPermissions'],
  ['Recon:IAMUser/ResourcePermissions', 'Unusual Behaviors/User/Recon:IAMUser-ResourcePermissions'],
  ['Recon:IAMUser/UserPermissions', 'Unusual Behaviors/User/Recon:IAMUser-UserPermissions'],
  ['Trojan:EC2/DNSDataExfiltration', 'TTPs/Command and Control/Trojan:EC2-DNSDataExfiltration!DNS'],
  ['AttackSequence:EKS/CompromisedCluster', 'TTPs/AttackSequence:EKS/CompromisedCluster'],
  ['AttackSequence:EC2/CompromisedInstanceGroup', 'TTPs/AttackSequence:EC2/CompromisedInstanceGroup'],
];

/**
 * Native types that GuardDuty no longer makes and old findings still carry:
 * https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_finding-types-retired.html
 */
export const RETIRED_GUARDDUTY_TYPES: readonly string[] = [
  'Discovery:S3/BucketEnumeration.Unusual',
  'Exfiltration:S3/ObjectRead.Unusual',
  'Impact:S3/ObjectDelete.Unusual',
  'Impact:S3/PermissionsModification.Unusual',
  'Persistence:Kubernetes/ContainerWithSensitiveMount',
  'Persistence:IAMUser/NetworkPermissions',
  'Persistence:IAMUser/ResourcePermissions',
  'Persistence:IAMUser/UserPermissions',
  'PrivilegeEscalation:IAMUser/AdministrativePermissions',
  'PrivilegeEscalation:Kubernetes/PrivilegedContainer',
  'Recon:IAMUser/NetworkPermissions',
  'Recon:IAMUser/ResourcePermissions',
  'Recon:IAMUser/UserPermissions',
  'ResourceConsumption:IAMUser/ComputeResources',
  'Stealth:IAMUser/LoggingConfigurationModified',
  'UnauthorizedAccess:IAMUser/ConsoleLogin',
  'UnauthorizedAccess:EC2/TorIPCaller',
  'Backdoor:EC2/XORDDOS',
  'Behavior:IAMUser/InstanceLaunchUnusual',
  'CryptoCurrency:EC2/BitcoinTool.A',
  'UnauthorizedAccess:IAMUser/UnusualASNCaller',
];
