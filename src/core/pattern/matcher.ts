/** A JSON scalar: what a member of an event is compared by. */
export type Scalar = string | number | boolean | null;

/** Numbers that a `numeric` expression accepts: from `min` to `max`, each end included unless it is open. */
export interface NumericRange {
  readonly kind: 'numeric';
  readonly min: number;
  readonly isMinOpen: boolean;
  readonly max: number;
  readonly isMaxOpen: boolean;
}

/** How the texts of an `anything-but` with an operator inside are compared. */
export type TextTest = 'prefix' | 'suffix' | 'equals-ignore-case' | 'wildcard';

/** One element of a pattern's list of matchers, parsed; a value passes the list when it passes any element. */
export type Matcher =
  | { readonly kind: 'exact'; readonly value: Scalar }
  | { readonly kind: 'prefix' | 'suffix'; readonly text: string; readonly ignoresCase: boolean }
  | { readonly kind: 'equals-ignore-case' | 'wildcard' | 'cidr'; readonly text: string }
  | { readonly kind: 'exists'; readonly exists: boolean }
  | { readonly kind: 'anything-but'; readonly values: readonly (string | number)[] }
  | { readonly kind: 'anything-but-text'; readonly test: TextTest; readonly texts: readonly string[] }
  | NumericRange;
