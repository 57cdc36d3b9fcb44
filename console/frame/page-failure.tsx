import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import { useTexts } from '../texts/texts.ts';

/** What stands in the place of a page that failed, or whose files are gone since the server was renewed. */
export function PageFailure() {
  const { frame } = useTexts();
  return (
    <Alert type="error" action={<Button onClick={() => window.location.reload()}>{frame.reload}</Button>}>
      {frame.broken}
    </Alert>
  );
}
