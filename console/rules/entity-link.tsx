import type { EntityView } from '../../src/api/contract/incidents.ts';
import { EntityText } from '../shared/entity-text.tsx';
import { incidentsAddress } from '../shared/incidents-address.ts';
import { PageLink } from '../shared/page-link.tsx';

/** An entity, with the way to its incidents. */
export function EntityLink({ entity }: { readonly entity: EntityView }) {
  return (
    <PageLink href={incidentsAddress({ entity: entity.id })}>
      <EntityText entity={entity} />
    </PageLink>
  );
}
