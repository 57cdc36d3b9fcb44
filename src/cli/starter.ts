/** Id of the rule that `init` writes. */
export const FIRST_RULE_ID = 'brute-force-on-vulnerable-instance';

/** The rule that `init` writes: two signals on one instance, small enough to be changed at once. */
export const FIRST_RULE: string = `# yaml-language-server: $schema=../../schema/rule.schema.json
id: ${FIRST_RULE_ID}
version: 1
status: test
title: Password guessing on an instance with serious vulnerabilities
severity: HIGH
description: >-
  GuardDuty sees somebody guess passwords on this EC2 instance, and Inspector finds at least two serious
  vulnerabilities on it. Whoever does not get in by the password may get in by a vulnerability.
remediation: Let the ports be reached from known addresses only, and patch the instance.
references:
  - https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_finding-types-ec2.html
attack: [TA0006, T1110]
requires: [GuardDuty, Inspector]
entity: AwsEc2Instance
within: 7d
signals:
  brute-force:
    match:
      Normalized:
        Product: [GuardDuty]
        Type: [UnauthorizedAccess:EC2/SSHBruteForce, UnauthorizedAccess:EC2/RDPBruteForce]
  vulnerability:
    match:
      Normalized: { Product: [Inspector], Severity: [HIGH, CRITICAL] }
    count: 2
    distinct: Normalized.Vulnerability
`;

/** The cases of that rule. */
export const FIRST_CASES: string = `# yaml-language-server: $schema=../../schema/cases.schema.json
world:
  guessing: { product: GuardDuty, type: UnauthorizedAccess:EC2/SSHBruteForce, resource: instance/web, at: 0d }
  rdp-guessing: { product: GuardDuty, type: UnauthorizedAccess:EC2/RDPBruteForce, resource: instance/web, at: 0d }
  elsewhere: { product: GuardDuty, type: UnauthorizedAccess:EC2/SSHBruteForce, resource: instance/batch, at: 0d }
  probe: { product: GuardDuty, type: Recon:EC2/PortProbeUnprotectedPort, resource: instance/web, at: 0d }
  seen-by-sensor: { product: acme/sensor, type: UnauthorizedAccess:EC2/SSHBruteForce, resource: instance/web, at: 0d }
  openssh: { product: Inspector, cve: CVE-2023-38408, severity: HIGH, resource: instance/web, at: -1d }
  log4j: { product: Inspector, cve: CVE-2021-44228, severity: CRITICAL, resource: instance/web, at: -1d }
  log4j-again: { product: Inspector, cve: CVE-2021-44228, severity: CRITICAL, resource: instance/web, at: -1d }
  log4j-fixed: { of: log4j, state: archived, at: 1d }
  glibc: { product: Inspector, cve: CVE-2023-4911, severity: MEDIUM, resource: instance/web, at: -1d }
  spring-after-7-days: { product: Inspector, cve: CVE-2022-22965, severity: HIGH, resource: instance/web, at: 7d }
  spring-after-8-days: { product: Inspector, cve: CVE-2022-22965, severity: HIGH, resource: instance/web, at: 8d }
  found-by-scanner:
    product: acme/scanner
    type: Software and Configuration Checks/Vulnerabilities/CVE
    severity: HIGH
    resource: instance/web
    at: -1d
    members: { Vulnerabilities: [{ Id: CVE-2023-38408 }] }
cases:
  - name: fires on guessed passwords and two vulnerabilities
    given: [guessing, openssh, log4j]
    expect:
      - open: instance/web
        severity: HIGH
        evidence: { brute-force: [guessing], vulnerability: [openssh, log4j] }
  - name: is silent with one vulnerability
    given: [guessing, log4j]
    expect: none
  - name: is silent when the guessing is on another instance
    given: [elsewhere, openssh, log4j]
    expect: none
  - name: fires when the second vulnerability appears 7 days after RDP passwords were guessed
    given: [rdp-guessing, log4j, spring-after-7-days]
    expect:
      - open: instance/web
  - name: is silent when it appears 8 days after
    given: [rdp-guessing, log4j, spring-after-8-days]
    expect: none
  - name: is silent on two findings about one vulnerability
    given: [guessing, log4j, log4j-again]
    expect: none
  - name: is silent when the second vulnerability is not serious
    given: [guessing, log4j, glibc]
    expect: none
  - name: is silent on a port that is probed
    given: [probe, openssh, log4j]
    expect: none
  - name: is silent on what other products say
    given: [seen-by-sensor, openssh, log4j]
    expect: none
  - name: is silent when another product found the second vulnerability
    given: [guessing, log4j, found-by-scanner]
    expect: none
  - name: resolves when a vulnerability is fixed
    given: [guessing, openssh, log4j, log4j-fixed]
    expect:
      - resolved: instance/web
`;

/** What that rule says in Japanese. */
export const FIRST_TEXTS: string = `# yaml-language-server: $schema=../../schema/texts.schema.json
title: 重大な脆弱性を持つインスタンスへのパスワード総当たり攻撃
description: >-
  GuardDuty がこの EC2 インスタンスへのパスワードの総当たり攻撃を検知し、Inspector は 2 種類以上の重大な脆弱性を検出しています。
  パスワードで侵入できなかった攻撃者が、脆弱性を突いて侵入する可能性があります。
remediation: 既知のアドレスからのみポートに到達できるようにし、インスタンスにパッチを適用してください。
`;

/** What the findings in \`history/\` are expected to lead to. */
export const EXPECTATIONS: string = `# yaml-language-server: $schema=schema/expectations.schema.json
rules:
  ${FIRST_RULE_ID}: { exactly: 1 }
`;

/** The page of the repository that \`init\` starts. */
export const RULES_README: string = `# Rules

Correlation rules for AWS Security Hub findings, one folder each:

| file | says |
|---|---|
| \`rules/<rule-id>/rule.yaml\` | which signals together make an incident |
| \`rules/<rule-id>/cases.yaml\` | when it fires and when it keeps silent |
| \`rules/<rule-id>/texts.ja.yaml\` | what people read of it, in Japanese |
| \`history/\` | findings that rules are tried on; put an export of your own there |
| \`expectations.yaml\` | how many incidents they are expected to lead to |

| command | does |
|---|---|
| \`corroborate lint\` | checks the rules and their cases |
| \`corroborate test --boundaries\` | runs the cases, and says what they would not notice |
| \`corroborate backtest --expect expectations.yaml history/\` | finds the incidents in the history |
| \`corroborate backtest --against main history/\` | says what your change adds and removes |
| \`corroborate near-misses history/\` | says what was one signal short |
| \`corroborate explain --rule ID --entity ID history/\` | says why a rule holds, or what it is short of |
| \`corroborate rules docs\` | writes a page for each rule |
| \`corroborate coverage\` | says what the rules detect of MITRE ATT&CK, with which products |

\`npm install\` brings the command, as \`npx corroborate\`. To add a rule, copy the folder of another one, and change \`id\`
with its name. Editors that know YAML schemas check and complete the files: the first line of each names its schema in
\`schema/\`. On GitHub, \`.github/workflows/rules.yaml\` shows problems in code scanning and comments on pull requests
with what they would have changed. Findings name your resources: keep a repository with a real history private.
`;
