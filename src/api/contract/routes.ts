import type { z } from 'zod';
import { type FindingBody, type FindingQuery, findingBodySchema, findingQuerySchema } from './finding.ts';
import {
  type HandlingRequest,
  type HandlingResult,
  handlingRequestSchema,
  handlingResultSchema,
} from './handling.ts';
import { type IncidentDetail, incidentDetailSchema } from './incident.ts';
import {
  type ExportQuery,
  exportQuerySchema,
  type IncidentPage,
  type IncidentQuery,
  incidentPageSchema,
  incidentQuerySchema,
} from './incidents.ts';
import { type Health, healthSchema, type IntakeResult, intakeResultSchema } from './intake.ts';
import { type Overview, type OverviewQuery, overviewQuerySchema, overviewSchema } from './overview.ts';
import type { RouteName } from './paths.ts';
import {
  type RuleDetail,
  type RuleDraft,
  type RuleList,
  ruleDetailSchema,
  ruleDraftSchema,
  ruleListSchema,
  type WouldHaveFired,
  wouldHaveFiredSchema,
} from './rules.ts';
import { type SessionView, sessionSchema } from './session.ts';

/**
 * What a route takes and answers. Every route also takes `lang` (`en` or `ja`), the language of rule texts; every error
 * is problem details.
 */
export interface Route<Query = undefined, Body = undefined, Answer = undefined> {
  readonly summary: string;
  readonly query?: z.ZodType<Query>;
  /** Body, as JSON. */
  readonly body?: z.ZodType<Body>;
  /** Answer, as JSON. */
  readonly answer?: z.ZodType<Answer>;
  /** Media types of a body and an answer that are not JSON by a schema. */
  readonly consumes?: readonly string[];
  readonly produces?: readonly string[];
}

/** The types of every route, for server and page alike. */
export interface Routes {
  readonly session: Route<undefined, undefined, SessionView>;
  readonly incidents: Route<IncidentQuery, undefined, IncidentPage>;
  readonly exportIncidents: Route<ExportQuery>;
  readonly handleIncidents: Route<undefined, HandlingRequest, HandlingResult>;
  readonly incident: Route<undefined, undefined, IncidentDetail>;
  readonly finding: Route<FindingQuery, undefined, FindingBody>;
  readonly postFindings: Route<undefined, undefined, IntakeResult>;
  readonly overview: Route<OverviewQuery, undefined, Overview>;
  readonly rules: Route<undefined, undefined, RuleList>;
  readonly rule: Route<undefined, undefined, RuleDetail>;
  readonly wouldHaveFired: Route<undefined, RuleDraft, WouldHaveFired>;
  readonly health: Route<undefined, undefined, Health>;
  readonly events: Route;
  readonly openApi: Route;
}

/** What the address of a route carries. */
export type QueryOf<Name extends RouteName> =
  Routes[Name] extends Route<infer Query, infer _, infer __> ? Query : never;

/** What is posted to a route. */
export type BodyOf<Name extends RouteName> =
  Routes[Name] extends Route<infer _, infer Body, infer __> ? Body : never;

/** What a route answers. */
export type AnswerOf<Name extends RouteName> =
  Routes[Name] extends Route<infer _, infer __, infer Answer> ? Answer : never;

/** The contract of the API, from which requests are checked and its OpenAPI page is made. */
export const ROUTES: Routes = {
  session: { summary: 'What a page has to know of the server.', answer: sessionSchema },
  incidents: {
    summary: 'A page of the incidents that a filter finds.',
    query: incidentQuerySchema,
    answer: incidentPageSchema,
  },
  exportIncidents: {
    summary: 'All incidents that a filter finds, as a file.',
    query: exportQuerySchema,
    produces: ['text/csv', 'application/x-ndjson', 'application/json'],
  },
  handleIncidents: {
    summary: 'Handles incidents: acknowledge, assign, note, resolve, false positive, accept risk, clear.',
    body: handlingRequestSchema,
    answer: handlingResultSchema,
  },
  incident: { summary: 'One incident with all that is known around it.', answer: incidentDetailSchema },
  finding: {
    summary: 'A finding as it came, in its newest version.',
    query: findingQuerySchema,
    answer: findingBodySchema,
  },
  postFindings: {
    summary: 'Takes findings in, in any layout that the command line reads, plain or gzip.',
    consumes: ['application/json', 'application/x-ndjson', 'application/gzip'],
    answer: intakeResultSchema,
  },
  overview: { summary: 'Where things stand.', query: overviewQuerySchema, answer: overviewSchema },
  rules: { summary: 'The rules that the server runs.', answer: ruleListSchema },
  rule: { summary: 'One rule, as its file has it.', answer: ruleDetailSchema },
  wouldHaveFired: {
    summary: 'What an edited rule would have done with the findings that the store holds.',
    body: ruleDraftSchema,
    answer: wouldHaveFiredSchema,
  },
  health: { summary: 'How the intake is doing.', answer: healthSchema },
  events: {
    summary: 'Server-sent events: what a page shows may have changed.',
    produces: ['text/event-stream'],
  },
  openApi: { summary: 'This contract, as OpenAPI 3.1.', produces: ['application/json'] },
};
