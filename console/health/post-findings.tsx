import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import FileUpload from '@cloudscape-design/components/file-upload';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { IntakeResult } from '../../src/api/contract/intake.ts';
import { type CallError, postFile } from '../api/call.ts';
import { usePreferences } from '../preferences/preferences.tsx';
import { useTexts } from '../texts/texts.ts';
import { mediaTypeOf } from './media-type.ts';
import { PostedFindings } from './posted-findings.tsx';

/** Lets somebody hand a file with findings to the server, and says what became of them. */
export function PostFindings() {
  const { health } = useTexts();
  const { language } = usePreferences();
  const client = useQueryClient();
  const [files, setFiles] = useState<readonly File[]>([]);
  const posted = useMutation<IntakeResult, CallError, File>({
    mutationFn: (file) => postFile('postFindings', { file, type: mediaTypeOf(file.name), language }),
    onSuccess: () => {
      setFiles([]);
      return client.invalidateQueries();
    },
  });
  const [file] = files;
  return (
    <Container
      header={
        <Header variant="h2" description={health.postHint}>
          {health.post}
        </Header>
      }
    >
      <SpaceBetween size="m">
        <FormField label={health.file} description={health.fileHint}>
          <FileUpload
            value={files}
            onChange={({ detail }) => setFiles(detail.value)}
            accept=".json,.ndjson,.jsonl,.gz"
            showFileSize
            i18nStrings={{
              uploadButtonText: () => health.chooseFile,
              dropzoneText: () => health.dropFile,
              removeFileAriaLabel: (_, name) => health.removeFile(name),
            }}
          />
        </FormField>
        <Button
          disabled={file === undefined}
          loading={posted.isPending}
          onClick={() => file !== undefined && posted.mutate(file)}
        >
          {health.send}
        </Button>
        {posted.error !== null && (
          <Alert type="error" header={health.notSent}>
            {posted.error.line}
          </Alert>
        )}
        {posted.data !== undefined && <PostedFindings name={posted.variables.name} result={posted.data} />}
      </SpaceBetween>
    </Container>
  );
}
