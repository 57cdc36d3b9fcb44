import { instantOrder, parseInstant } from '../../src/core/instant.ts';
import {
  arrayAt,
  isJsonObject,
  type Json,
  type JsonObject,
  memberOf,
  stringAt,
} from '../../src/core/json.ts';
import type { FakeAnswer, FakeRequest } from './fake-aws.ts';

/** A Security Hub that knows GetFindings: pages by tokens that can expire, and filters by UpdatedAt alone. */
export interface FakeFindingsHub {
  findings: JsonObject[];
  /** Tokens given before are no longer taken. */
  expireTokens(): void;
  answer(request: FakeRequest): FakeAnswer;
}

/** Most findings that this hub puts on a page. */
export const FAKE_PAGE = 2;

/** Creates a hub that holds findings. */
export function createFakeFindingsHub(findings: readonly JsonObject[]): FakeFindingsHub {
  let tokens = new Map<string, { readonly query: string; readonly rest: readonly JsonObject[] }>();
  let given = 0;
  const hub: FakeFindingsHub = {
    findings: [...findings],
    expireTokens: () => {
      tokens = new Map();
    },
    answer: ({ operation, body }) => {
      if (operation !== 'POST /findings') return { error: 'UnknownOperationException' };
      const { NextToken, ...asked } = body;
      const query = JSON.stringify(asked);
      const known = typeof NextToken === 'string' ? tokens.get(NextToken) : undefined;
      if (typeof NextToken === 'string' && known?.query !== query) {
        return { error: 'InvalidInputException', message: 'Invalid NextToken: Input Query has changed' };
      }
      const problem = problemOf(body);
      if (problem !== undefined) return { error: 'InvalidInputException', message: problem };
      const left = known?.rest ?? matching(hub.findings, body);
      const page = { Findings: left.slice(0, FAKE_PAGE) };
      if (left.length <= FAKE_PAGE) return { body: page };
      const token = `token-${given++}`;
      tokens.set(token, { query, rest: left.slice(FAKE_PAGE) });
      return { body: { ...page, NextToken: token } };
    },
  };
  return hub;
}

function problemOf(body: JsonObject): string | undefined {
  if (body.MaxResults !== 100) return 'MaxResults';
  const [sort] = arrayAt(body, 'SortCriteria');
  if (stringAt(sort, 'Field') !== 'UpdatedAt' || stringAt(sort, 'SortOrder') !== 'asc') return 'SortCriteria';
  const dates = arrayAt(memberOf(body, 'Filters'), 'UpdatedAt');
  const isWhole = (date: Json): boolean => memberOf(date, 'DateRange') !== undefined || hasBothEnds(date);
  return dates.every(isWhole) ? undefined : 'a date filter needs Start and End';
}

function hasBothEnds(date: Json): boolean {
  return stringAt(date, 'Start') !== undefined && stringAt(date, 'End') !== undefined;
}

function matching(findings: readonly JsonObject[], body: JsonObject): readonly JsonObject[] {
  const dates = arrayAt(memberOf(body, 'Filters'), 'UpdatedAt').filter(isJsonObject);
  const orderOf = ({ UpdatedAt }: JsonObject): string => instantOrder(UpdatedAt) ?? '';
  return findings
    .filter((finding) => dates.length === 0 || dates.some((date) => isWithin(finding, date)))
    .sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : orderOf(a) > orderOf(b) ? 1 : 0));
}

function isWithin({ UpdatedAt }: JsonObject, { Start, End }: JsonObject): boolean {
  const at = parseInstant(UpdatedAt);
  const start = parseInstant(Start);
  const end = parseInstant(End);
  return at !== undefined && (start === undefined || at >= start) && (end === undefined || at <= end);
}
