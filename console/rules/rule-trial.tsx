import Alert from '@cloudscape-design/components/alert';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useMutation } from '@tanstack/react-query';
import { useRef } from 'react';
import type { WouldHaveFired } from '../../src/api/contract/rules.ts';
import { type CallError, call } from '../api/call.ts';
import { usePreferences } from '../preferences/preferences.tsx';
import { useTexts } from '../texts/texts.ts';
import { SourceEditor, type SourceEditorRef } from './source-editor.tsx';
import { TrialActions } from './trial-actions.tsx';
import { TrialIssues } from './trial-issues.tsx';
import { TrialResult } from './trial-result.tsx';
import { useDraft } from './use-draft.ts';

/** Lets somebody edit a rule and see what it would have done with the stored findings; nothing is saved. */
export function RuleTrial({ rule, source }: { readonly rule: string; readonly source: string }) {
  const { trial } = useTexts();
  const { language } = usePreferences();
  const draft = useDraft(rule, source);
  const editor = useRef<SourceEditorRef>(null);
  const tried = useMutation<WouldHaveFired, CallError, string>({
    mutationFn: (text) => call('wouldHaveFired', { body: { source: text }, language }),
  });
  return (
    <Container
      header={
        <Header variant="h2" description={trial.description}>
          {trial.title}
        </Header>
      }
    >
      <SpaceBetween size="l">
        <Alert type="info">{trial.nothingSaved}</Alert>
        <SourceEditor ref={editor} draft={draft} />
        <TrialActions
          rule={rule}
          draft={draft}
          isTrying={tried.isPending}
          run={() => tried.mutate(draft.text)}
          discard={() => draft.change(source)}
        />
        {tried.error !== null && (
          <Alert type="error" header={trial.failed}>
            {tried.error.line}
          </Alert>
        )}
        {tried.data !== undefined && (
          <>
            {tried.variables !== draft.text && <Alert type="warning">{trial.outdated}</Alert>}
            <TrialIssues issues={tried.data.issues} goTo={(place) => editor.current?.goTo(place)} />
            <TrialResult result={tried.data} />
          </>
        )}
      </SpaceBetween>
    </Container>
  );
}
