import { useEffect, useState } from 'react';
import type { IncidentPage, IncidentRow } from '../../src/api/contract/incidents.ts';
import type { CallError } from '../api/call.ts';
import { useAnswer } from '../api/queries.ts';
import { type KnownValues, withKnownValues } from './known-values.ts';
import type { ListStateInUse } from './use-list-state.ts';

/** A page of the list as the server has it. */
export interface IncidentRows {
  readonly rows: readonly IncidentRow[];
  /** How many the filter finds, and how many there are; undefined while nobody knows. */
  readonly count: number | undefined;
  readonly total: number | undefined;
  readonly size: number;
  readonly pages: number;
  /** Values seen in rows so far. */
  readonly known: KnownValues;
  /** Another page or filter than what is shown has been asked for. */
  readonly isLoading: boolean;
  /** Why there is nothing to show. */
  readonly error: CallError | undefined;
  readonly retry: () => void;
}

const NONE: readonly IncidentRow[] = [];

/** The page of the list that the address asks for. */
export function useIncidentRows({ state, correct }: ListStateInUse, pageSize: number): IncidentRows {
  const { filter, sort, order, page } = state;
  const size = state.size ?? pageSize;
  const query = { filter, sort, order, offset: (page - 1) * size, limit: size };
  const { data, error, isPlaceholderData, isPending, refetch } = useAnswer('incidents', { query });
  const rows = data?.incidents ?? NONE;
  const pages = Math.max(1, Math.ceil((data?.count ?? 0) / size));
  usePageThatIs(isPlaceholderData ? undefined : data, page, pages, correct);
  return {
    ...{ rows, size, pages, count: data?.count, total: data?.total, known: useKnownValues(rows) },
    isLoading: isPending || isPlaceholderData,
    // What was there before stays while the server cannot be heard; the frame says so.
    error: data === undefined ? (error ?? undefined) : undefined,
    retry: () => void refetch(),
  };
}

/** Goes to the last page where the page asked for is gone. */
function usePageThatIs(
  data: IncidentPage | undefined,
  page: number,
  pages: number,
  correct: ListStateInUse['correct'],
): void {
  const isGone = data !== undefined && page > pages;
  // biome-ignore lint/correctness/useExhaustiveDependencies: `correct` is another function in each rendering
  useEffect(() => {
    if (isGone) correct({ page: pages });
  }, [isGone, pages]);
}

function useKnownValues(rows: readonly IncidentRow[]): KnownValues {
  const [known, setKnown] = useState<KnownValues>(new Map());
  useEffect(() => setKnown((before) => withKnownValues(before, rows)), [rows]);
  return known;
}
