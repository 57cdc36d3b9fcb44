import Button from '@cloudscape-design/components/button';
import CopyToClipboard from '@cloudscape-design/components/copy-to-clipboard';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useTexts } from '../texts/texts.ts';
import type { Draft } from './use-draft.ts';

/** What can be done with an edited rule. */
export function TrialActions({
  rule,
  draft,
  isTrying,
  run,
  discard,
}: {
  readonly rule: string;
  readonly draft: Draft;
  readonly isTrying: boolean;
  readonly run: () => void;
  readonly discard: () => void;
}) {
  const { trial } = useTexts();
  return (
    <SpaceBetween size="xs" direction="horizontal">
      <Button variant="primary" loading={isTrying} onClick={run}>
        {trial.run}
      </Button>
      <CopyToClipboard
        textToCopy={draft.text}
        copyButtonText={trial.copy}
        copySuccessText={trial.copied}
        copyErrorText={trial.notCopied}
      />
      <Button iconName="download" onClick={() => download(`${rule}.yaml`, draft.text)}>
        {trial.download}
      </Button>
      <Button disabled={!draft.isEdited} onClick={discard}>
        {trial.discard}
      </Button>
    </SpaceBetween>
  );
}

function download(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/yaml' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
