import type { Instant } from '../instant.ts';

/** What an analyst does to an incident. */
export type HandlingAction =
  | { readonly action: 'acknowledge'; readonly text?: string | undefined }
  /** An empty assignee takes the incident from whoever has it. */
  | { readonly action: 'assign'; readonly assignee: string }
  | { readonly action: 'note'; readonly text: string }
  | { readonly action: 'resolve'; readonly text: string }
  | { readonly action: 'false-positive'; readonly text: string }
  | { readonly action: 'accept-risk'; readonly text: string; readonly until: Instant }
  /** Takes back what was decided; the assignee stays. */
  | { readonly action: 'clear'; readonly text?: string | undefined };
