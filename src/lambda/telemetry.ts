import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { METRICS, METRICS_NAMESPACE } from './constants.ts';

/** The metrics that functions write, by their names here. */
export type MetricName = keyof typeof METRICS;

/** What a function tells of its work: metrics in the embedded metric format, and a log of JSON lines. */
export interface Telemetry {
  /** Adds to a metric of this invocation. */
  count(name: MetricName, by?: number): void;
  /** Notes how old what is being processed is. */
  lag(ms: number): void;
  info(message: string, details?: object): void;
  warn(message: string, details?: object): void;
  error(message: string, error: unknown, details?: object): void;
  /** Writes the metrics of this invocation: the last thing it does, so that each delivery is counted at its end. */
  flush(): void;
}

/** Creates telemetry under the name of a stack. */
export function createTelemetry(
  service: string,
  writeMetrics: (line: string) => void = (line) => void process.stdout.write(`${line}\n`),
): Telemetry {
  const logger = new Logger({ serviceName: service });
  const metrics = new Metrics({ namespace: METRICS_NAMESPACE, serviceName: service });
  const counts = new Map<MetricName, number>();
  let lagMs: number | undefined;
  return {
    count: (name, by = 1) => void counts.set(name, (counts.get(name) ?? 0) + by),
    lag: (ms) => {
      lagMs = Math.max(lagMs ?? 0, ms);
    },
    info: (message, details = {}) => logger.info(message, { ...details }),
    warn: (message, details = {}) => logger.warn(message, { ...details }),
    error: (message, error, details = {}) => {
      const cause = error instanceof Error ? error : new Error(String(error));
      logger.error(message, { ...details, error: cause });
    },
    flush: () => {
      for (const [name, count] of counts) metrics.addMetric(METRICS[name], MetricUnit.Count, count);
      if (lagMs !== undefined) metrics.addMetric(METRICS.lagMs, MetricUnit.Milliseconds, lagMs);
      if (counts.size > 0 || lagMs !== undefined) writeMetrics(JSON.stringify(metrics.serializeMetrics()));
      metrics.clearMetrics();
      counts.clear();
      lagMs = undefined;
    },
  };
}
