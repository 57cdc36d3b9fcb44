import type { Issue } from '../issue.ts';
import type { Rule, Signal } from '../rule/rule.ts';
import { askedLeaves } from './asked-leaves.ts';
import { lintAccountId } from './lint-account-id.ts';
import { lintAsffTypes } from './lint-asff-types.ts';
import { lintControlMember } from './lint-control-member.ts';
import { isKnownEntity } from './lint-entity.ts';
import { lintGoneMember } from './lint-gone-member.ts';
import type { Path } from './lint-issue.ts';
import { lintListMember } from './lint-list-member.ts';
import { lintProductMember } from './lint-product-member.ts';
import { lintResourceTypes } from './lint-resource-types.ts';
import { lintSentOnDemand } from './lint-sent-on-demand.ts';
import { lintTypeMember } from './lint-type-member.ts';
import { lintUnknownMember } from './lint-unknown-member.ts';
import { lintWorkflow } from './lint-workflow.ts';
import type { NearestWord } from './nearest-word.ts';

/** What a signal asks for that AWS sends otherwise, or never; `path` leads to its `match`. */
export function lintAsked(rule: Rule, signal: Signal, path: Path, nearest: NearestWord): readonly Issue[] {
  return signal.match.flatMap((pattern, index) =>
    askedLeaves(pattern).flatMap((asked) => {
      const place = [...path, index, ...asked.leaf.place];
      return [
        ...lintUnknownMember(asked, place, nearest),
        ...lintAccountId(asked, place),
        ...lintWorkflow(asked, place),
        ...lintProductMember(asked, place, nearest),
        ...lintTypeMember(asked, place, nearest),
        ...lintAsffTypes(asked, place, nearest),
        ...lintControlMember(asked, place, nearest),
        ...lintGoneMember(asked, place),
        ...lintListMember(asked, place),
        ...lintSentOnDemand(asked, place),
        ...(isKnownEntity(rule.entity) ? lintResourceTypes(asked, place, rule, signal) : []),
      ];
    }),
  );
}
