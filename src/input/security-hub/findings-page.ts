import { arrayAt, isJsonObject, type Json, type JsonObject, stringAt } from '../../core/json.ts';

/** One page of findings as Security Hub sent it, and the token of the next. */
export interface FindingsPage {
  readonly findings: readonly JsonObject[];
  readonly token?: string;
}

/** Most findings in one page (Security Hub API Reference, GetFindings). */
export const PAGE_FINDINGS_MAX = 100;

/** What an answer of GetFindings holds; undefined for the answer of anything else, which would look like the last page. */
export function toFindingsPage(body: Json): FindingsPage | undefined {
  if (!isJsonObject(body) || !Array.isArray(body.Findings)) return undefined;
  const token = stringAt(body, 'NextToken');
  return { findings: arrayAt(body, 'Findings').filter(isJsonObject), ...(token && { token }) };
}
