import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type ReadResult, readAll } from './read-all.ts';

const FINDINGS = join(import.meta.dirname, '../../../shared/data/findings');

// What the sample files are known to hold: findings, context, quarantined.
const TOTALS: readonly (readonly [string, number, number, number])[] = [
  ['DefectDojo__django-DefectDojo/prowler-output.asff.json', 731, 0, 0],
  ['DefectDojo__django-DefectDojo/guardduty.json', 4, 0, 0],
  ['DefectDojo__django-DefectDojo/many_vulns.json', 5, 0, 0],
  ['DefectDojo__django-DefectDojo/many_vuln.ocsf.json', 0, 0, 3],
  ['DefectDojo__django-DefectDojo/empty_with_error.json', 0, 0, 1],
  ['DefectDojo__django-DefectDojo/no_vuln.ocsf.json', 0, 0, 0],
  ['aquasecurity__trivy/alpine-310.asff.golden', 4, 0, 0],
  ['aws-samples__amazon-security-lake-ocsf-validation/example0.json.gz.parquet', 0, 0, 1],
  ['aws-samples__amazon-security-lake-ocsf-validation/securityhub-inputs0.json.gz', 1, 0, 0],
  ['aws-solutions__automated-security-response-on-aws/CIS_1-6-multi-select.json', 2, 0, 0],
  ['awsdocs__aws-security-hub-user-guide/sample-control-findings__block4.json.txt', 0, 0, 1],
  ['blu371ck__GuardDuty-SOAR/Recon-EC2-Portscan.json', 0, 1, 0],
  ['OluOlus__guardduty-sentinel-integration/network-finding.json', 0, 1, 0],
  ['panther-labs__panther-analysis/aws_guardduty_low_sev_findings.tests.json', 0, 2, 0],
];

function countKinds({ records }: ReadResult): readonly number[] {
  return ['finding', 'context', 'quarantined'].map(
    (kind) => records.filter((record) => record.kind === kind).length,
  );
}

describe.skipIf(!existsSync(FINDINGS))('sample findings (skipped without ../shared/data)', () => {
  it.each(TOTALS)('%s holds %i findings, %i context, %i quarantined', async (name, ...totals) => {
    expect(countKinds(await readAll([join(FINDINGS, name)]))).toEqual(totals);
  });

  it('reads or quarantines every file, and says what it is', async () => {
    const entries = await readdir(FINDINGS, { recursive: true, withFileTypes: true });
    const files = entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    const { records, detected } = await readAll([FINDINGS]);
    const told = new Set([
      ...records.map(({ place }) => place.file),
      ...detected.map((text) => text.replace(/: .*$/, '')),
    ]);
    expect(files.filter((file) => !told.has(file))).toEqual([]);
    for (const record of records) {
      expect(record.place.line).toBeGreaterThan(0);
      if (record.kind === 'quarantined') expect(record.reason).toMatch(/^[^.]/);
    }
  });
});
