import { z } from 'zod';

/** The JSON Schema of what `schema` accepts, as text; draft 7 is what editors of YAML understand best. */
export function toJsonSchema(schema: z.ZodType, title: string): string {
  const { $schema, ...rest } = z.toJSONSchema(schema, { target: 'draft-7', io: 'input' });
  return `${JSON.stringify({ $schema, title, ...rest }, null, 2)}\n`;
}
