import { type RefObject, useLayoutEffect, useRef, useState } from 'react';

const WIDTH_MIN_PX = 280;

/** How wide an element is, whenever that changes; 0 until it is known. */
export function useWidth<Element extends HTMLElement>(): readonly [RefObject<Element | null>, number] {
  const ref = useRef<Element>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = ref.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(([entry]) => {
      const measured = Math.floor(entry?.contentRect.width ?? 0);
      // What is not shown has no width, and need not be laid out again for it.
      if (measured > 0) setWidth(Math.max(WIDTH_MIN_PX, measured));
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [ref, width];
}
