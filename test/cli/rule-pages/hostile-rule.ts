/** A rule that uses everything, in which every text tries to be more than text. */
export const HOSTILE_RULE = `id: hostile
version: 2
status: deprecated
title: 'end \`\`\` "] --> x; <script>alert(1)</script> | [a](javascript:1) # $x$ &lt; %%{init: {}}%%'
severity: HIGH
description: |
  # not a heading
  - not a list
  \`\`\`mermaid
  1. <img src=x onerror=alert(1)> ![i](https://x.test) <!-- c -->
remediation: "---"
falsePositives: ['[ ] not a box', '> not a quote', '\`\`\` no fence', '<details>']
references: ['https://example.com/a)(b]|c']
attack: [TA0006, T1110.003, T1562.008, T9999]
requires: ['a|b\`c', GuardDuty]
entity: AwsEc2Instance
within: 90m
signals:
  guessing:
    match:
      Normalized:
        Product: [GuardDuty]
        Type: [{ prefix: 'a"]<b>\`;|#quot;end' }, x, { wildcard: 'q*z' }, { suffix: y }]
    count: 2
  control-failed:
    on: securityGroup
    match:
      - Normalized: { Product: [Security Hub], Control: [EC2.18, EC2.19, EC2.2, EC2.9] }
        Compliance: { Status: [FAILED] }
      - $or: [{ Title: [{ anything-but: [a, '|'] }] }, { Region: [{ exists: false }] }]
  first: { match: { Normalized: { Product: ['acme/x|y'] }, 'a|b': [''] }, count: 3, distinct: 'Normalized.\`x|\`' }
  second: { match: { Normalized: { Product: [Macie] } }, on: account }
unless:
  maintenance: { match: { Normalized: { Product: [acme/calendar] } }, kind: activity, on: account }
optional:
  data: { match: { Normalized: { Product: [Macie] } }, severity: CRITICAL }
any: { atLeast: 1, of: [first, second] }
order: [guessing, control-failed]
`;

/** Its texts in Japanese. */
export const HOSTILE_TEXTS = `title: '敵対的な <b>タイトル</b> | #'
description: '- 説明'
remediation: '対応 \`\`\`'
falsePositives: ['[x](y)', '例', '1. 番号', '|']
`;

/** Its cases, of each kind of outcome one. */
export const HOSTILE_CASES = `world:
  one: { product: GuardDuty, type: UnauthorizedAccess:EC2/SSHBruteForce, resource: instance/web, at: 0d }
cases:
  - { name: '# fires <b>', given: [one], expect: [{ open: instance/web }] }
  - { name: '- resolves |', given: [one], expect: [{ resolved: instance/web }] }
  - { name: '\`\`\`', given: [one], expect: none }
`;
