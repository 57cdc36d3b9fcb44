import { formatInstant, type Instant } from '../../core/instant.ts';
import type { IntakeRun, Store } from '../../store.ts';
import type { Answer } from '../answer.ts';
import type { ApiOptions } from '../api-options.ts';
import type { Health, IntakeRunView } from '../contract/intake.ts';

const RUNS_TOLD = 50;
const QUARANTINED_TOLD = 200;

/** More decisions than this are not counted. */
const UNDELIVERED_MAX = 1000;

/** How the intake is doing. */
export function showHealth(options: ApiOptions): Answer<'health'> {
  const { store, storeInfo, index, watching, startedAt, version } = options;
  return async (): Promise<Health> => {
    let open = 0;
    for (const { status } of index.all()) if (status === 'open') open += 1;
    return {
      ...(await toldByLog(store)),
      store: storeInfo,
      incidents: { open, resolved: index.size - open },
      undelivered: (await store.listUndelivered(UNDELIVERED_MAX)).length,
      watching,
      startedAt: formatInstant(startedAt),
      version,
    };
  };
}

async function toldByLog({
  intakeLog,
}: Store): Promise<Pick<Health, 'counts' | 'runs' | 'quarantined' | 'lagMs'>> {
  if (intakeLog === undefined) return { runs: [], quarantined: [] };
  const runs = await intakeLog.listRuns(RUNS_TOLD);
  const quarantined = await intakeLog.listQuarantined(QUARANTINED_TOLD);
  return {
    counts: await intakeLog.totals(),
    runs: runs.map(toRunView),
    quarantined: quarantined.map((note) => ({ ...note, at: formatInstant(note.at) })),
    lagMs: lagOf(runs),
  };
}

function toRunView({ source, startedAt, endedAt, counts, newest }: IntakeRun): IntakeRunView {
  return {
    source,
    startedAt: formatInstant(startedAt),
    endedAt: formatInstant(endedAt),
    counts,
    newestAt: toText(newest),
  };
}

function toText(instant: Instant | undefined): string | undefined {
  return instant === undefined ? undefined : formatInstant(instant);
}

/** A run that read no finding says nothing about how late findings come. */
function lagOf(runs: readonly IntakeRun[]): number | undefined {
  for (const { endedAt, newest } of runs) {
    if (newest !== undefined) return Math.max(0, endedAt - newest);
  }
  return undefined;
}
