import { createContext, type ReactNode, use, useMemo, useState } from 'react';
import { RawFindingDialog, type RawFindingKey } from './raw-finding-dialog.tsx';

const Context = createContext<(key: RawFindingKey) => void>(() => {});

/** Opens a finding as it came. */
export function useOpenFinding(): (key: RawFindingKey) => void {
  return use(Context);
}

/** Lets everything within open findings; the dialog stays open whatever arrives meanwhile. */
export function FindingOpener({ children }: { readonly children: ReactNode }) {
  const [opened, setOpened] = useState<RawFindingKey>();
  const open = useMemo(() => (key: RawFindingKey) => setOpened(key), []);
  return (
    <Context value={open}>
      {children}
      {opened && <RawFindingDialog finding={opened} close={() => setOpened(undefined)} />}
    </Context>
  );
}
