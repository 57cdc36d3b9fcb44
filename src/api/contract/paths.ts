/** The name of a route. */
export type RouteName =
  | 'session'
  | 'incidents'
  | 'exportIncidents'
  | 'handleIncidents'
  | 'incident'
  | 'finding'
  | 'postFindings'
  | 'overview'
  | 'rules'
  | 'rule'
  | 'wouldHaveFired'
  | 'health'
  | 'events'
  | 'openApi';

/** Where a route is: its method and its path, with `:id` where the id of the thing stands. */
export interface RoutePath {
  readonly method: 'get' | 'post';
  readonly path: `/api/${string}`;
}

/** Where every route is; apart from what they take, so that the page does not carry the schemas with it. */
export const PATHS: Readonly<Record<RouteName, RoutePath>> = {
  session: { method: 'get', path: '/api/session' },
  incidents: { method: 'get', path: '/api/incidents' },
  exportIncidents: { method: 'get', path: '/api/incidents/export' },
  handleIncidents: { method: 'post', path: '/api/incidents/handling' },
  incident: { method: 'get', path: '/api/incidents/:id' },
  finding: { method: 'get', path: '/api/finding' },
  postFindings: { method: 'post', path: '/api/findings' },
  overview: { method: 'get', path: '/api/overview' },
  rules: { method: 'get', path: '/api/rules' },
  rule: { method: 'get', path: '/api/rules/:id' },
  wouldHaveFired: { method: 'post', path: '/api/rules/would-have-fired' },
  health: { method: 'get', path: '/api/health' },
  events: { method: 'get', path: '/api/events' },
  openApi: { method: 'get', path: '/api/openapi.json' },
};

/** The header that a request which changes something has to carry, with the token of the session. */
export const CHANGE_TOKEN_HEADER = 'x-corroborate-token';
