import type { IncidentSignalView } from '../../../src/api/contract/incident.ts';
import { SHARED_EN } from '../../texts/shared-texts.ts';
import type { ResolutionParts } from './parse-resolution.ts';
import type { WhyFacts, WhyPart } from './why-facts.ts';

/** The sentence in English. */
export function whyInEnglish(facts: WhyFacts): readonly WhyPart[] {
  const { within, noun, title } = facts;
  return [
    within === undefined ? `This ${noun} had ` : `Within ${within}, this ${noun} had `,
    ...evidenceParts(facts),
    ...orderParts(facts),
    ...unlessParts(facts),
    ...optionalParts(facts),
    `: ${title}`,
    ...(facts.ended === undefined ? [] : [`. ${endedInEnglish(facts.ended)}`]),
  ];
}

function evidenceParts({ required, any }: WhyFacts): readonly WhyPart[] {
  const parts = joined(required.map(countParts));
  if (any === undefined) return parts;
  const lead = `of ${any.of} alternatives (${any.atLeast} needed) `;
  return [...parts, required.length === 0 ? lead : `, and ${lead}`, ...joined(any.met.map(countParts))];
}

/** `1 of 1 backdoor`; with more than it takes, `5 critical-cve (3 needed)`. */
function countParts({ name, count, required }: IncidentSignalView): readonly WhyPart[] {
  if (count > required) return [`${count} `, { name }, ` (${required} needed)`];
  return [`${count} of ${required} `, { name }];
}

function orderParts({ order }: WhyFacts): readonly WhyPart[] {
  if (order.length < 2) return [];
  return [
    ', in the order ',
    ...order.flatMap((name, index) => (index === 0 ? [{ name }] : [', ', { name }])),
  ];
}

function unlessParts({ unless }: WhyFacts): readonly WhyPart[] {
  if (unless.length === 0) return [];
  return [
    ', without ',
    ...joined(
      unless.map(({ name }) => [{ name }]),
      'or',
    ),
  ];
}

function optionalParts({ optional, raisedTo }: WhyFacts): readonly WhyPart[] {
  if (optional.length === 0) return [];
  const severity =
    raisedTo === undefined ? '' : `, which raises the severity to ${SHARED_EN.severities[raisedTo]}`;
  return [', and besides ', ...joined(optional.map(countParts)), severity];
}

function joined(items: readonly (readonly WhyPart[])[], word = 'and'): readonly WhyPart[] {
  return items.flatMap((item, index) => {
    if (index === 0) return item;
    return [index === items.length - 1 ? ` ${word} ` : ', ', ...item];
  });
}

/** What ended the incident. */
export function endedInEnglish({ text, source, isFinding, ending, reason }: ResolutionParts): string {
  if (ending === undefined) return text === '' ? 'It has ended' : `It ended: ${text}`;
  const subject = isFinding ? `the finding “${source}”` : `what was told of ${source}`;
  const endings = {
    withdrawn: `was withdrawn (${reason})`,
    changed: 'changed and no longer says the same',
    relation: 'no longer states a relation that the incident rested on',
    against: 'now speaks against the correlation',
  };
  return `It ended because ${subject} ${endings[ending]}`;
}
