import type { HandlingResult } from '../../src/api/contract/handling.ts';
import { incidentAddress } from '../shared/page-addresses.ts';
import { PageLink } from '../shared/page-link.tsx';
import { useTexts } from '../texts/texts.ts';

const SHOWN_MAX = 10;

/** The incidents that an action did not change, each with the reason. */
export function HandlingFailures({ failed }: Pick<HandlingResult, 'failed'>) {
  const { handling } = useTexts();
  return (
    <>
      <ul>
        {failed.slice(0, SHOWN_MAX).map(({ id, reason }) => (
          <li key={id}>
            <PageLink isInNotice href={incidentAddress(id)}>
              {id}
            </PageLink>
            : {reason}
          </li>
        ))}
      </ul>
      {failed.length > SHOWN_MAX && handling.more(failed.length - SHOWN_MAX)}
    </>
  );
}
