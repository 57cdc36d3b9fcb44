/**
 * Finding types that say the same as MITRE ATT&CK ids. A tactic is a category of the ASFF taxonomy where it has
 * one; of the techniques those are known that rules name most, under the tactic they belong to first.
 * https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-findings-format-type-taxonomy.html
 */
const TYPE_OF_TACTIC: ReadonlyMap<string, string> = new Map([
  ['TA0043', 'TTPs/Discovery'],
  ['TA0042', 'TTPs'],
  ['TA0001', 'TTPs/Initial Access'],
  ['TA0002', 'TTPs/Execution'],
  ['TA0003', 'TTPs/Persistence'],
  ['TA0004', 'TTPs/Privilege Escalation'],
  ['TA0005', 'TTPs/Defense Evasion'],
  ['TA0112', 'TTPs/Defense Evasion'],
  ['TA0006', 'TTPs/Credential Access'],
  ['TA0007', 'TTPs/Discovery'],
  ['TA0008', 'TTPs/Lateral Movement'],
  ['TA0009', 'TTPs/Collection'],
  ['TA0010', 'Effects/Data Exfiltration'],
  ['TA0011', 'TTPs/Command and Control'],
  ['TA0040', 'Effects'],
]);

const TACTIC_OF_TECHNIQUE: ReadonlyMap<string, string> = new Map([
  ['T1021', 'TA0008'],
  ['T1041', 'TA0010'],
  ['T1046', 'TA0007'],
  ['T1048', 'TA0010'],
  ['T1059', 'TA0002'],
  ['T1068', 'TA0004'],
  ['T1071', 'TA0011'],
  ['T1078', 'TA0001'],
  ['T1098', 'TA0003'],
  ['T1110', 'TA0006'],
  ['T1133', 'TA0001'],
  ['T1190', 'TA0001'],
  ['T1485', 'TA0040'],
  ['T1486', 'TA0040'],
  ['T1496', 'TA0040'],
  ['T1498', 'TA0040'],
  ['T1526', 'TA0007'],
  ['T1530', 'TA0009'],
  ['T1537', 'TA0010'],
  ['T1548', 'TA0004'],
  ['T1552', 'TA0006'],
  ['T1562', 'TA0005'],
  ['T1567', 'TA0010'],
  ['T1571', 'TA0011'],
  ['T1580', 'TA0007'],
  ['T1595', 'TA0043'],
  ['T1619', 'TA0007'],
  ['T1685', 'TA0112'],
  ['T1686', 'TA0112'],
]);

/** ASFF finding types for a rule's ATT&CK ids, distinct, in their order; `TTPs` where none of them is known. */
export function toFindingTypes(attack: readonly string[]): readonly string[] {
  const types = new Set<string>();
  for (const id of attack) {
    const [technique = id] = id.split('.', 1);
    const type = TYPE_OF_TACTIC.get(TACTIC_OF_TECHNIQUE.get(technique) ?? id);
    if (type !== undefined) types.add(type);
  }
  return types.size === 0 ? ['TTPs'] : [...types];
}
