import { z } from 'zod';

/** Which finding, by its identity. */
export interface FindingQuery {
  readonly productArn: string;
  readonly id: string;
}

/** A finding as it came, in its newest version; absent where only what it says to the rules is kept. */
export interface FindingBody {
  readonly finding?: Readonly<Record<string, unknown>> | undefined;
}

/** The form of `FindingQuery`. */
export const findingQuerySchema: z.ZodType<FindingQuery> = z.strictObject({
  productArn: z.string().max(2048),
  id: z.string().max(2048),
});

/** The form of `FindingBody`. */
export const findingBodySchema: z.ZodType<FindingBody> = z.strictObject({
  finding: z.record(z.string(), z.unknown()).optional(),
});
