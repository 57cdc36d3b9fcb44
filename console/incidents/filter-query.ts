import type { FilterToken, IncidentFilter } from '../../src/api/contract/incidents.ts';
import {
  FILTER_OPERATORS,
  FILTER_PROPERTIES,
  TOKENS_MAX,
  VALUE_LENGTH_MAX,
} from '../../src/api/contract/list-choices.ts';

/** A filter as the property filter of the design system has it. */
export interface FilterQuery {
  readonly operation: 'and' | 'or';
  readonly tokens: readonly {
    readonly propertyKey?: string;
    readonly operator: string;
    readonly value: unknown;
  }[];
}

/** A filter as the property filter of the design system has it. */
export function toFilterQuery({ operation, tokens }: IncidentFilter): FilterQuery {
  return {
    operation,
    tokens: tokens.map(({ property, operator, value }) => ({
      ...(property !== undefined && { propertyKey: property }),
      operator,
      value,
    })),
  };
}

/** A filter as the contract has it; conditions that it does not know, or that are too many, are left out. */
export function fromFilterQuery({ operation, tokens }: FilterQuery): IncidentFilter {
  const known = tokens.map(fromQueryToken).filter((token) => token !== undefined);
  return { operation, tokens: known.slice(0, TOKENS_MAX) };
}

function fromQueryToken({
  propertyKey,
  operator,
  value,
}: FilterQuery['tokens'][number]): FilterToken | undefined {
  const property = FILTER_PROPERTIES.find((each) => each === propertyKey);
  const known = FILTER_OPERATORS.find((each) => each === operator);
  if (known === undefined || (property === undefined && propertyKey !== undefined)) return undefined;
  const text = typeof value === 'string' ? value.trim().slice(0, VALUE_LENGTH_MAX) : '';
  return { ...(property !== undefined && { property }), operator: known, value: text };
}
