import { describe, expect, it } from 'vitest';
import { DETECTIONS_TOLD_MAX, DetectionReport } from '../../src/cli/detection-report.ts';
import { createMessages } from '../../src/cli/messages.ts';
import { collector } from './run-cli.ts';

describe('DetectionReport', () => {
  it('tells the first files one by one, and counts the others by what they hold', () => {
    const { stream, text } = collector({});
    const report = new DetectionReport(createMessages(stream, {}));
    for (let file = 1; file <= DETECTIONS_TOLD_MAX + 1500; file += 1)
      report.add(`${file}.json`, 'ASFF findings');
    report.add('last.json', 'OCSF findings');
    report.finish();
    const lines = text().trimEnd().split('\n');
    expect(lines).toHaveLength(DETECTIONS_TOLD_MAX + 2);
    expect(lines.slice(-3)).toEqual([
      `${DETECTIONS_TOLD_MAX}.json: ASFF findings`,
      '1,500 more files: ASFF findings',
      '1 more file: OCSF findings',
    ]);
  });
});
