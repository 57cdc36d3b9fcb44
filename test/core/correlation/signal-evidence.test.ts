import { describe, expect, it } from 'vitest';
import type { Evidence } from '../../../src/core/correlation/evidence.ts';
import type { EvidenceQuery, EvidenceReader } from '../../../src/core/correlation/evidence-reader.ts';
import { observe } from '../../../src/core/correlation/observe.ts';
import { ALL_TIME } from '../../../src/core/correlation/read-meeting.ts';
import { createRuleIndex } from '../../../src/core/correlation/rule-index.ts';
import { signalEvidence } from '../../../src/core/correlation/signal-evidence.ts';
import { digest } from '../../../src/digest.ts';
import { guardDutyFinding } from '../../fixtures/make-finding.ts';
import { makeRule, makeSignal } from '../rule/make-rule.ts';

const SIGNAL = makeSignal('threat', { Normalized: { Product: ['GuardDuty'] } });
const INDEX = createRuleIndex([makeRule([SIGNAL])]);

function evidenceOf(members: Parameters<typeof guardDutyFinding>[0]): Evidence {
  const [filing] = observe(guardDutyFinding(members), undefined, INDEX, digest)?.filings ?? [];
  if (filing === undefined) throw new Error('the finding is no evidence');
  return filing.evidence;
}

/** Reads nothing but pages of these pieces, in their order. */
function readerOf(pieces: readonly Evidence[]): EvidenceReader {
  const refuse = () => Promise.reject(new Error('not read here'));
  const rest = [...pieces];
  return {
    readEvidence: async (_key: unknown, { limit }: EvidenceQuery) => rest.splice(0, limit),
    countEvidence: refuse,
    spanEvidence: refuse,
    readRelated: refuse,
    countRelated: refuse,
    measureRelated: refuse,
    readGroup: refuse,
  };
}

describe('signalEvidence', () => {
  it('reads as many pieces as there are', async () => {
    const piece = evidenceOf({});
    const pieces = Array.from({ length: 130_000 }, (_, index): Evidence => {
      return { ...piece, finding: { ...piece.finding, id: String(index) } };
    });
    const key = { rule: 'rule', signal: 'threat', entity: 'entity' };
    const found = await signalEvidence(SIGNAL, [key], readerOf(pieces), []).allMeeting(ALL_TIME);
    expect(found).toHaveLength(pieces.length);
  });
});

describe('evidence', () => {
  it('keeps no more of a title than anybody shows', () => {
    expect(evidenceOf({ Title: 'x'.repeat(1024) }).title).toHaveLength(1024);
    expect(evidenceOf({ Title: 'x'.repeat(8_000_000) }).title).toBe('x'.repeat(1024));
    expect(evidenceOf({ Title: `${'x'.repeat(1023)}🚨` }).title).toBe(`${'x'.repeat(1023)}\uFFFD`);
  });
});
