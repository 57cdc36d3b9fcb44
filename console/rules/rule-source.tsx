import CodeView from '@cloudscape-design/code-view/code-view';
import highlightYaml from '@cloudscape-design/code-view/highlight/yaml';
import Container from '@cloudscape-design/components/container';
import CopyToClipboard from '@cloudscape-design/components/copy-to-clipboard';
import Header from '@cloudscape-design/components/header';
import { visibleText } from '../shared/visible-text.ts';
import { useTexts } from '../texts/texts.ts';

/** The file of a rule as it is, with its lines numbered. */
export function RuleSource({ source }: { readonly source: string }) {
  const { rules, trial } = useTexts();
  return (
    <Container header={<Header variant="h2">{rules.source}</Header>}>
      <CodeView
        content={visibleText(source)}
        highlight={highlightYaml}
        lineNumbers
        wrapLines
        ariaLabel={rules.source}
        i18nStrings={{ lineNumberLabel: rules.lineNumber, codeLabel: rules.code }}
        actions={
          <CopyToClipboard
            variant="icon"
            textToCopy={source}
            copyButtonAriaLabel={trial.copy}
            copySuccessText={trial.copied}
            copyErrorText={trial.notCopied}
          />
        }
      />
    </Container>
  );
}
