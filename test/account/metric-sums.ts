import { isJsonObject, type Json } from '../../src/core/json.ts';

/** Sums of metrics by name. */
export type MetricSums = Readonly<Record<string, number>>;

/** Adds up what lines of the embedded metric format say; all other lines are passed over. */
export function sumMetrics(lines: readonly string[]): MetricSums {
  const sums: Record<string, number> = {};
  for (const line of lines) {
    for (const [name, value] of metricsIn(line)) sums[name] = (sums[name] ?? 0) + value;
  }
  return sums;
}

function metricsIn(line: string): readonly (readonly [string, number])[] {
  if (!line.includes('"_aws"')) return [];
  const json = parse(line);
  if (!isJsonObject(json) || !isJsonObject(json._aws)) return [];
  const groups = Array.isArray(json._aws.CloudWatchMetrics) ? json._aws.CloudWatchMetrics : [];
  const names = groups.flatMap(({ Metrics }: { readonly Metrics: readonly { readonly Name: string }[] }) =>
    Metrics.map(({ Name }) => Name),
  );
  return names.map((name: string) => [name, sumOf(json[name])] as const);
}

/** A metric that was added several times in one document is a list of values. */
function sumOf(value: Json | undefined): number {
  return [value].flat().reduce<number>((sum, each) => sum + Number(each), 0);
}

function parse(line: string): Json | undefined {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
