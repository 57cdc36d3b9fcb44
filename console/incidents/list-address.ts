import type { FilterToken, IncidentFilter } from '../../src/api/contract/incidents.ts';
import {
  FILTER_OPERATORS,
  FILTER_PROPERTIES,
  SORT_COLUMNS,
  TOKENS_MAX,
  VALUE_LENGTH_MAX,
} from '../../src/api/contract/list-choices.ts';
import { DEFAULT_STATE, type ListState, PAGE_MAX, PAGE_SIZES } from './list-state.ts';

/** The address of the list with this state; members that are not given are as by default. */
export function toListAddress(state: Partial<ListState>): string {
  const search = toListSearch({ ...DEFAULT_STATE, ...state });
  return search === '' ? '/incidents' : `/incidents?${search}`;
}

/** The query of an address, without `?`; what is as by default is left out. */
export function toListSearch({ filter, sort, order, page, size }: ListState): string {
  const search = new URLSearchParams();
  if (!isSameFilter(filter, DEFAULT_STATE.filter)) search.set('filter', JSON.stringify(toPlain(filter)));
  if (sort !== DEFAULT_STATE.sort) search.set('sort', sort);
  if (order !== DEFAULT_STATE.order) search.set('order', order);
  if (page !== DEFAULT_STATE.page) search.set('page', String(page));
  if (size !== undefined) search.set('size', String(size));
  return search.toString();
}

/** Whether two filters have the same conditions in the same order. */
export function isSameFilter(a: IncidentFilter, b: IncidentFilter): boolean {
  return JSON.stringify(toPlain(a)) === JSON.stringify(toPlain(b));
}

/** Of a single condition it makes no difference how it is joined to others. */
function toPlain({ operation, tokens }: IncidentFilter): IncidentFilter {
  return {
    operation: tokens.length > 1 ? operation : 'and',
    tokens: tokens.map(({ property, operator, value }) => ({
      ...(property !== undefined && { property }),
      operator,
      value,
    })),
  };
}

/** The state that the query of an address tells, and the members of it that cannot be read and are as by default. */
export function parseListSearch(search: string): {
  readonly state: ListState;
  readonly broken: readonly string[];
} {
  const members = new URLSearchParams(search);
  const broken: string[] = [];
  const read = <T>(name: string, parse: (text: string) => T | undefined, absent: T): T => {
    const text = members.get(name);
    if (text === null) return absent;
    const value = parse(text);
    if (value === undefined) broken.push(name);
    return value ?? absent;
  };
  const size = read<number | undefined>('size', parseSize, undefined);
  const state: ListState = {
    filter: read('filter', parseFilter, DEFAULT_STATE.filter),
    sort: read('sort', (text) => SORT_COLUMNS.find((each) => each === text), DEFAULT_STATE.sort),
    order: read('order', parseOrder, DEFAULT_STATE.order),
    page: read('page', parsePage, DEFAULT_STATE.page),
    ...(size !== undefined && { size }),
  };
  return { state, broken };
}

function parseOrder(text: string): ListState['order'] | undefined {
  return text === 'asc' || text === 'desc' ? text : undefined;
}

function parsePage(text: string): number | undefined {
  const page = /^[1-9]\d{0,5}$/.test(text) ? Number(text) : Number.NaN;
  return page <= PAGE_MAX ? page : undefined;
}

function parseSize(text: string): number | undefined {
  return PAGE_SIZES.find((size) => String(size) === text);
}

/** As the contract has it: whatever is refused here the server would refuse too. */
function parseFilter(text: string): IncidentFilter | undefined {
  const { operation, tokens } = parseObject(text) ?? {};
  if (operation !== 'and' && operation !== 'or') return undefined;
  if (!Array.isArray(tokens) || tokens.length > TOKENS_MAX) return undefined;
  const read = tokens.map(parseToken).filter((token) => token !== undefined);
  return read.length === tokens.length ? { operation, tokens: read } : undefined;
}

function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parseToken(token: unknown): FilterToken | undefined {
  if (!isObject(token)) return undefined;
  const { value } = token;
  const property = FILTER_PROPERTIES.find((each) => each === token.property);
  const operator = FILTER_OPERATORS.find((each) => each === token.operator);
  if (operator === undefined || (property === undefined && token.property !== undefined)) return undefined;
  if (typeof value !== 'string' || value.length > VALUE_LENGTH_MAX) return undefined;
  return { ...(property !== undefined && { property }), operator, value };
}
