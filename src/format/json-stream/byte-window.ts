import { Buffer } from 'node:buffer';

/** How much room `ByteWindow.makeRoom` gives at least, in bytes; one read fills it. */
export const READ_BYTES: number = 256 * 1024;

/**
 * A part of a byte stream: `bytes[0, end)` holds the stream's bytes from `base` on. Whoever fills it writes at
 * `end` and calls `advance`; whoever reads it says from where on the bytes are still needed.
 */
export class ByteWindow {
  bytes: Buffer = Buffer.allocUnsafeSlow(READ_BYTES + READ_BYTES / 4);
  base = 0;
  end = 0;

  /** Frees the bytes before index `from` and makes at least `READ_BYTES` of room; indexes shrink by `from`. */
  makeRoom(from: number): void {
    const kept = this.end - from;
    const needed = kept + READ_BYTES;
    const target = needed > this.bytes.length ? Buffer.allocUnsafeSlow(needed * 2) : this.bytes;
    if (from > 0 || target !== this.bytes) this.bytes.copy(target, 0, from, this.end);
    this.bytes = target;
    this.base += from;
    this.end = kept;
  }

  /** Takes over `count` bytes that were written at `end`. */
  advance(count: number): void {
    this.end += count;
  }

  /** Forgets everything, as if nothing had been written. */
  clear(): void {
    this.base = 0;
    this.end = 0;
  }
}
