import Box from '@cloudscape-design/components/box';
import type { EntityView } from '../../src/api/contract/incidents.ts';
import { entityName } from './entity-name.ts';
import { visibleText } from './visible-text.ts';

/** An entity by its short name and its type; the whole key is the tooltip. */
export function EntityText({ entity }: { readonly entity: EntityView }) {
  return (
    <span title={visibleText(entity.id)}>
      {entityName(entity)}
      <Box variant="small" display="block" color="text-body-secondary">
        {entity.type}
      </Box>
    </span>
  );
}
