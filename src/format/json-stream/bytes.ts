/** The bytes that give JSON text its shape, by name. */
export const TAB = 0x09;
/** Line feed: ends a line, and cannot occur raw inside a JSON string. */
export const NEWLINE = 0x0a;
/** Carriage return. */
export const RETURN = 0x0d;
/** Record separator of RFC 7464 JSON text sequences. */
export const RECORD_SEPARATOR = 0x1e;
/** Space. */
export const SPACE = 0x20;
/** `"` */
export const QUOTE = 0x22;
/** `,` */
export const COMMA = 0x2c;
/** `:` */
export const COLON = 0x3a;
/** `[` */
export const OPEN_ARRAY = 0x5b;
/** `\` */
export const BACKSLASH = 0x5c;
/** `]` */
export const CLOSE_ARRAY = 0x5d;
/** `{` */
export const OPEN_OBJECT = 0x7b;
/** `}` */
export const CLOSE_OBJECT = 0x7d;

/** Whether a document that is an object or an array can start with `byte`. */
export function isOpener(byte: number | undefined): boolean {
  return byte === OPEN_OBJECT || byte === OPEN_ARRAY;
}

/** Whether `byte` is JSON white space. */
export function isSpace(byte: number | undefined): boolean {
  return byte === SPACE || byte === NEWLINE || byte === RETURN || byte === TAB;
}
