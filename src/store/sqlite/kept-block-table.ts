import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Json } from '../../core/json.ts';
import type { Session } from './session.ts';

/** Where a body is: its block, and which one it is there. */
export interface BodyPlace {
  readonly block: number;
  readonly at: number;
}

/** Reads bodies, each block once. */
export type ReadBody = (place: BodyPlace) => Json;

/**
 * Bodies in blocks that are deflated as one. A block is written once, when it is full or what was saved is made durable,
 * and goes when none of its bodies is needed any more; until then those that are not stay in it.
 */
export interface KeptBlockTable {
  /** Adds a body, as JSON. */
  add(text: string): BodyPlace;
  remove(place: BodyPlace): void;
  reader(): ReadBody;
}

const BLOCK_BODIES_MAX = 32;
const BLOCK_LENGTH_MAX = 256 * 1024;

/** Speed counts more than size: the next levels save some per cent. */
const DEFLATE = { level: 1 };

/** The block that bodies are added to. A body that was removed meanwhile is `null`. */
interface OpenBlock {
  readonly row: number;
  readonly texts: string[];
  length: number;
  bodies: number;
}

/** Prepares the statements about blocks of bodies. */
export function createKeptBlockTable(session: Session): KeptBlockTable {
  const last = session.prepare<{ readonly row: number | null }>('SELECT max(row) AS row FROM kept_block');
  const insert = session.prepare('INSERT INTO kept_block (row, bodies, body) VALUES (?, ?, ?)');
  let open: OpenBlock | undefined;
  const write = () => {
    if (open === undefined) return;
    const { row, bodies, texts } = open;
    open = undefined;
    if (bodies > 0) insert.run(row, bodies, deflateRawSync(`[${texts.join(',')}]`, DEFLATE));
  };
  session.beforeCommit(write);
  session.onClear(() => {
    open = undefined;
  });
  const discount = prepareDiscount(session);
  const readStored = prepareRead(session);
  return {
    add: (text) => {
      open ??= { row: (last.get()?.row ?? 0) + 1, texts: [], length: 0, bodies: 0 };
      const place = { block: open.row, at: open.texts.push(text) - 1 };
      open.length += text.length;
      open.bodies += 1;
      if (open.texts.length >= BLOCK_BODIES_MAX || open.length >= BLOCK_LENGTH_MAX) write();
      return place;
    },
    remove: ({ block, at }) => {
      if (block !== open?.row) return discount(block);
      open.texts[at] = 'null';
      open.bodies -= 1;
    },
    reader: () => {
      const stored = readStored();
      return (place) =>
        place.block === open?.row ? (JSON.parse(open.texts[place.at] ?? 'null') as Json) : stored(place);
    },
  };
}

function prepareDiscount(session: Session): (block: number) => void {
  const subtract = session.prepare<{ readonly bodies: number }>(
    'UPDATE kept_block SET bodies = bodies - 1 WHERE row = ? RETURNING bodies',
  );
  const remove = session.prepare('DELETE FROM kept_block WHERE row = ?');
  return (block) => {
    if (subtract.get(block)?.bodies === 0) remove.run(block);
  };
}

function prepareRead(session: Session): () => ReadBody {
  const select = session.prepare<{ readonly body: Uint8Array }>('SELECT body FROM kept_block WHERE row = ?');
  return () => {
    const blocks = new Map<number, readonly Json[]>();
    return ({ block, at }) => {
      const known = blocks.get(block) ?? parseBlock(select.get(block)?.body);
      blocks.set(block, known);
      return known[at] ?? null;
    };
  };
}

function parseBlock(body: Uint8Array | undefined): readonly Json[] {
  if (body === undefined) throw new Error('a kept finding has no body');
  return JSON.parse(inflateRawSync(body).toString('utf8')) as readonly Json[];
}
