import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { CallError } from '../api/call.ts';
import { useTexts } from '../texts/texts.ts';
import { Waiting } from './waiting.tsx';

/** What an answer is shown as, once it is there; until then that it is loading, or what went wrong. */
export function Loaded<Answer>({
  result,
  children,
}: {
  readonly result: UseQueryResult<Answer, CallError>;
  readonly children: (answer: Answer) => ReactNode;
}) {
  const { frame } = useTexts();
  const { data, error, refetch } = result;
  if (error !== null) {
    const retry = <Button onClick={() => void refetch()}>{frame.retry}</Button>;
    const what = error.detail === undefined ? error.message : `${error.message} (${error.detail})`;
    return (
      <Alert type="error" action={retry}>
        {frame.failed(what)}
      </Alert>
    );
  }
  if (data !== undefined) return children(data);
  return <Waiting />;
}
