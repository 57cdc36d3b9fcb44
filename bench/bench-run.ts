/** What a benchmark gets: how large and how often, where to put files, and where to say how far it is. */
export interface BenchRun {
  /** A smoke run: small inputs and few rounds, whose figures mean nothing. */
  readonly isQuick: boolean;
  readonly rounds: number;
  /** An empty folder that is removed afterwards. */
  readonly folder: string;
  readonly say: (line: string) => void;
}
