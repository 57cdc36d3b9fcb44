import { Buffer } from 'node:buffer';
import type { Json } from '../../../src/core/json.ts';
import type { JsonSink } from '../../../src/format/json-stream/json-sink.ts';
import { JsonSplitter } from '../../../src/format/json-stream/json-splitter.ts';

/** One call of a sink, as data. */
export type SplitEvent =
  | {
      readonly value: Json;
      readonly offset: number;
      readonly line: number;
      readonly list?: string;
      readonly readAt?: string;
    }
  | { readonly broken: string; readonly offset: number; readonly line: number }
  | { readonly note: string };

/** What a splitter tells of `bytes` when they arrive in pieces of the lengths `cuts`, in turn. */
export function splitText(
  bytes: string | Uint8Array,
  cuts: readonly number[] = [1 << 18],
): readonly SplitEvent[] {
  const events: SplitEvent[] = [];
  const splitter = new JsonSplitter(toSink(events));
  const source = Buffer.from(bytes as Uint8Array);
  for (let from = 0, turn = 0; from < source.length; turn += 1) {
    const length = Math.max(1, cuts[turn % cuts.length] ?? 1);
    splitter.makeRoom();
    const count = source.copy(splitter.window.bytes, splitter.window.end, from, from + length);
    splitter.window.advance(count);
    splitter.split();
    from += count;
  }
  splitter.finish();
  return events;
}

/** The values among what a splitter tells of `bytes`. */
export function splitValues(bytes: string | Uint8Array, cuts?: readonly number[]): readonly Json[] {
  return splitText(bytes, cuts).flatMap((event) => ('value' in event ? [event.value] : []));
}

function toSink(events: SplitEvent[]): JsonSink {
  return {
    document(value, offset, line, list) {
      const of = list === undefined ? {} : { list: list.member ?? '[]' };
      events.push({
        value,
        offset,
        line,
        ...of,
        ...(list?.readAt === undefined ? {} : { readAt: list.readAt }),
      });
    },
    broken: (broken, offset, line) => events.push({ broken, offset, line }),
    note: (note) => events.push({ note }),
  };
}
