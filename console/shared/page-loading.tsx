import Box from '@cloudscape-design/components/box';
import Spinner from '@cloudscape-design/components/spinner';
import { useTexts } from '../texts/texts.ts';

/** What stands where something will be. */
export function PageLoading() {
  return (
    <Box textAlign="center" padding="xxl">
      <Spinner size="large" /> {useTexts().frame.loading}
    </Box>
  );
}
