import { describe, expect, it } from 'vitest';
import type { IncidentDetail } from '../../../src/api/contract/incident.ts';
import { incidentId } from '../../../src/core/correlation/incident-id.ts';
import type { Finding } from '../../../src/core/finding/finding.ts';
import { type Actor, handle } from '../../../src/core/handling/handle.ts';
import type { Instant } from '../../../src/core/instant.ts';
import { digest } from '../../../src/digest.ts';
import type { Store } from '../../../src/store.ts';
import { backdoor, incidentFindings, RULE, vulnerability } from '../../cli/make-world.ts';
import {
  awsProductArn,
  controlFinding,
  guardDutyFinding,
  INSTANCE_ARN,
  instanceResource,
  SECURITY_GROUP_ARN,
} from '../../fixtures/make-finding.ts';
import { makeApi, NOW, RULES, storeOfFindings, storeOfStories } from '../make-api.ts';

const EXPOSED = 'ec2-exposed-instance-under-attack';
const STORIES = await storeOfStories();

function idOf(rule: string, entity: string): string {
  return incidentId(rule, entity, digest);
}

async function show(store: Store, id: string, { lang = 'en', rules = RULES } = {}): Promise<IncidentDetail> {
  const { get } = await makeApi(store, { rules });
  return (await get('incident', `/api/incidents/${id}?lang=${lang}`)) as IncidentDetail;
}

describe('showIncident', () => {
  const instance = 'arn:aws:ec2:us-east-1:444455556666:instance/i-0b1d5c0ffee000006';

  it('tells of the rule, its signals and its lines', async () => {
    const { incident, rule, signals, window, consoleUrl } = await show(STORIES, idOf(EXPOSED, instance));
    expect(incident).toMatchObject({ status: 'open', entity: { id: instance, account: '444455556666' } });
    expect(rule).toMatchObject({ id: EXPOSED, withinMs: 30 * 86_400_000 });
    expect(rule?.attack[0]).toEqual({
      id: rule?.attack[0]?.id,
      name: expect.any(String),
      url: expect.stringMatching(/^https:\/\/attack\.mitre\.org\//),
    });
    expect(signals.map(({ name, on, findings }) => [name, on, findings.length])).toEqual([
      ['public-address', undefined, 1],
      ['open-security-group', 'securityGroup', 1],
      ['unusual-traffic', undefined, 1],
      ['brute-force', undefined, 1],
    ]);
    expect(signals[1]?.lines?.text).toMatch(/^ {2}open-security-group:\n {4}on: securityGroup\n/);
    expect(window).toEqual({ start: '2026-03-04T13:00:00.000Z', end: '2026-04-03T13:00:00.000Z' });
    expect(consoleUrl).toContain('instanceId=i-0b1d5c0ffee000006');
  });

  it.each(['9999-12-31T23:59:59.999999999Z', '0001-01-01T00:00:00Z'])(
    'tells of findings of %s',
    async (at) => {
      const dated = incidentFindings().map((finding) => ({
        ...finding,
        ...{ UpdatedAt: at, CreatedAt: at, FirstObservedAt: at, LastObservedAt: at },
      }));
      const { incident, window } = await show(await storeOfFindings(dated), idOf(RULE, INSTANCE_ARN));
      expect(Date.parse(window?.start ?? '')).toBe(Date.parse(incident.lastObservedAt));
      expect(Date.parse(window?.end ?? '')).toBeGreaterThanOrEqual(Date.parse(window?.start ?? ''));
    },
  );

  it('draws evidence where it is filed, and who states a relation', async () => {
    const { graph } = await show(STORIES, idOf(EXPOSED, instance));
    const group = 'arn:aws:ec2:us-east-1:444455556666:security-group/sg-0b1d5c0ffee000006';
    expect(graph.nodes[0]).toMatchObject({ kind: 'subject', id: instance, label: 'i-0b1d5c0ffee000006' });
    const onGroup = graph.edges.filter(({ target, kind }) => kind === 'evidence' && target === group);
    expect(onGroup).toMatchObject([{ signal: 'open-security-group' }]);
    const ids = new Set(graph.nodes.map(({ id }) => id));
    expect(graph.edges.every(({ source, target }) => ids.has(source) && ids.has(target))).toBe(true);
    const relations = graph.edges.filter(({ kind }) => kind === 'relation');
    expect(relations.length).toBeGreaterThan(0);
    expect(relations.every(({ statedBy }) => statedBy?.every((id) => ids.has(id)))).toBe(true);
    const reached = relations.flatMap(({ source, target }) => [source, target]);
    expect(reached).toContain(instance);
    expect(reached).toContain(group);
    expect(graph.omitted).toBe(0);
  });

  it('names the findings that state a relation, and draws only what the incident rests on', async () => {
    const group = { Type: 'AwsEc2SecurityGroup', Id: SECURITY_GROUP_ARN };
    const other = instanceResource(INSTANCE_ARN.replace('0718', '0719'));
    const type = (name: string) => ({ Types: [`TTPs/${name}`], FindingProviderFields: { Types: [name] } });
    const store = await storeOfFindings([
      controlFinding('EC2.9', { Resources: [instanceResource(), other] }),
      controlFinding('EC2.18', { Resources: [group] }),
      guardDutyFinding({ ...type('Behavior:EC2/TrafficVolumeUnusual'), Id: 'traffic' }),
      guardDutyFinding({
        ...type('UnauthorizedAccess:EC2/SSHBruteForce'),
        Id: 'force',
        Resources: [instanceResource(), group],
      }),
    ]);
    const { graph } = await show(store, idOf(EXPOSED, INSTANCE_ARN));
    const relations = graph.edges.filter(({ kind }) => kind === 'relation');
    expect(relations).toEqual([
      {
        source: INSTANCE_ARN,
        target: SECURITY_GROUP_ARN,
        kind: 'relation',
        statedBy: [`${awsProductArn('guardduty')}\nforce`],
      },
    ]);
    const resources = graph.nodes.filter(({ kind }) => kind !== 'finding').map(({ id }) => id);
    expect(resources).toEqual([INSTANCE_ARN, SECURITY_GROUP_ARN]);
  });

  it('shows a resolved incident with what was withdrawn, and without a window', async () => {
    const detail = await show(
      STORIES,
      idOf(RULE, 'arn:aws:ec2:eu-west-1:777788889999:instance/i-0b1d5c0ffee000003'),
    );
    expect(detail.incident.status).toBe('resolved');
    expect(detail.window).toBeUndefined();
    expect(detail.resolution).toMatch(/./);
    const findings = detail.signals.flatMap((signal) => signal.findings);
    expect(findings.length).toBeGreaterThan(0);
    expect(findings.every(({ withdrawn }) => withdrawn)).toBe(true);
    expect(detail.history.entries.map(({ kind }) => kind)).toEqual(['opened', 'resolved']);
    const evidence = detail.graph.edges.filter(({ kind }) => kind === 'evidence');
    expect(evidence.length).toBeGreaterThanOrEqual(findings.length);
  });

  it('tells what rules lack for the same entity, and its other incidents', async () => {
    const bucket = 'arn:aws:s3:::example-ledger';
    const { nearMisses, related } = await show(STORIES, idOf('s3-exfiltration-of-sensitive-data', bucket));
    expect(nearMisses.map(({ rule }) => rule)).toContain('s3-public-bucket-with-sensitive-data');
    expect(nearMisses.every(({ entity }) => entity.id === bucket)).toBe(true);
    expect(nearMisses.map(({ rule }) => rule)).not.toContain('s3-exfiltration-of-sensitive-data');
    expect(related).toEqual([]);
    const twice = RULES.flatMap((loaded) =>
      loaded.rule.id === RULE ? [loaded, { ...loaded, rule: { ...loaded.rule, id: 'again' } }] : [],
    );
    const both = await show(await storeOfFindings(incidentFindings(), twice), idOf(RULE, INSTANCE_ARN), {
      rules: twice,
    });
    expect(both.related.map(({ rule }) => rule.id)).toEqual(['again']);
    expect(both.nearMisses).toEqual([]);
  });

  it('speaks the language that is asked for', async () => {
    const { rule, incident } = await show(STORIES, idOf(EXPOSED, instance), { lang: 'ja' });
    expect(rule?.title).toMatch(/\p{Script=Hiragana}/u);
    expect(rule?.description).toMatch(/\p{Script=Hiragana}/u);
    expect(incident.title).toBe(rule?.title);
  });

  it('shows what it has when the rule is gone', async () => {
    const detail = await show(STORIES, idOf(EXPOSED, instance), { rules: [] });
    expect(detail.rule).toBeUndefined();
    expect(detail.window).toBeUndefined();
    expect(detail.signals.map(({ name }) => name)).toHaveLength(4);
    expect(detail.graph.edges.filter(({ kind }) => kind === 'evidence')).toHaveLength(4);
  });

  it('shows everything that people have done, a risk with its date', async () => {
    const store = await storeOfFindings(incidentFindings());
    const id = idOf(RULE, INSTANCE_ARN);
    const record = await store.loadIncident(id);
    if (record === undefined) throw new Error('no incident');
    const actor: Actor = { by: 'ada', at: (NOW - 10 * DAY) as Instant };
    const until = (NOW - DAY) as Instant;
    const accepted = handle(record, { action: 'accept-risk', text: 'a honeypot', until }, actor);
    if (typeof accepted === 'string') throw new Error(accepted);
    await store.saveIncident(accepted);
    const { history, incident } = await show(store, id);
    expect(history.entries.at(-1)).toEqual({
      at: '2026-03-22T12:00:00.000Z',
      kind: 'accept-risk',
      by: 'ada',
      text: 'a honeypot',
      until: '2026-03-31T12:00:00.000Z',
    });
    expect(incident.handling).toBeUndefined();
  });

  it('draws no more than a picture can hold, and counts the rest', async () => {
    const many: Finding[] = Array.from({ length: 90 }, (_, index) =>
      vulnerability(index, { Vulnerabilities: [{ Id: `CVE-2026-${1000 + index}` }] }),
    );
    const store = await storeOfFindings([backdoor(), ...many]);
    const { graph, signals } = await show(store, idOf(RULE, INSTANCE_ARN));
    expect(signals.map(({ findings }) => findings.length)).toEqual([1, 90]);
    const findings = graph.nodes.filter(({ kind }) => kind === 'finding');
    expect(findings).toHaveLength(60);
    expect(findings.some(({ signal }) => signal === 'backdoor')).toBe(true);
    expect(graph.omitted).toBe(31);
  });

  it('does not know other ids, and refuses very long ones', async () => {
    const { ask } = await makeApi(STORIES);
    const unknown = await ask('/api/incidents/nobody');
    expect([unknown.status, unknown.headers.get('content-type')]).toEqual([404, 'application/problem+json']);
    expect((await ask('/api/incidents/constructor')).status).toBe(404);
    expect((await ask(`/api/incidents/${'a'.repeat(129)}`)).status).toBe(400);
  });
});

const DAY = 86_400_000;
