import { createContext, type ReactNode, use, useEffect } from 'react';
import { visibleText } from '../shared/visible-text.ts';

/** What a page shows beside itself; `close` is called when somebody closes it. */
export interface SidePanel {
  readonly header: string;
  readonly content: ReactNode;
  readonly close: () => void;
}

/** Where a page puts what the frame shows for it. */
export interface PageSlots {
  readonly setTitle: (title: string | undefined) => void;
  readonly setPanel: (panel: SidePanel | undefined) => void;
}

const Context = createContext<PageSlots | undefined>(undefined);

/** Gives the slots of the frame to the pages in it. */
export const PageSlotsProvider = Context;

function usePageSlots(): PageSlots {
  const slots = use(Context);
  if (slots === undefined) throw new Error('slots are asked for outside of the frame');
  return slots;
}

/** Names the thing that a page is about, in the title of the document and as the last breadcrumb. */
export function usePageTitle(title: string | undefined): void {
  const { setTitle } = usePageSlots();
  useEffect(() => {
    setTitle(title === undefined ? undefined : visibleText(title));
    return () => setTitle(undefined);
  }, [title, setTitle]);
}

/** Shows something beside the page while there is a panel; hand in the same one until something of it changes. */
export function useSidePanel(panel: SidePanel | undefined): void {
  const { setPanel } = usePageSlots();
  useEffect(() => setPanel(panel), [panel, setPanel]);
  useEffect(() => () => setPanel(undefined), [setPanel]);
}
