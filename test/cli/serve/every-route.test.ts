import { expect, it, vi } from 'vitest';
import type { IncidentDetail } from '../../../src/api/contract/incident.ts';
import type { IncidentPage } from '../../../src/api/contract/incidents.ts';
import { CHANGE_TOKEN_HEADER, PATHS, type RouteName } from '../../../src/api/contract/paths.ts';
import { ROUTES } from '../../../src/api/contract/routes.ts';
import type { RuleDetail, RuleList } from '../../../src/api/contract/rules.ts';
import { problemSchema, type SessionView } from '../../../src/api/contract/session.ts';
import { type RunningServe, startServe } from './start-serve.ts';

// The page is built by Vite, which the command line does not wait for.
vi.mock(import('../../../src/cli/serve/read-console.ts'), () => ({ readConsole: () => new Map() }));

/** What a server of the examples' stories can be asked about. */
interface World {
  readonly incidents: readonly string[];
  readonly rules: readonly string[];
  /** Query of a finding that is evidence. */
  readonly finding: string;
  /** Text of a rule that fires. */
  readonly source: string;
}

type Asked = readonly [address: string, body?: object];

/** What each route is asked; where it may be asked about anything there is, about all of it. */
const ASKED: Readonly<Record<RouteName, (world: World) => readonly Asked[]>> = {
  session: () => [['/api/session']],
  incidents: () => [['/api/incidents'], ['/api/incidents?limit=2&offset=1&sort=entity&order=desc&lang=ja']],
  incident: ({ incidents }) =>
    incidents.flatMap((id): Asked[] => [[`/api/incidents/${id}`], [`/api/incidents/${id}?lang=ja`]]),
  finding: ({ finding }) => [[`/api/finding?${finding}`], ['/api/finding?productArn=nobody&id=nothing']],
  overview: () => [['/api/overview'], ['/api/overview?days=366&timeZone=Asia/Tokyo&lang=ja']],
  rules: () => [['/api/rules'], ['/api/rules?lang=ja']],
  rule: ({ rules }) => rules.map((id): Asked => [`/api/rules/${id}`]),
  health: () => [['/api/health']],
  wouldHaveFired: ({ source }) => [
    ['/api/rules/would-have-fired', { source }],
    ['/api/rules/would-have-fired', { source: 'id: [' }],
  ],
  handleIncidents: ({ incidents }) =>
    [
      { action: 'assign', assignee: 'bea' },
      { action: 'note', text: 'seen' },
      { action: 'accept-risk', text: 'a honeypot', until: '9999-12-31T23:59:59.999Z' },
    ].map((action): Asked => ['/api/incidents/handling', { ids: [...incidents, 'nobody'], action }]),
  postFindings: () => [['/api/findings', { Findings: [{ Id: 'nobody' }] }]],
  exportIncidents: () => [
    ['/api/incidents/export?format=csv&lang=ja'],
    ['/api/incidents/export?format=ndjson'],
    ['/api/incidents/export?format=asff&account=111122223333&region=eu-west-1'],
  ],
  openApi: () => [['/api/openapi.json']],
  // A stream: test/api/answers/stream-events.test.ts reads it.
  events: () => [],
};

it('every answer is what the contract says, of a server of the examples', async () => {
  const serve = await startServe(['examples/stories']);
  const { changeToken } = await jsonOf<SessionView>(serve.ask('/api/session'));
  const world = await exploreWorld(serve);
  const told: string[] = [];
  // What people did is in the incidents then, and what could not be read in the health.
  for (const name of [...CHANGING, ...(Object.keys(ROUTES) as RouteName[])]) {
    for (const [address, body] of ASKED[name](world)) {
      const answer = await serve.ask(address, {
        method: PATHS[name].method.toUpperCase(),
        ...(body && {
          headers: { 'content-type': 'application/json', [CHANGE_TOKEN_HEADER]: changeToken },
          body: JSON.stringify(body),
        }),
      });
      const problem = await problemOf(name, answer);
      if (problem !== undefined) told.push(`${address}: ${problem}`);
    }
  }
  expect(told).toEqual([]);
});

const CHANGING: readonly RouteName[] = ['handleIncidents', 'postFindings'];

async function exploreWorld({ ask }: RunningServe): Promise<World> {
  const idsOf = (rows: readonly { readonly id: string }[]) => rows.map(({ id }) => id);
  const incidents = idsOf((await jsonOf<IncidentPage>(ask('/api/incidents'))).incidents);
  const rules = idsOf((await jsonOf<RuleList>(ask('/api/rules'))).rules);
  const { incident, signals } = await jsonOf<IncidentDetail>(ask(`/api/incidents/${incidents[0]}`));
  const { source } = await jsonOf<RuleDetail>(ask(`/api/rules/${incident.rule.id}`));
  const [first] = signals.flatMap(({ findings }) => findings);
  if (first === undefined) throw new Error('the incident has no finding');
  const { productArn, id } = first;
  return { incidents, rules, source, finding: String(new URLSearchParams({ productArn, id })) };
}

async function jsonOf<Answer>(response: Promise<Response>): Promise<Answer> {
  const answer: Answer = JSON.parse(await (await response).text());
  return answer;
}

/** What is wrong with an answer by its contract. */
async function problemOf(name: RouteName, answer: Response): Promise<string | undefined> {
  const { answer: schema, produces } = ROUTES[name];
  const type = answer.headers.get('content-type')?.split(';')[0] ?? '';
  if (!answer.ok) return `${answer.status} ${problemSchema.parse(await answer.json()).title}`;
  if (schema === undefined) {
    await answer.arrayBuffer();
    return produces?.includes(type) ? undefined : `${type} is not told`;
  }
  const { error } = schema.safeParse(await answer.json());
  return error?.message;
}
