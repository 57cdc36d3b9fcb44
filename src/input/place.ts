/** Where in the input something stands; `byteOffset` counts in the unpacked text, lines count from 1. */
export interface Place {
  /** The file as the user named it or as it was found; `<stdin>` for standard input. */
  readonly file: string;
  readonly byteOffset: number;
  readonly line?: number;
}

/** `place` as messages show it: `file:line`, or `file@byte N` where the line is not known. */
export function toPlaceText(place: Place): string {
  return place.line === undefined ? `${place.file}@byte ${place.byteOffset}` : `${place.file}:${place.line}`;
}
