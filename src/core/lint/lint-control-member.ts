import { currentControlId, isKnownControl, knownControlIds } from '../finding/controls.ts';
import { RETIRED_CONTROLS } from '../finding/retired-controls.ts';
import { type Issue, quoted } from '../issue.ts';
import type { AskedLeaf } from './asked-leaves.ts';
import { error, type Path, warning } from './lint-issue.ts';
import { exactText } from './matcher-text.ts';
import type { NearestWord } from './nearest-word.ts';

/** Members that hold nothing but ids of controls. */
const ID_MEMBERS: ReadonlySet<string> = new Set(['Normalized.Control', 'Compliance.SecurityControlId']);

/** Controls that no finding is about any more, or under another id. */
export function lintControlMember({ leaf }: AskedLeaf, place: Path, nearest: NearestWord): readonly Issue[] {
  if (!ID_MEMBERS.has(leaf.text)) return [];
  return leaf.matchers.flatMap((matcher, index) => {
    const id = exactText(matcher);
    const at = [...place, index];
    const issue =
      id === undefined ? undefined : (retired(id, at) ?? former(id, at) ?? unknown(id, at, nearest));
    return issue === undefined ? [] : [issue];
  });
}

function retired(id: string, place: Path): Issue | undefined {
  const current = currentControlId(id);
  if (!RETIRED_CONTROLS.has(current)) return undefined;
  const successor = RETIRED_CONTROLS.get(current);
  const hint =
    successor === undefined
      ? 'no control took its place; take it out'
      : `ask for \`${successor}\`, which AWS names in its place`;
  return error('lint/retired-control', place, `Security Hub has retired the control ${quoted(id)}`, hint);
}

function former(id: string, place: Path): Issue | undefined {
  const current = currentControlId(id);
  if (current === id) return undefined;
  const message = `${quoted(id)} is a former id, under which no finding is normalised`;
  return error('lint/former-control', place, message, `ask for \`${current}\``);
}

function unknown(id: string, place: Path, nearest: NearestWord): Issue | undefined {
  if (isKnownControl(id)) return undefined;
  const message = `there is no control ${quoted(id)}`;
  const near = nearControl(id, nearest);
  if (near !== undefined) return error('lint/unknown-control', place, message, `did you mean \`${near}\`?`);
  const { service, number } = partsOf(id);
  if (SERVICE.test(service) && NUMBER.test(number)) {
    const hint = 'check the number, unless the control is newer than this version of corroborate';
    return warning('lint/unknown-control', place, message, hint);
  }
  const hint =
    'write the id of a control as Security Hub does, such as `EC2.18`; requirements of CIS and PCI DSS are none';
  return error('lint/unknown-control', place, message, hint);
}

/** The same number under a service that is near: numbers themselves are always near each other. */
function nearControl(id: string, nearest: NearestWord): string | undefined {
  const { service, number } = partsOf(id);
  if (SERVICES.has(service)) return undefined;
  // Among short names, such as SSM and SNS, something is always near.
  const stepsMax = service.length > SHORT_NAME ? STEPS_MAX : 0;
  const near = `${nearest(service, SERVICES, stepsMax)}.${number}`;
  return isKnownControl(near) ? near : undefined;
}

const SHORT_NAME = 4;
const STEPS_MAX = 2;
const SERVICE = /^[A-Za-z][A-Za-z0-9]*$/;
const NUMBER = /^[0-9]+$/;
const SERVICES: ReadonlySet<string> = new Set(knownControlIds().map((id) => partsOf(id).service));

function partsOf(id: string): { readonly service: string; readonly number: string } {
  const dot = id.lastIndexOf('.');
  return dot < 0 ? { service: '', number: id } : { service: id.slice(0, dot), number: id.slice(dot + 1) };
}
