import type { HandlingRequestAction, HandlingResult } from '../../src/api/contract/handling.ts';
import { CallError } from '../api/call.ts';
import { useChange } from '../api/queries.ts';
import { useNotices } from '../frame/notices.tsx';
import { useTexts } from '../texts/texts.ts';
import { HandlingFailures } from './handling-failures.tsx';

/** Handles incidents and tells what became of it; `handle` answers why where the server took none of it. */
export function useHandling(): {
  readonly handle: (ids: readonly string[], action: HandlingRequestAction) => Promise<string | undefined>;
  readonly isBusy: boolean;
} {
  const { handling } = useTexts();
  const { tell } = useNotices();
  const { mutateAsync, isPending } = useChange('handleIncidents');
  const tellOf = ({ changed, failed }: HandlingResult, action: HandlingRequestAction) => {
    if (changed.length > 0) tell({ type: 'success', content: handling.done[action.action](changed.length) });
    if (failed.length > 0) {
      tell({
        type: 'error',
        header: handling.failed(failed.length),
        content: <HandlingFailures failed={failed} />,
      });
    }
  };
  const handle = async (ids: readonly string[], action: HandlingRequestAction) => {
    try {
      tellOf(await mutateAsync({ ids, action }), action);
      return undefined;
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      return error.line;
    }
  };
  return { handle, isBusy: isPending };
}
