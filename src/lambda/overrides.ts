import type { Rule } from '../core/rule/rule.ts';

/** What a function takes from outside its environment; tests give their own, so that nothing waits in real time. */
export interface Overrides {
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  readonly sleep?: (ms: number) => Promise<void>;
  /** How long the SDK waits before it tries a request again, by the number of the attempt. */
  readonly retryDelayMs?: (attempt: number) => number;
  readonly random?: () => number;
  /** Makes texts that tell one save from another. */
  readonly createNonce?: () => string;
  /** The rules; absent for those beside the bundle. */
  readonly rules?: readonly Rule[];
  /** Takes a line of metrics in the embedded metric format. */
  readonly writeMetrics?: (line: string) => void;
}
