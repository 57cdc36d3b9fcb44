import type { Incident, IncidentSignal } from '../core/correlation/incident.ts';
import { harmlessText } from '../core/harmless-text.ts';
import { wrapToWidth } from './display-width.ts';
import { toInstantText, toPieceText } from './piece-text.ts';
import { toCountText } from './progress.ts';

const LABEL_WIDTH = 12;
const TEXT_LENGTH_MAX = 2048;

/** An incident with all of the evidence that it lists, for people; ends with a line break. */
export function toIncidentPage(incident: Incident, columns: number): string {
  const rows = rowsOf(incident).map(([label, text]) => paragraph(label, text, columns));
  const signals = Object.entries(incident.signals).map(([name, signal]) =>
    signalText(name, signal, incident),
  );
  return `${rows.join('')}\n${signals.join('\n')}`;
}

function rowsOf(incident: Incident): readonly (readonly [label: string, text: string])[] {
  const { rule, entity, resolution } = incident;
  const owner = [entity.account, entity.region].filter((part) => part !== undefined).join(', ');
  const resolved = resolution && `${toInstantText(resolution.at)}: ${resolution.reason}`;
  return [
    ['incident', incident.id],
    ['title', incident.title],
    ['severity', `${incident.severity}, ${incident.status}`],
    ['rule', `${rule.id}, version ${rule.version}`],
    ['entity', `${entity.key} (${entity.type})`],
    ...(owner === '' ? [] : [['account', owner] as const]),
    ['observed', `${toInstantText(incident.firstObserved)} to ${toInstantText(incident.lastObserved)}`],
    ['opened', toInstantText(incident.openedAt)],
    ['updated', toInstantText(incident.updatedAt)],
    ...(resolved === undefined ? [] : [['resolved', resolved] as const]),
  ];
}

function paragraph(label: string, text: string, columns: number): string {
  const lines = wrapToWidth(harmlessText(text, TEXT_LENGTH_MAX), columns - LABEL_WIDTH);
  return lines.map((line, index) => `${(index === 0 ? label : '').padEnd(LABEL_WIDTH)}${line}\n`).join('');
}

function signalText(name: string, signal: IncidentSignal, { status }: Incident): string {
  const { count, required, isSatisfied, findings } = signal;
  const state = status === 'resolved' ? 'withdrawn' : isSatisfied ? 'satisfied' : 'not satisfied';
  const head = `${harmlessText(name)}: ${toCountText(count)}, ${required} required, ${state}`;
  const lines = findings.flatMap((evidence) => [
    `    ${evidence.severity ?? 'no severity'}  ${toPieceText(evidence)}`,
    `      ${harmlessText(evidence.finding.id, TEXT_LENGTH_MAX)}`,
  ]);
  return [head, ...lines, ...moreLines(signal)].map((line) => `${line}\n`).join('');
}

/** An incident lists the first hundred findings of a signal; of several values, one finding may bring more. */
function moreLines({ count, findings }: IncidentSignal): readonly string[] {
  const told = new Set(
    findings.flatMap(({ values, finding }) => values ?? [`${finding.productArn}\n${finding.id}`]),
  );
  const more = count - told.size;
  return more > 0 ? [`    and ${toCountText(more)} more`] : [];
}
