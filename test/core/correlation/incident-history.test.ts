import { describe, expect, it } from 'vitest';
import type { Decision, IncidentRecord } from '../../../src/core/correlation/incident.ts';
import { incidentId } from '../../../src/core/correlation/incident-id.ts';
import type { Finding } from '../../../src/core/finding/finding.ts';
import { handle } from '../../../src/core/handling/handle.ts';
import { isHandlingEntry } from '../../../src/core/handling/history.ts';
import { parseInstant } from '../../../src/core/instant.ts';
import { digest } from '../../../src/digest.ts';
import { createEngine } from '../../../src/engine.ts';
import { loadRules } from '../../../src/rule-file/load-rules.ts';
import { createMemoryStore } from '../../../src/store/memory/memory-store.ts';
import { incidentFindings, RULE, vulnerability } from '../../cli/make-world.ts';
import { instant } from '../../store/store-world.ts';

const { rules } = await loadRules('rules');

function day(number: number): string {
  return `2026-04-0${number}T00:00:00.000Z`;
}

/** One incident of the shipped rule, and what is decided about it. */
function createWorld() {
  const store = createMemoryStore();
  const decisions: Decision[] = [];
  const createHome = () =>
    createEngine({
      rules: rules.map(({ rule }) => rule).filter(({ id }) => id === RULE),
      store,
      sink: { deliver: async (delivered) => void decisions.push(...delivered) },
      digest,
    });
  const engine = createHome();
  const deliver = async (...findings: readonly Finding[]) => {
    for (const finding of findings) {
      const observation = engine.observe(finding, undefined);
      if (observation !== undefined) await engine.apply(observation);
    }
    await engine.flush();
  };
  const known = async (): Promise<IncidentRecord> => {
    const [record] = await store.listIncidents({ limit: 1 });
    if (record === undefined) throw new Error('there is no incident');
    return record;
  };
  const acknowledge = async (at = day(9)) => {
    const actor = { by: 'anna', at: parseInstant(at) ?? instant(0) };
    const record = handle(await known(), { action: 'acknowledge', text: 'seen' }, actor);
    if (typeof record === 'string') throw new Error(record);
    await store.saveIncident(record);
  };
  const history = async () =>
    ((await known()).history?.entries ?? []).map((entry) =>
      isHandlingEntry(entry) ? entry.action : entry.decision,
    );
  return { store, decisions, deliver, known, acknowledge, history };
}

const WITHDRAWN = vulnerability(3, { RecordState: 'ARCHIVED', UpdatedAt: day(3) });
const BACK = vulnerability(3, { UpdatedAt: day(4) });

describe('the history of an incident', () => {
  it('tells each decision with its severity, evidence and reason', async () => {
    const { deliver, known, decisions } = createWorld();
    await deliver(...incidentFindings(), vulnerability(4), WITHDRAWN, vulnerability(4, WITHDRAWN_TOO), BACK);
    const { history, incident } = await known();
    expect(incident.entity.key).toContain('instance/');
    expect(incident.id).toBe(incidentId(RULE, incident.entity.key, digest));
    expect(history?.omitted).toBe(0);
    expect(history?.entries.map(({ at: _, ...entry }) => entry)).toEqual([
      { decision: 'open', severity: 'CRITICAL', evidence: 4 },
      { decision: 'update', severity: 'CRITICAL', evidence: 5 },
      { decision: 'update', severity: 'CRITICAL', evidence: 4 },
      { decision: 'resolve', severity: 'CRITICAL', evidence: 4, reason: expect.stringContaining('archived') },
      { decision: 'open', severity: 'CRITICAL', evidence: 4 },
    ]);
    expect(history?.entries.map(({ at }) => at)).toEqual(
      decisions.map(({ record }) => record.incident.updatedAt),
    );
  });

  it('tells nothing of a refresh', async () => {
    const { deliver, history } = createWorld();
    await deliver(...incidentFindings(), vulnerability(1, { UpdatedAt: day(2) }));
    expect(await history()).toEqual(['open']);
  });
});

const WITHDRAWN_TOO = { RecordState: 'ARCHIVED', UpdatedAt: day(3) };

describe('what people have decided', () => {
  it.each<{ name: string; findings: readonly Finding[]; revision: number }>([
    { name: 'an update', findings: [vulnerability(4)], revision: 3 },
    { name: 'a refresh', findings: [vulnerability(1, { UpdatedAt: day(2) })], revision: 3 },
    { name: 'a resolution', findings: [WITHDRAWN], revision: 3 },
  ])('stands over $name', async ({ findings, revision }) => {
    const { deliver, known, acknowledge } = createWorld();
    await deliver(...incidentFindings());
    await acknowledge();
    const { handling } = (await known()).incident;
    await deliver(...findings);
    const record = await known();
    expect(handling?.state).toBe('acknowledged');
    expect(record.incident.handling).toEqual(handling);
    expect(record.revision).toBe(revision);
    expect(record.history?.entries.some(isHandlingEntry)).toBe(true);
  });

  it('is cleared when the incident opens again, and stays in the history', async () => {
    const { deliver, known, acknowledge, history } = createWorld();
    await deliver(...incidentFindings());
    await acknowledge();
    await deliver(WITHDRAWN, BACK);
    expect((await known()).incident).not.toHaveProperty('handling');
    expect(await history()).toEqual(['open', 'acknowledge', 'resolve', 'open']);
  });
});

describe('what people have decided, after the store was filled anew', () => {
  const LIFE = [...incidentFindings(), vulnerability(4), WITHDRAWN, vulnerability(4, WITHDRAWN_TOO), BACK];

  it('is given back over all openings that it came after, and is told last', async () => {
    const { store, deliver, known, acknowledge, history, decisions } = createWorld();
    await deliver(...LIFE);
    await acknowledge();
    const { handling } = (await known()).incident;
    await store.clear();
    decisions.length = 0;
    await deliver(...LIFE);
    expect((await known()).incident.handling).toEqual(handling);
    expect(await history()).toEqual(['open', 'update', 'update', 'resolve', 'open', 'acknowledge']);
    expect(decisions.map(({ action, record }) => [action, record.incident.handling?.state])).toEqual(
      ['open', 'update', 'update', 'resolve', 'open'].map((action) => [action, 'acknowledged']),
    );
  });

  it('is cleared by the next opening, like any other', async () => {
    const { store, deliver, known, acknowledge } = createWorld();
    await deliver(...LIFE);
    await acknowledge();
    await store.clear();
    await deliver(...LIFE, vulnerability(3, { ...WITHDRAWN_TOO, UpdatedAt: day(5) }));
    expect((await known()).incident.handling?.state).toBe('acknowledged');
    await deliver(vulnerability(3, { UpdatedAt: day(6) }));
    expect((await known()).incident).not.toHaveProperty('handling');
  });

  it.each(LIFE.map((_, index) => index))(
    'outlives a rebuild that broke off after %i findings',
    async (count) => {
      const { store, deliver, known, acknowledge, history } = createWorld();
      await deliver(...LIFE);
      await acknowledge();
      await store.clear();
      await deliver(...LIFE.slice(0, count));
      await store.clear();
      await deliver(...LIFE);
      expect((await known()).incident.handling?.state).toBe('acknowledged');
      expect(await history()).toEqual(['open', 'update', 'update', 'resolve', 'open', 'acknowledge']);
    },
  );

  it('is not given back where the incident had opened again since', async () => {
    const { store, deliver, known, acknowledge } = createWorld();
    await deliver(...incidentFindings());
    await acknowledge();
    await deliver(WITHDRAWN, BACK);
    await store.clear();
    await deliver(...incidentFindings(), WITHDRAWN, BACK);
    const { incident, history } = await known();
    expect(incident).not.toHaveProperty('handling');
    expect(history?.entries.filter(isHandlingEntry)).toHaveLength(1);
  });

  it('is for whoever handles it next to change', async () => {
    const { store, deliver, known, acknowledge } = createWorld();
    await deliver(...LIFE);
    await acknowledge();
    await store.clear();
    await deliver(...LIFE);
    expect((await known()).handledOpening).toBeDefined();
    await acknowledge();
    expect(await known()).not.toHaveProperty('handledOpening');
  });
});
