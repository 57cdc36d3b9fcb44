import type { FlashbarProps } from '@cloudscape-design/components/flashbar';
import { createContext, type ReactNode, use, useCallback, useMemo, useRef, useState } from 'react';

/** What became of something that somebody asked for, shown above the page until it is dismissed. */
export interface Notice {
  readonly type: FlashbarProps.Type;
  readonly header?: ReactNode;
  readonly content: ReactNode;
}

interface Notices {
  readonly items: readonly FlashbarProps.MessageDefinition[];
  tell(notice: Notice): void;
}

/** Older ones go when there are more. */
const NOTICES_MAX = 5;

const Context = createContext<Notices | undefined>(undefined);

/** The notices, and the way to give one. */
export function useNotices(): Notices {
  const notices = use(Context);
  if (notices === undefined) throw new Error('notices are asked for outside of their provider');
  return notices;
}

/** Keeps the notices for all pages: what was done on one is still told on the next. */
export function NoticesProvider({ children }: { readonly children: ReactNode }) {
  const [told, setTold] = useState<readonly (Notice & { readonly id: string })[]>([]);
  const count = useRef(0);
  const tell = useCallback((notice: Notice) => {
    count.current += 1;
    const numbered = { ...notice, id: `notice-${count.current}` };
    setTold((before) => [numbered, ...before].slice(0, NOTICES_MAX));
  }, []);
  const notices = useMemo(
    () => ({
      tell,
      items: told.map((notice) => ({
        ...notice,
        dismissible: true,
        onDismiss: () => setTold((before) => before.filter(({ id }) => id !== notice.id)),
      })),
    }),
    [told, tell],
  );
  return <Context value={notices}>{children}</Context>;
}
