import { useMemo } from 'react';
import type { IncidentSignalView } from '../../../src/api/contract/incident.ts';
import { useTexts } from '../../texts/texts.ts';
import { findingRows } from './finding-rows.ts';
import { FindingsTable } from './findings-table.tsx';

/** The findings of all signals. */
export function FindingsSection({ signals }: { readonly signals: readonly IncidentSignalView[] }) {
  const { findings } = useTexts().incident;
  const rows = useMemo(() => findingRows(signals), [signals]);
  return <FindingsTable label={findings.header} rows={rows} pageSize={25} isWhole />;
}
