import Box from '@cloudscape-design/components/box';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { Dialog } from '../shared/dialog.tsx';
import { useTexts } from '../texts/texts.ts';
import { PAGES } from './pages.ts';

/** Tells what the keys do. */
export function ShortcutsDialog({ close }: { readonly close: () => void }) {
  const { frame } = useTexts();
  const pages = PAGES.map(({ keys, name }) => [keys, frame.goTo(frame[name])] as const);
  return (
    <Dialog header={frame.shortcuts} close={close}>
      <SpaceBetween size="l">
        <Keys title={frame.keysEverywhere} keys={[...pages, ['?', frame.keysHelp]]} />
        <Keys title={frame.keysInList} keys={frame.listKeys} />
      </SpaceBetween>
    </Dialog>
  );
}

function Keys({
  title,
  keys,
}: {
  readonly title: string;
  readonly keys: readonly (readonly [string, string])[];
}) {
  return (
    <section>
      <Box variant="h3">{title}</Box>
      <KeyValuePairs
        columns={2}
        items={keys.map(([key, does]) => ({
          label: (
            <span>
              {key.split(' ').map((each) => (
                <kbd key={each}>{each} </kbd>
              ))}
            </span>
          ),
          value: does,
        }))}
      />
    </section>
  );
}
