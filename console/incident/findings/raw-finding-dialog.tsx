import { CodeView } from '@cloudscape-design/code-view';
import highlightJson from '@cloudscape-design/code-view/highlight/json';
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import CopyToClipboard from '@cloudscape-design/components/copy-to-clipboard';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useMemo } from 'react';
import type { FindingBody } from '../../../src/api/contract/finding.ts';
import type { FindingView } from '../../../src/api/contract/incident.ts';
import { useAnswer } from '../../api/queries.ts';
import { usePreferences } from '../../preferences/preferences.tsx';
import { Dialog } from '../../shared/dialog.tsx';
import { Loaded } from '../../shared/loaded.tsx';
import { SafeLink } from '../../shared/safe-link.tsx';
import { visibleText } from '../../shared/visible-text.ts';
import { useTexts } from '../../texts/texts.ts';
import { RAW_LENGTH_MAX, rawFindingText } from './raw-finding-text.ts';

/** Which finding, and what is known of it already. */
export type RawFindingKey = Pick<FindingView, 'productArn' | 'id'> &
  Partial<Pick<FindingView, 'title' | 'consoleUrl'>>;

/** A finding as it came, as text that can do nothing. */
export function RawFindingDialog({
  finding,
  close,
}: {
  readonly finding: RawFindingKey;
  readonly close: () => void;
}) {
  const { incident } = useTexts();
  const { productArn, id, title, consoleUrl } = finding;
  const result = useAnswer('finding', { query: { productArn, id } });
  return (
    <Dialog size="max" header={incident.raw.header} close={close}>
      <SpaceBetween size="s">
        <Box>
          {title !== undefined && <Box variant="strong">{visibleText(title)}</Box>}
          <Box className="incident-breakable" color="text-body-secondary">
            {visibleText(id)}
          </Box>
          {consoleUrl !== undefined && <SafeLink href={consoleUrl}>{incident.inAwsConsole}</SafeLink>}
        </Box>
        <Loaded result={result.isPlaceholderData ? { ...result, data: undefined } : result}>
          {(body) => <RawFinding body={body} />}
        </Loaded>
      </SpaceBetween>
    </Dialog>
  );
}

/** Longer texts are shown in one color: highlighting them takes time that nobody gains by it. */
const HIGHLIGHTED_MAX = 100_000;

function RawFinding({ body: { finding } }: { readonly body: FindingBody }) {
  const { raw, copied, copyFailed } = useTexts().incident;
  const { language } = usePreferences();
  const shown = useMemo(() => finding && rawFindingText(finding), [finding]);
  if (shown === undefined) return <Alert type="info">{raw.notKept}</Alert>;
  const { text, isCut } = shown;
  return (
    <SpaceBetween size="s">
      <Box color="text-body-secondary">
        {raw.hint} {isCut && raw.cut(RAW_LENGTH_MAX.toLocaleString(language))}
      </Box>
      <CodeView
        content={text}
        lineNumbers
        wrapLines
        ariaLabel={raw.json}
        {...(text.length <= HIGHLIGHTED_MAX && { highlight: highlightJson })}
        actions={
          <CopyToClipboard
            copyButtonAriaLabel={raw.copy}
            copySuccessText={copied}
            copyErrorText={copyFailed}
            textToCopy={text}
            variant="icon"
          />
        }
      />
    </SpaceBetween>
  );
}
