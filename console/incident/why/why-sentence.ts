import type { IncidentDetail, IncidentSignalView } from '../../../src/api/contract/incident.ts';
import { SEVERITY_LABELS, type SeverityLabel } from '../../../src/core/finding/finding.ts';
import type { Language } from '../../../src/core/rule/rule-texts.ts';
import { durationText } from '../duration-text.ts';
import { ENTITY_NOUNS_EN, ENTITY_NOUNS_JA } from './entity-nouns.ts';
import { parseResolution } from './parse-resolution.ts';
import type { WhyFacts, WhyPart } from './why-facts.ts';
import { endedInEnglish, whyInEnglish } from './why-in-english.ts';
import { endedInJapanese, whyInJapanese } from './why-in-japanese.ts';

/** One sentence that says why the incident is there; of a resolved one also what ended it. */
export function whySentence(detail: IncidentDetail, language: Language): readonly WhyPart[] {
  const facts = toFacts(detail, language);
  return language === 'ja' ? whyInJapanese(facts) : whyInEnglish(facts);
}

/** What ended the incident, in words, from the reason that the engine wrote down. */
export function endedText(
  reason: string,
  signals: readonly Pick<IncidentSignalView, 'findings'>[],
  language: Language,
): string {
  const parts = parseResolution(reason, signals);
  return language === 'ja' ? endedInJapanese(parts) : endedInEnglish(parts);
}

function toFacts(detail: IncidentDetail, language: Language): WhyFacts {
  const { incident, rule, signals } = detail;
  const nouns = language === 'ja' ? ENTITY_NOUNS_JA : ENTITY_NOUNS_EN;
  const ofRole = (role: IncidentSignalView['role']) => signals.filter((signal) => signal.role === role);
  const isMet = ({ satisfied }: IncidentSignalView) => satisfied;
  const met = new Set(signals.filter(isMet).map(({ name }) => name));
  const any = ofRole('any');
  const anyMet = any.filter(isMet);
  return {
    title: incident.title,
    noun: nouns.get(incident.entity.type) ?? incident.entity.type,
    within: rule && durationText(rule.withinMs, language),
    required: ofRole('required'),
    any: anyMet.length === 0 ? undefined : { atLeast: rule?.any?.atLeast ?? 1, of: any.length, met: anyMet },
    unless: ofRole('unless'),
    optional: ofRole('optional').filter(isMet),
    order: (rule?.order ?? []).filter((name) => met.has(name)),
    raisedTo: rule && isHigher(incident.severity, rule.severity) ? incident.severity : undefined,
    ended: incident.status === 'resolved' ? parseResolution(detail.resolution ?? '', signals) : undefined,
  };
}

function isHigher(severity: SeverityLabel, than: SeverityLabel): boolean {
  return SEVERITY_LABELS.indexOf(severity) > SEVERITY_LABELS.indexOf(than);
}
