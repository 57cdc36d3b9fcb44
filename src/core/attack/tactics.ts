/** The version of MITRE ATT&CK Enterprise that the tables here are of. */
export const ATTACK_VERSION = '19.2';

/**
 * The tactics of MITRE ATT&CK Enterprise 19.2, in the order of its matrix, with the names that its data has for them.
 * Stealth is what was Defense Evasion until 18; Defense Impairment is new in 19.
 *
 * © 2026 The MITRE Corporation. This work is reproduced and distributed with the permission of The MITRE Corporation.
 * https://attack.mitre.org/tactics/enterprise/
 */
export const TACTICS = [
  { id: 'TA0043', name: 'Reconnaissance' },
  { id: 'TA0042', name: 'Resource Development' },
  { id: 'TA0001', name: 'Initial Access' },
  { id: 'TA0002', name: 'Execution' },
  { id: 'TA0003', name: 'Persistence' },
  { id: 'TA0004', name: 'Privilege Escalation' },
  { id: 'TA0005', name: 'Stealth' },
  { id: 'TA0112', name: 'Defense Impairment' },
  { id: 'TA0006', name: 'Credential Access' },
  { id: 'TA0007', name: 'Discovery' },
  { id: 'TA0008', name: 'Lateral Movement' },
  { id: 'TA0009', name: 'Collection' },
  { id: 'TA0011', name: 'Command and Control' },
  { id: 'TA0010', name: 'Exfiltration' },
  { id: 'TA0040', name: 'Impact' },
] as const;

/** The id of a tactic. */
export type TacticId = (typeof TACTICS)[number]['id'];
