import type { JsonObject } from '../json.ts';

/**
 * An EventBridge event pattern that `parsePattern` has accepted, as the JSON it was written in.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 */
export interface Pattern {
  readonly json: JsonObject;
}
