import { patternLeaves } from '../../core/pattern/pattern-leaves.ts';
import { entityTypeOfSignal } from '../../core/rule/entity-type-of-signal.ts';
import type { Rule, Signal } from '../../core/rule/rule.ts';
import { toCounted } from '../progress.ts';
import { toMermaidText } from './mermaid-text.ts';
import { evidenceKindOfSignal, toCountText } from './signal-text.ts';

/**
 * A rule as a flow chart of Mermaid, in a block of Markdown: the entity, the signals that lead to it (over a related
 * entity where they are `on` one), crossed where they block, dotted where they are optional, and thick arrows for
 * their order. Names in it are numbers, so that no text of the rule is ever outside of a label.
 */
export function toRuleDiagram(rule: Rule): string {
  const related = relatedTypes(rule);
  const lines = [
    `entity(["${toMermaidText(rule.entity)}"])`,
    ...related.map((type, index) => `related${index}(["${relatedLabel(type)}"])`),
    ...signalNodes(rule),
    ...related.map((type, index) => `related${index} ---|"${relationLabel(type, rule)}"| entity`),
    ...rule.signals.map((signal, index) => signalEdge(signal, index, rule, related)),
    ...orderEdges(rule),
  ];
  return ['```mermaid', 'flowchart LR', ...lines.map((line) => `  ${line}`), '```'].join('\n');
}

/** The types of related entities, each once; undefined among them for everything that an account owns. */
function relatedTypes(rule: Rule): readonly (string | undefined)[] {
  const signals = rule.signals.filter(({ on }) => on !== undefined);
  return [...new Set(signals.map((signal) => entityTypeOfSignal(signal, rule)))];
}

function relatedLabel(type: string | undefined): string {
  return type === undefined ? 'everything in the account' : toMermaidText(type);
}

function relationLabel(type: string | undefined, rule: Rule): string {
  const isAccount = rule.signals.some(
    (signal) => signal.on === 'account' && entityTypeOfSignal(signal, rule) === type,
  );
  if (!isAccount) return 'related';
  return type === undefined ? 'is owned by' : 'owns';
}

/** The nodes of the signals; those of `any` in a frame that says how many of them it takes. */
function signalNodes(rule: Rule): readonly string[] {
  const nodes = rule.signals.map((signal, index) => ({ signal, line: signalNode(signal, index) }));
  const inAny = nodes.filter(({ signal }) => signal.role === 'any').map(({ line }) => `  ${line}`);
  const others = nodes.filter(({ signal }) => signal.role !== 'any').map(({ line }) => line);
  if (rule.any === undefined) return others;
  const label = `at least ${rule.any.atLeast} of these ${rule.any.of.length}`;
  return [...others, `subgraph any["${label}"]`, ...inAny, 'end'];
}

function signalNode(signal: Signal, index: number): string {
  const kind = evidenceKindOfSignal(signal);
  const lines = [
    toMermaidText(signal.name),
    ...evidenceLines(signal),
    toCountText(signal, toMermaidText),
    ...(kind === undefined ? [] : [kind]),
  ];
  return `signal${index}["${lines.join('<br/>')}"]`;
}

const VALUES_SHOWN = 3;

/** What tells most of a signal: its products, and the types and controls that it looks for. */
function evidenceLines({ match }: Signal): readonly string[] {
  const leaves = match.flatMap((pattern) => patternLeaves(pattern));
  const products = shortValues(leaves, ['Normalized.Product']);
  const values = shortValues(leaves, ['Normalized.Type', 'Normalized.Control', 'Normalized.Severity']);
  const shown = values.slice(0, VALUES_SHOWN).map(toMermaidText);
  const more = values.length - shown.length;
  return [
    ...(products.length === 0 ? [] : [products.slice(0, VALUES_SHOWN).map(toMermaidText).join(', ')]),
    ...shown,
    ...(more > 0 ? [`and ${toCounted(more, 'other')}`] : []),
  ];
}

/** The values that members are asked for, each once; `…` stands for the part that is free. */
function shortValues(leaves: ReturnType<typeof patternLeaves>, paths: readonly string[]): readonly string[] {
  const matchers = leaves.filter(({ text }) => paths.includes(text)).flatMap((leaf) => leaf.matchers);
  const values = matchers.map((matcher) => {
    if (matcher.kind === 'exact') return String(matcher.value);
    if (matcher.kind === 'prefix') return `${matcher.text}…`;
    if (matcher.kind === 'suffix') return `…${matcher.text}`;
    return matcher.kind === 'wildcard' ? matcher.text.replaceAll('*', '…') : '…';
  });
  return [...new Set(values)];
}

function signalEdge(
  signal: Signal,
  index: number,
  rule: Rule,
  related: readonly (string | undefined)[],
): string {
  const place = related.indexOf(entityTypeOfSignal(signal, rule));
  const target = signal.on === undefined || place < 0 ? 'entity' : `related${place}`;
  return `signal${index} ${arrowOf(signal)} ${target}`;
}

function arrowOf({ role, severity }: Signal): string {
  switch (role) {
    case 'required':
    case 'any':
      return '-->';
    case 'unless':
      return '--x|"unless"|';
    case 'optional':
      return severity === undefined ? '-.->|"optional"|' : `-.->|"optional: ${severity}"|`;
  }
}

function orderEdges({ order = [], signals }: Rule): readonly string[] {
  const places = order.map((name) => signals.findIndex((signal) => signal.name === name));
  return places.slice(1).map((place, index) => `signal${places[index] ?? 0} ==>|"then"| signal${place}`);
}
