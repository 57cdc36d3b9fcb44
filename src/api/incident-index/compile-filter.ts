import { SEVERITY_LABELS } from '../../core/finding/finding.ts';
import { handlingAt } from '../../core/handling/handling.ts';
import { type Instant, parseDuration, parseInstant } from '../../core/instant.ts';
import type { FilterOperator, FilterProperty, FilterToken, IncidentFilter } from '../contract/incidents.ts';
import { ProblemError } from '../problem.ts';
import type { IndexedIncident } from './incident-index.ts';

type Predicate = (incident: IndexedIncident) => boolean;

/** Makes a filter a question to each incident; throws ProblemError for a condition that makes no sense. */
export function compileFilter(
  { operation, tokens }: IncidentFilter,
  now: Instant,
  titleOf: (rule: string) => string | undefined,
): Predicate {
  const predicates = tokens.map((token) => compileToken(token, { now, titleOf }));
  if (operation === 'or' && predicates.length > 0) {
    return (incident) => predicates.some((isMet) => isMet(incident));
  }
  return (incident) => predicates.every((isMet) => isMet(incident));
}

interface Surroundings {
  readonly now: Instant;
  readonly titleOf: (rule: string) => string | undefined;
}

function compileToken(token: FilterToken, surroundings: Surroundings): Predicate {
  const { property, operator, value } = token;
  if (property === undefined) return compileFreeText(token, surroundings);
  const measure = MEASURES[property];
  if (measure !== undefined && ORDERING.has(operator)) {
    const bound = measure.parse(value);
    if (bound === undefined) throw senseless(token, measure.form);
    const compare = COMPARISONS[operator] ?? neverHolds;
    return (incident) => compare(measure.of(incident, surroundings.now), bound);
  }
  const textOf = TEXTS[property];
  const compare = TEXT_COMPARISONS[operator];
  if (textOf === undefined || compare === undefined) {
    throw senseless(token, `\`${property}\` cannot be compared so`);
  }
  const wanted = value.toLowerCase();
  return (incident) => compare(textOf(incident, surroundings).toLowerCase(), wanted);
}

function senseless({ property, operator, value }: FilterToken, why: string): ProblemError {
  return new ProblemError(400, `the filter \`${property} ${operator} ${value}\` makes no sense`, why);
}

/** Text without a property: in any text of the row. */
function compileFreeText({ operator, value }: FilterToken, surroundings: Surroundings): Predicate {
  const wanted = value.toLowerCase();
  const isInRow: Predicate = (incident) =>
    FREE_TEXTS.some((textOf) => textOf(incident, surroundings).toLowerCase().includes(wanted));
  return operator.startsWith('!') ? (incident) => !isInRow(incident) : isInRow;
}

type TextOf = (incident: IndexedIncident, surroundings: Surroundings) => string;

const TEXTS: Readonly<Partial<Record<FilterProperty, TextOf>>> = {
  status: ({ status }) => status,
  severity: ({ severity }) => severity,
  rule: ({ rule }) => rule.id,
  title: ({ rule, title }, { titleOf }) => titleOf(rule.id) ?? title,
  entity: ({ entity }) => entity.key,
  type: ({ entity }) => entity.type,
  account: ({ entity }) => entity.account ?? '',
  region: ({ entity }) => entity.region ?? '',
  handling: ({ handling }, { now }) => handlingAt(handling, now)?.state ?? '',
  assignee: ({ handling }) => handling?.assignee ?? '',
  id: ({ id }) => id,
};

const FREE_TEXTS: readonly TextOf[] = Object.values(TEXTS);

const TEXT_COMPARISONS: Readonly<Partial<Record<FilterOperator, (text: string, wanted: string) => boolean>>> =
  {
    '=': (text, wanted) => text === wanted,
    '!=': (text, wanted) => text !== wanted,
    ':': (text, wanted) => text.includes(wanted),
    '!:': (text, wanted) => !text.includes(wanted),
    '^': (text, wanted) => text.startsWith(wanted),
    '!^': (text, wanted) => !text.startsWith(wanted),
  };

interface Measure {
  readonly of: (incident: IndexedIncident, now: Instant) => number;
  readonly parse: (text: string) => number | undefined;
  /** How a value is written, for who wrote another. */
  readonly form: string;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

function parseDate(text: string): number | undefined {
  return parseInstant(DAY.test(text) ? `${text}T00:00:00Z` : text);
}

const DATE_FORM = 'write a date as 2026-11-25 or 2026-11-25T09:30:00Z';

function parseCount(text: string): number | undefined {
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}

function parseSeverity(text: string): number | undefined {
  const rank = SEVERITY_LABELS.map(String).indexOf(text.toUpperCase());
  return rank < 0 ? undefined : rank;
}

const MEASURES: Readonly<Partial<Record<FilterProperty, Measure>>> = {
  severity: {
    of: ({ severity }) => SEVERITY_LABELS.indexOf(severity),
    parse: parseSeverity,
    form: `severities are ${SEVERITY_LABELS.join(', ')}`,
  },
  evidence: { of: ({ evidence }) => evidence, parse: parseCount, form: 'write a whole number' },
  age: {
    of: ({ openedAt }, now) => now - openedAt,
    parse: parseDuration,
    form: 'write an age as 30m, 12h or 7d',
  },
  openedAt: { of: ({ openedAt }) => openedAt, parse: parseDate, form: DATE_FORM },
  updatedAt: { of: ({ updatedAt }) => updatedAt, parse: parseDate, form: DATE_FORM },
};

/** Measures without a text are also compared for being the same. */
const ORDERING: ReadonlySet<FilterOperator> = new Set(['<', '<=', '>', '>=']);

const COMPARISONS: Readonly<Partial<Record<FilterOperator, (a: number, b: number) => boolean>>> = {
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
};

function neverHolds(): boolean {
  return false;
}
