import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import type { ReactNode } from 'react';
import type { CallError } from '../api/call.ts';
import { useTexts } from '../texts/texts.ts';
import { PageLoading } from './page-loading.tsx';

/** How far an answer has come, as a query tells it. */
export interface LoadedResult<Answer> {
  readonly data: Answer | undefined;
  readonly error: CallError | null;
  readonly refetch: () => unknown;
}

/** What an answer is shown as, once it is there; until then that it is loading; and what went wrong. */
export function Loaded<Answer>({
  result,
  children,
}: {
  readonly result: LoadedResult<Answer>;
  readonly children: (answer: Answer) => ReactNode;
}) {
  const { frame } = useTexts();
  const { data, error, refetch } = result;
  const what = error?.detail === undefined ? error?.message : `${error.message} (${error.detail})`;
  const failure = what !== undefined && (
    <Alert type="error" action={<Button onClick={() => void refetch()}>{frame.retry}</Button>}>
      {frame.failed(what)}
    </Alert>
  );
  // What was shown stays, with all that is open in it, when asking again has failed.
  return (
    <>
      {failure}
      {data !== undefined ? children(data) : failure === false && <PageLoading />}
    </>
  );
}
