import type { FindingKey } from '../core/finding/finding.ts';
import type { Instant } from '../core/instant.ts';
import type { JsonObject } from '../core/json.ts';
import type { TakenIn } from '../desk/take-in.ts';
import type { InputRecord } from '../input/input-record.ts';
import type { LoadedRule } from '../rule-file/load-rules.ts';
import type { Store } from '../store.ts';
import type { IntakeResult } from './contract/intake.ts';
import type { IncidentIndex } from './incident-index/incident-index.ts';
import type { LiveEvents } from './live-events.ts';

/** What the API answers from. */
export interface ApiOptions {
  /** Tells the index and the pages of what it saves, as `tellOfSaves` does. */
  readonly store: Store;
  readonly storeInfo: { readonly kind: 'memory' | 'sqlite' | 'dynamodb'; readonly name: string };
  /** Rules as their files have them, drafts too; those of other status are run. */
  readonly rules: readonly LoadedRule[];
  readonly index: IncidentIndex;
  readonly events: LiveEvents;
  /** Takes findings in; absent where the server only looks at a store. */
  readonly intake?: Intake;
  /** Why it is absent, with the way out. */
  readonly noIntakeReason?: string;
  /** How large a body of findings may be; `BODY_BYTES_MAX` where nothing is said. */
  readonly bodyBytesMax?: number;
  /** The name under which actions are written down; absent where incidents cannot be handled. */
  readonly user?: string;
  /** A finding as it came; undefined where it is not kept. */
  readonly loadFinding: (key: FindingKey) => Promise<JsonObject | undefined>;
  readonly version: string;
  readonly startedAt: Instant;
  readonly watching?: string;
  readonly now: () => Instant;
  /** A store that holds nothing and is thrown away: what a rule would have done is tried in one. */
  readonly createScratchStore: () => Store;
  /** Told of what the server could not answer; the client is not told why. */
  readonly onError: (error: unknown) => void;
}

/** Takes findings in, one body or run of files at a time. */
export interface Intake {
  /**
   * Takes in a body. Throws ProblemError: 503 when too many wait already, and what the body breaks off with, 413 for one
   * that is too large; what came before that is taken in. Whoever has gone before its turn (`leaves`) has it not.
   */
  take(body: AsyncIterable<Uint8Array>, source: string, leaves?: AbortSignal): Promise<IntakeResult>;
  /** Takes in records that were read elsewhere. */
  takeRecords(
    batches: AsyncIterable<readonly InputRecord[]>,
    source: string,
    leaves?: AbortSignal,
  ): Promise<TakenIn>;
}
