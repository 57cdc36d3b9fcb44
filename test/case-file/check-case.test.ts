import { describe, expect, it } from 'vitest';
import type { RuleCase } from '../../src/case-file/case-file.ts';
import { checkCase } from '../../src/case-file/check-case.ts';
import { runCases } from '../../src/case-file/run-cases.ts';
import type { Incident } from '../../src/core/correlation/incident.ts';
import { instantOf, makeCase, makeIncident } from './make-incident.ts';

const OPEN = '[{ open: instance/web, severity: HIGH, evidence: { threat: [one, two] } }]';
const CASE = makeCase(OPEN);
const WEB = CASE.expect[0]?.entity ?? '';
const [ONE, TWO] = CASE.given;
const BOTH = CASE.given;

describe('checkCase', () => {
  it.each<[string, RuleCase, readonly Incident[], readonly string[]]>([
    ['what is expected', CASE, [makeIncident(WEB, BOTH)], []],
    ['none of none', makeCase('none'), [], []],
    ['none at all', CASE, [], ['expected an incident on `instance/web`, found none']],
    ['one too many', makeCase('none'), [makeIncident(WEB, BOTH)], [`unexpected open incident on ${WEB}`]],
    [
      'one elsewhere',
      CASE,
      [makeIncident('elsewhere', BOTH, { status: 'resolved' })],
      [
        'expected an incident on `instance/web`, found none',
        'unexpected resolved incident on elsewhere, which was open before: expect `resolved`, or give what keeps it from opening first',
      ],
    ],
    [
      'another status and severity',
      CASE,
      [makeIncident(WEB, BOTH, { status: 'resolved', severity: 'LOW' })],
      [
        'expected the incident on `instance/web` to be open, found it resolved',
        'expected severity HIGH on `instance/web`, found LOW',
      ],
    ],
    [
      'less evidence',
      CASE,
      [makeIncident(WEB, ONE === undefined ? [] : [ONE])],
      ['signal `threat` was decided without `two`'],
    ],
    [
      'other evidence',
      makeCase('[{ open: instance/web, evidence: { threat: [two] } }]'),
      [makeIncident(WEB, ONE === undefined ? [] : [ONE])],
      ['signal `threat` was decided without `two` and with `one`'],
    ],
    [
      'a signal that is not there',
      makeCase('[{ open: instance/web, evidence: { constructor: [one] } }]'),
      [makeIncident(WEB, BOTH)],
      ['the incident on `instance/web` has no signal `constructor`'],
    ],
  ])('finds %s', (_name, ruleCase, incidents, differences) => {
    expect(checkCase(ruleCase, incidents)).toEqual(differences);
  });
});

describe('runCases', () => {
  const file = { file: 'cases.yaml', cases: [CASE] };

  it('passes a case whose open incidents do not depend on order, duplicates and history', async () => {
    const orders: string[] = [];
    const [result] = await runCases(file, async (records) => {
      orders.push(records.map(({ value }) => value.Id === records[0]?.value.Id).join());
      const at = instantOf(`2026-01-0${orders.length}T00:00:00Z`);
      return [makeIncident(WEB, BOTH, { openedAt: at, updatedAt: at })];
    });
    expect(result).toMatchObject({ name: 'x', differences: [] });
    expect(orders.map((order) => order.split(',').length)).toEqual([2, 4, 4, 4]);
  });

  it('shuffles in the same way every time', async () => {
    const runs = await Promise.all(
      [1, 2].map(async () => {
        const orders: string[] = [];
        await runCases(file, async (records) => {
          orders.push(JSON.stringify(records));
          return [];
        });
        return orders;
      }),
    );
    expect(runs[0]).toEqual(runs[1]);
  });

  it.each<[string, (isShuffled: boolean) => readonly Incident[], string]>([
    ['opens nothing', (isShuffled) => (isShuffled ? [] : [makeIncident(WEB, BOTH)]), 'found none'],
    [
      'is decided by less',
      (isShuffled) => [makeIncident(WEB, isShuffled && TWO !== undefined ? [TWO] : BOTH)],
      'without `one`',
    ],
    [
      'counts otherwise',
      (isShuffled) => [
        makeIncident(WEB, BOTH, isShuffled ? { lastObserved: instantOf('2027-01-01T00:00:00Z') } : {}),
      ],
      'not the same',
    ],
  ])('fails a case that %s in another order', async (_name, answer, words) => {
    const [result] = await runCases(file, async (records) => answer(records.length > 2));
    expect(result?.differences).toHaveLength(3);
    expect(result?.differences[0]).toContain('in another order, seed 1');
    expect(result?.differences[0]).toContain(words);
  });

  it('does not ask for resolved incidents in another order', async () => {
    const resolved = makeCase('[{ resolved: instance/web }]');
    const results = await runCases({ ...file, cases: [resolved] }, async (records) =>
      records.length > 2 ? [] : [makeIncident(WEB, [], { status: 'resolved' })],
    );
    expect(results[0]?.differences).toEqual([]);
  });
});
