import type { AttackView } from '../../src/api/contract/incident.ts';
import { SafeLink } from '../shared/safe-link.tsx';

/** Tactics and techniques with the way to their pages; `hasNames` writes their names out. */
export function AttackLinks({
  attack,
  hasNames = false,
}: {
  readonly attack: readonly AttackView[];
  readonly hasNames?: boolean;
}) {
  return attack.map(({ id, name, url }) => (
    <div key={id}>
      <SafeLink href={url}>{hasNames && name !== undefined ? `${id} ${name}` : id}</SafeLink>
    </div>
  ));
}
