import type { FilterProperty, FilterToken } from '../../src/api/contract/incidents.ts';
import { toListAddress } from '../incidents/list-address.ts';

/**
 * The list of incidents in which each of the properties has the given value; an empty value is that of a row without
 * one.
 */
export function incidentsAddress(values: Readonly<Partial<Record<FilterProperty, string>>>): string {
  const tokens = (Object.entries(values) as [FilterProperty, string][]).map(
    ([property, value]): FilterToken => ({ property, operator: '=', value }),
  );
  return toListAddress({ filter: { operation: 'and', tokens } });
}
