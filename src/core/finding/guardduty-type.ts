import {
  DOCUMENTED_GUARDDUTY_TYPES,
  type GuardDutyTypeRow,
  OBSERVED_GUARDDUTY_TYPES,
  RETIRED_GUARDDUTY_TYPES,
} from './guardduty-types.ts';
import { NATIVE_TYPE_LENGTH_MAX, nativeTypeIn } from './native-type.ts';
import { rememberByText } from './remember-by-text.ts';

const ROWS: readonly GuardDutyTypeRow[] = [...DOCUMENTED_GUARDDUTY_TYPES, ...OBSERVED_GUARDDUTY_TYPES];
const NATIVE_BY_ASFF: ReadonlyMap<string, string> = new Map(
  ROWS.flatMap(([native, ...asff]) => asff.map((type): [string, string] => [type, native])),
);
const NATIVE_BY_LETTERS: ReadonlyMap<string, string> = new Map(
  [...ROWS.map(([native]) => native), ...RETIRED_GUARDDUTY_TYPES].map((native) => [
    lettersOf(native),
    native,
  ]),
);

/** How many of the first parts of `namespace/category/…` may be left out to find the native type. */
const PARTS_BEFORE_NATIVE_MAX = 3;

/**
 * The native type of a GuardDuty finding, `Backdoor:EC2/C&CActivity.B!DNS`, from any of its ASFF spellings: by the
 * tables, else by its letters (spaces, dots, hyphens and slashes vary), else, for a type newer than the tables, by
 * its form; a type without a native spelling stays as it is.
 */
export const guardDutyType: (type: string) => string = rememberByText(
  (type) => NATIVE_BY_ASFF.get(type) ?? nativeByLetters(type) ?? nativeTypeIn(type) ?? type,
);

function nativeByLetters(type: string): string | undefined {
  if (type.length > NATIVE_TYPE_LENGTH_MAX) return undefined;
  let rest = type;
  for (let parts = 0; parts <= PARTS_BEFORE_NATIVE_MAX; parts += 1) {
    const native = NATIVE_BY_LETTERS.get(lettersOf(rest));
    const slash = rest.indexOf('/');
    if (native !== undefined || slash < 0) return native;
    rest = rest.slice(slash + 1);
  }
  return undefined;
}

/** The type in lower case without what its spellings disagree about. */
function lettersOf(type: string): string {
  return type.replace(/[-./: ]/g, '').toLowerCase();
}
