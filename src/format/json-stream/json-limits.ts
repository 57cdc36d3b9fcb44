/** The longest document that is read, in bytes; a finding has at most 240 KB (BatchImportFindings), an event 1 MB. */
export const DOCUMENT_BYTES_MAX: number = 8 * 1024 * 1024;

/** The deepest nesting that is read; a document that is one scalar has depth 0, `{}` has depth 1. */
export const DOCUMENT_DEPTH_MAX = 200;

/** The longest line, in bytes, that is tried as a document by itself before it is read piece by piece. */
export const FAST_LINE_BYTES_MAX: number = 1024 * 1024;

/** How many bytes may be read a second time, on top of those read so far, to find documents behind broken ones. */
export const SPARE_REREAD_BYTES: number = 16 * 1024 * 1024;
