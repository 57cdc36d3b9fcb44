import { arrayAt, type JsonObject, memberOf } from '../json.ts';

const NONE: readonly string[] = Object.freeze([]);
const ID_LENGTH_MAX = 32;
const CVE = /^CVE-\d{4}-\d{4,19}$/i;
const GHSA = /^GHSA-[0-9a-z]{4}-[0-9a-z]{4}-[0-9a-z]{4}$/i;

/**
 * The distinct CVE and GHSA ids of a finding's Vulnerabilities, in the order in which it names them and in the
 * spelling of their registries (`CVE-2024-3094`, `GHSA-jfh8-c2jp-5v3q`); ids of other registries (distribution
 * advisories) are left out, for they group several vulnerabilities under one number.
 */
export function vulnerabilitiesOf(finding: JsonObject): readonly string[] {
  const vulnerabilities = arrayAt(finding, 'Vulnerabilities');
  if (vulnerabilities.length === 0) return NONE;
  if (vulnerabilities.length === 1) {
    const only = asVulnerabilityId(memberOf(vulnerabilities[0], 'Id'));
    return only === undefined ? NONE : [only];
  }
  const ids = new Set<string>();
  for (const vulnerability of vulnerabilities) {
    const id = asVulnerabilityId(memberOf(vulnerability, 'Id'));
    if (id !== undefined) ids.add(id);
  }
  return [...ids];
}

function asVulnerabilityId(value: unknown): string | undefined {
  if (typeof value !== 'string' || value.length > ID_LENGTH_MAX) return undefined;
  if (CVE.test(value)) return value.toUpperCase();
  return GHSA.test(value) ? `GHSA${value.slice(4).toLowerCase()}` : undefined;
}
