import { Hono } from 'hono';
import { answerWithFile, answerWithJson } from './answer.ts';
import { exportIncidents } from './answers/export-incidents.ts';
import { handleIncidents } from './answers/handle-incidents.ts';
import { listIncidents } from './answers/list-incidents.ts';
import { listRules } from './answers/list-rules.ts';
import { postFindings } from './answers/post-findings.ts';
import { showFinding } from './answers/show-finding.ts';
import { showHealth } from './answers/show-health.ts';
import { showIncident } from './answers/show-incident.ts';
import { showOverview } from './answers/show-overview.ts';
import { showRule } from './answers/show-rule.ts';
import { streamEvents } from './answers/stream-events.ts';
import { wouldHaveFired } from './answers/would-have-fired.ts';
import type { ApiOptions } from './api-options.ts';
import { createGuard, type GuardOptions } from './guard/guard.ts';
import { answerWithPage, type PageFiles } from './page-files.ts';
import { ProblemError, problem, toProblem } from './problem.ts';

/** What a server is made of beside its guard. */
export interface AppOptions extends ApiOptions, GuardOptions {
  /** The built page. */
  readonly page: PageFiles;
  /** The contract as OpenAPI, as `npm run schema` writes it. */
  readonly openApi: string;
}

/** The HTTP API over a store; every request passes the guard. */
export function createApp(options: AppOptions): Hono {
  const { launch, user, version, intake, onError } = options;
  const app = new Hono();
  app.use('*', createGuard(options));
  app.onError((error, context) => {
    if (error instanceof ProblemError) return toProblem(context, error);
    onError(error);
    return problem(context, 500, 'the server could not answer', 'its output says why');
  });
  app.notFound((context) => problem(context, 404, 'there is nothing here'));
  answerWithJson(app, 'session', () => ({
    changeToken: launch.changeToken,
    user: user ?? '',
    version,
    canHandle: user !== undefined,
    canIngest: intake !== undefined,
  }));
  answerWithJson(app, 'incidents', listIncidents(options));
  answerWithFile(app, 'exportIncidents', exportIncidents(options));
  postFindings(app, options);
  streamEvents(app, options);
  answerWithJson(app, 'handleIncidents', handleIncidents(options));
  answerWithJson(app, 'incident', showIncident(options));
  answerWithJson(app, 'overview', showOverview(options));
  answerWithJson(app, 'rules', listRules(options));
  answerWithJson(app, 'rule', showRule(options));
  answerWithJson(app, 'wouldHaveFired', wouldHaveFired(options));
  answerWithJson(app, 'finding', showFinding(options));
  answerWithJson(app, 'health', showHealth(options));
  answerWithFile(app, 'openApi', () => ({
    body: options.openApi,
    headers: { 'content-type': 'application/json' },
  }));
  answerWithPage(app, options.page);
  return app;
}
