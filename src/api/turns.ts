/** After this much work others have their turn. */
const TURN_MS = 20;

/**
 * For work that is done in small pieces: asked between two of them, it lets other requests have their turn now and then,
 * and says no once all of it has taken too long.
 */
export function createTurns(msMax: number): () => boolean | Promise<boolean> {
  const start = performance.now();
  let turn = start;
  return () => {
    const now = performance.now();
    if (now - start > msMax) return false;
    if (now - turn < TURN_MS) return true;
    return new Promise((resolve) => {
      setImmediate(() => {
        turn = performance.now();
        resolve(true);
      });
    });
  };
}
