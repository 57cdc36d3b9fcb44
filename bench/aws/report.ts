import { type AwsFigures, comparedCost, isMet, type Verdict, verdictsOf } from './aws-figures.ts';
import { type ByMode, MODES } from './mode.ts';
import { INGESTION, PRICES } from './prices.ts';
import { dollarsByName, dollarsOf, ingestionOf, type Measured, QUANTITY_NAMES } from './quantities.ts';
import { toColumns } from './to-columns.ts';

/** The figures as text for people. */
export function toReport(figures: AwsFigures): string {
  return [
    section('For a million findings, in dollars', costTable(figures)),
    section('For a finding', quantityTable(figures)),
    section('What DynamoDB takes for a finding, by operation', operationTable(figures)),
    section('Beside what was wanted', verdictTable(verdictsOf(figures))),
    letInText(figures),
    asPublishedText(figures),
    section('Prices, us-east-1, free tiers aside', priceTable()),
    REMARKS,
  ].join('\n\n');
}

const REMARKS = `Not in the sums: the duration of functions (it cannot be measured here), storage, backups, the stream (Lambda reads it
for nothing), the empty receives by which Lambda polls a queue, logs, and what Security Hub takes for findings imported.
`;

/** The comparison is of what a finding costs that the pattern is applied to; this is what the sample leaves out. */
function letInText({ mix, sample }: AwsFigures): string {
  const { stored, measured } = comparedCost(sample.mix);
  const dollars = dollarsOf(measured) * sample.letIn;
  const ratio = (dollars / dollarsOf(mix.backlog)).toFixed(1);
  return [
    `The sample's own rules on the bus let ${(100 * sample.letIn).toFixed(1)} % of the mix in, and look at nothing else, withdrawals and updates`,
    `included. For a million findings of the mix, of which it sees so many, it costs $${dollars.toFixed(2)} at ${count(stored)} stored, ${ratio} × ours.`,
  ].join('\n');
}

/** The same of the sample as it is published, which does not find what lies behind the first page of its scan. */
function asPublishedText({ mix, entity, sample }: AwsFigures): string {
  const { stored, measured } = comparedCost(sample.asPublished);
  const dollars = dollarsOf(measured);
  const ratios = (ours: ByMode) => MODES.map(({ name }) => (dollars / dollarsOf(ours[name])).toFixed(1));
  const ofMix = dollars * sample.letIn;
  return [
    'As published the sample reads the first page of its scan only, 1 MB, and misses what lies behind it. For a million findings it',
    `then costs $${dollars.toFixed(2)} at ${count(stored)} stored: ${ratios(mix).join(', ')} × ours in (a), ${ratios(entity).join(', ')} × in (b) (full batches, 100 at`,
    `once, one at a time); and $${ofMix.toFixed(2)} for a million of the mix of which it sees what its rules let in, ${(ofMix / dollarsOf(mix.backlog)).toFixed(1)} × ours.`,
  ].join('\n');
}

function section(title: string, table: string): string {
  return `${title}\n\n${table}`;
}

/** All that was measured, by a name for people. */
function measuredRows(figures: AwsFigures): readonly (readonly [string, Measured])[] {
  const { mix, entity, entityGrowth, stored, sample } = figures;
  return [
    ...MODES.map(({ name, text }) => [`(a) the bench mix, ${text}`, mix[name]] as const),
    ...MODES.map(({ name, text }) => [`(b) one instance, ${text}`, entity[name]] as const),
    ...entityGrowth.flatMap(({ size, together, single }) => [
      [`(b) on top of ${count(size)} pieces, ${together.findings} at once`, together] as const,
      [`(b) on top of ${count(size)} pieces, one at a time`, single] as const,
    ]),
    ...stored.flatMap(({ size, together, single }) => [
      [`(a) beside ${count(size)} stored, full batches`, together] as const,
      [`(a) beside ${count(size)} stored, one at a time`, single] as const,
    ]),
    ...sample.mix.map(
      ({ stored: size, measured }) => [`sample, ${count(size)} of the mix`, measured] as const,
    ),
    ...sample.entity.map(
      ({ stored: size, measured }) => [`sample, ${count(size)} on the instance`, measured] as const,
    ),
    ...sample.asPublished.map(
      ({ stored: size, measured }) => [`${AS_PUBLISHED}, ${count(size)} of the mix`, measured] as const,
    ),
  ];
}

const AS_PUBLISHED = 'sample, as published: first page of the scan only';

function costTable(figures: AwsFigures): string {
  const rows = measuredRows(figures).map(([name, measured]) => {
    const byName = dollarsByName(measured);
    const parts = QUANTITY_NAMES.map((part) => byName[part].toFixed(2));
    return [name, dollarsOf(measured).toFixed(2), ...parts, ingestionOf(measured).toFixed(2)];
  });
  return toColumns([['', 'sum', ...HEADS, 'Security Hub'], ...rows]);
}

const HEADS = ['writes', 'reads', 'Lambda', 'SQS', 'events', 'SNS'];

function quantityTable(figures: AwsFigures): string {
  const rows = measuredRows(figures).map(([name, { findings, quantities, requests, imported }]) => {
    const calls = ['securityhub:BatchImportFindings', 'events:PutEvents', 'sns:Publish'];
    const each = [
      ...QUANTITY_NAMES.map((part) => quantities[part]),
      ...calls.map((call) => requests[call] ?? 0),
    ];
    return [name, ...[...each, imported].map((total) => figure(total / findings))];
  });
  const heads = ['write units', 'read units', 'invocations', 'SQS requests', 'events', 'publishes'];
  return toColumns([['', ...heads, 'BatchImport', 'PutEvents', 'Publish', 'imported'], ...rows]);
}

function operationTable({ mix, entity }: AwsFigures): string {
  const cases = [
    ['(a) full batches', mix.backlog],
    ['(a) one at a time', mix.single],
    ['(b) full batches', entity.backlog],
    ['(b) one at a time', entity.single],
  ] as const;
  const rows = cases.flatMap(([name, { findings, byOperation }]) =>
    Object.entries(byOperation).map(([operation, { requests, writeUnits, readUnits }]) => [
      name,
      operation,
      ...[requests, writeUnits, readUnits].map((total) => figure(total / findings)),
    ]),
  );
  return toColumns([['', 'operation', 'requests', 'write units', 'read units'], ...rows]);
}

function verdictTable(verdicts: readonly Verdict[]): string {
  const rows = verdicts.map((verdict) => {
    const { name, value, unit, bound, target } = verdict;
    const shown = unit === '×' ? value.toFixed(2) : `${value.toFixed(0)} ${unit}`;
    const wanted = `${bound === 'least' ? '≥' : '≤'} ${target}${unit === '×' ? '' : ` ${unit}`}`;
    return [name, shown, wanted, isMet(verdict) ? 'met' : 'missed'];
  });
  return toColumns([['', 'measured', 'target', ''], ...rows]);
}

function priceTable(): string {
  const rows = [...Object.values(PRICES), INGESTION].map(({ unit, dollarsPerMillion, source }) => [
    `$${dollarsPerMillion} a million`,
    unit,
    source,
  ]);
  return toColumns([['price', 'of', 'read in'], ...rows], 3);
}

function count(size: number): string {
  return size.toLocaleString('en');
}

function figure(value: number): string {
  return value === 0 ? '0' : value >= 100 ? value.toFixed(0) : value.toFixed(value >= 1 ? 2 : 4);
}
