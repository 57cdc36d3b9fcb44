import { isAbsolute, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Issue } from '../core/issue.ts';
import { ISSUE_CODES } from '../core/issue-codes.ts';
import type { JsonObject } from '../core/json.ts';

/**
 * Issues as a SARIF log, version 2.1.0, as code scanning services read it. Every code of the table is a rule of the
 * driver; what a rule acknowledges is suppressed in the source, with its reason.
 * https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function toSarif(issues: readonly Issue[], version: string): JsonObject {
  const codes = Object.keys(ISSUE_CODES);
  return {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'corroborate',
            version,
            rules: Object.entries(ISSUE_CODES).map(([id, meaning]) => ({
              id,
              shortDescription: { text: meaning },
            })),
          },
        },
        columnKind: 'utf16CodeUnits',
        results: issues.map((issue) => toResult(issue, codes)),
      },
    ],
  };
}

function toResult(
  { code, level, message, hint, acknowledged, file, position }: Issue,
  codes: readonly string[],
): JsonObject {
  const ruleIndex = codes.indexOf(code);
  return {
    ruleId: code,
    ...(ruleIndex >= 0 && { ruleIndex }),
    level,
    message: { text: hint === undefined ? message : `${message} (${hint})` },
    ...(acknowledged !== undefined && {
      suppressions: [{ kind: 'inSource', justification: acknowledged }],
    }),
    ...(file !== undefined && {
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: toUri(file) },
            ...(position && { region: { startLine: position.line, startColumn: position.column } }),
          },
        },
      ],
    }),
  };
}

/** Relative paths stay relative, so that a log made elsewhere still finds its files. */
function toUri(file: string): string {
  if (isAbsolute(file)) return pathToFileURL(file).href;
  return file.split(sep).map(encodeURIComponent).join('/');
}
