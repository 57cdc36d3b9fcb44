import type { Store } from '../../store.ts';
import type { ExportedIncidents, ExportFormat } from './export-format.ts';

/** How many incidents are read from the store at a time. */
const PAGE = 100;

/**
 * The text of incidents as a stream of bytes. The next incidents are read when the reader has taken the ones before, so
 * that no more than a page is ever held; what is gone from the store by then is left out.
 */
export function exportStream(
  incidents: ExportedIncidents,
  format: ExportFormat,
  store: Store,
  onError: (error: unknown) => void,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let at = 0;
  let isFirst = true;
  const readPage = async (): Promise<string> => {
    const page = incidents.slice(at, at + PAGE);
    at += page.length;
    const records = await Promise.all(page.map(({ id }) => store.loadIncident(id)));
    const texts: string[] = [];
    for (const record of records) {
      const text = record && (await format.toText(record.incident));
      if (text === undefined) continue;
      texts.push(isFirst ? text : format.between + text);
      isFirst = false;
    }
    return texts.join('');
  };
  return new ReadableStream<Uint8Array>(
    {
      start: (controller) => {
        if (format.head !== '') controller.enqueue(encoder.encode(format.head));
      },
      pull: async (controller) => {
        try {
          let text = '';
          while (text === '' && at < incidents.length) text = await readPage();
          if (at >= incidents.length) text += format.tail;
          if (text !== '') controller.enqueue(encoder.encode(text));
          if (at >= incidents.length) controller.close();
        } catch (error) {
          onError(error);
          // A file that only seems to be whole would be worse than one that breaks off.
          controller.error(error);
        }
      },
    },
    { highWaterMark: 1 },
  );
}
