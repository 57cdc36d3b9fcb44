import { addCounts, NO_DELIVERIES } from '../../core/delivery-counts.ts';
import {
  type IntakeLog,
  type IntakeRun,
  QUARANTINED_MAX,
  type QuarantinedNote,
  RUNS_MAX,
} from '../../store.ts';
import { cutNote, cutRun } from '../intake-texts.ts';

/** Makes an intake log in which nothing is written yet. */
export function createIntakeList(): IntakeLog {
  let totals = NO_DELIVERIES;
  let runs: readonly IntakeRun[] = [];
  let notes: readonly QuarantinedNote[] = [];
  return {
    addRun: async (run, quarantined) => {
      totals = addCounts(totals, run.counts);
      runs = [cutRun(run), ...runs].slice(0, RUNS_MAX);
      notes = [...quarantined.map(cutNote).reverse(), ...notes].slice(0, QUARANTINED_MAX);
    },
    totals: async () => totals,
    listRuns: async (limit) => runs.slice(0, limit),
    listQuarantined: async (limit) => notes.slice(0, limit),
  };
}
