import { z } from 'zod';

/** The keys that may stand in the object at `path` of what `schema` accepts; empty where any may. */
export function keysOfSchemaAt(schema: z.ZodType, path: readonly (string | number)[]): readonly string[] {
  let current: unknown = schema;
  for (const step of path) current = childOf(unwrap(current), step);
  const found = unwrap(current);
  return found instanceof z.ZodObject ? Object.keys(found.shape) : [];
}

function unwrap(schema: unknown): unknown {
  return schema instanceof z.ZodOptional ? unwrap(schema.unwrap()) : schema;
}

function childOf(schema: unknown, step: string | number): unknown {
  if (schema instanceof z.ZodRecord) return schema.valueType;
  if (schema instanceof z.ZodArray) return schema.element;
  if (!(schema instanceof z.ZodObject)) return undefined;
  const shape: Readonly<Record<string, unknown>> = schema.shape;
  return Object.hasOwn(shape, step) ? shape[step] : undefined;
}
