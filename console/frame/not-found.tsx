import Alert from '@cloudscape-design/components/alert';
import { useTexts } from '../texts/texts.ts';

/** What stands where no page is. */
export function NotFound() {
  return <Alert type="warning">{useTexts().frame.notFound}</Alert>;
}
