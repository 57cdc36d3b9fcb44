import { z } from 'zod';
import { ASSIGNEE_LENGTH_MAX, TEXT_LENGTH_MAX } from '../../core/handling/handle.ts';
import { HANDLING_STATES, type HandlingState } from '../../core/handling/handling.ts';

/** What people have decided about an incident, as it stands now; an accepted risk that has ended is not told any more. */
export interface HandlingView {
  readonly state?: HandlingState | undefined;
  readonly reason?: string | undefined;
  readonly until?: string | undefined;
  readonly assignee?: string | undefined;
  readonly by: string;
  readonly at: string;
}

/** One of the actions of an analyst; `until` is ISO 8601. */
export type HandlingRequestAction =
  | { readonly action: 'acknowledge' | 'clear'; readonly text?: string | undefined }
  | { readonly action: 'assign'; readonly assignee: string }
  | { readonly action: 'note' | 'resolve' | 'false-positive'; readonly text: string }
  | { readonly action: 'accept-risk'; readonly text: string; readonly until: string };

/** An action on one or more incidents. */
export interface HandlingRequest {
  readonly ids: readonly string[];
  readonly action: HandlingRequestAction;
}

/** What became of an action: the incidents that were changed, and those that were not, with the reason. */
export interface HandlingResult {
  readonly changed: readonly string[];
  readonly failed: readonly { readonly id: string; readonly reason: string }[];
}

/** At most so many incidents are handled at a time. */
const HANDLED_MAX = 1000;

const instant = z.iso.datetime({ offset: true });
const text = z.string().trim().max(TEXT_LENGTH_MAX);
const reason = text.min(1);

/** The form of `HandlingView`. */
export const handlingViewSchema: z.ZodType<HandlingView> = z.strictObject({
  state: z.enum(HANDLING_STATES).optional(),
  reason: z.string().optional(),
  until: instant.optional(),
  assignee: z.string().optional(),
  by: z.string(),
  at: instant,
});

const actionSchema: z.ZodType<HandlingRequestAction> = z.discriminatedUnion('action', [
  z.strictObject({ action: z.literal(['acknowledge', 'clear']), text: text.optional() }),
  z.strictObject({
    action: z.literal('assign'),
    assignee: z.string().trim().max(ASSIGNEE_LENGTH_MAX).describe('Empty: nobody.'),
  }),
  z.strictObject({ action: z.literal(['note', 'resolve', 'false-positive']), text: reason }),
  z.strictObject({ action: z.literal('accept-risk'), text: reason, until: instant }),
]);

/** The form of `HandlingRequest`. */
export const handlingRequestSchema: z.ZodType<HandlingRequest> = z.strictObject({
  ids: z.array(z.string().min(1).max(128)).min(1).max(HANDLED_MAX),
  action: actionSchema,
});

/** The form of `HandlingResult`. */
export const handlingResultSchema: z.ZodType<HandlingResult> = z.strictObject({
  changed: z.array(z.string()),
  failed: z.array(z.strictObject({ id: z.string(), reason: z.string() })),
});
