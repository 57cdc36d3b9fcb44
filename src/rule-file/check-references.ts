import { ENTITY_TYPE_OF_KIND, type EntityKind } from '../core/entity/entity.ts';
import { type Issue, quoted } from '../core/issue.ts';
import { isJsonObject, type Json, type JsonObject, memberOf } from '../core/json.ts';
import { didYouMean } from './did-you-mean.ts';
import { SIGNALS_MAX } from './rule-schema.ts';

const MAPS = ['signals', 'unless', 'optional'] as const;

/**
 * What the parts of a rule file say of each other and must not: names that are not there or there twice, k of
 * fewer than k, signals that can never be met. Reads what it understands of any JSON, so that it can run beside
 * the validator and all problems are told at once.
 */
export function checkReferences(json: Json): readonly Issue[] {
  return [
    ...checkSignalNames(json),
    ...checkAny(json),
    ...checkNames(json, ['order'], memberOf(json, 'order')),
    ...checkOn(json),
    ...checkAccountAlone(json),
  ];
}

type Path = readonly (string | number)[];

function checkSignalNames(json: Json): readonly Issue[] {
  const issues: Issue[] = [];
  const names = new Set<string>();
  let total = 0;
  for (const map of MAPS) {
    for (const name of keysOf(memberOf(json, map))) {
      if (names.has(name)) issues.push(nameTwice(map, name));
      names.add(name);
      total += 1;
    }
  }
  if (total > SIGNALS_MAX) issues.push(tooManySignals(total));
  const signals = memberOf(json, 'signals');
  if (isJsonObject(signals) && keysOf(signals).length === 0) issues.push(noSignal());
  return issues;
}

function nameTwice(map: string, name: string): Issue {
  const message = `a signal called ${quoted(name)} stands in another map already`;
  return error(
    'rule/signal-name',
    [map, name],
    message,
    'names are unique over signals, unless and optional',
  );
}

function tooManySignals(total: number): Issue {
  const hint = `a rule has at most ${SIGNALS_MAX}; split it`;
  return error('rule/too-many-signals', ['signals'], `the rule has ${total} signals`, hint);
}

function noSignal(): Issue {
  return error(
    'rule/no-signal',
    ['signals'],
    'the rule has no signal',
    'name at least one, or it would always hold',
  );
}

function checkAny(json: Json): readonly Issue[] {
  const any = memberOf(json, 'any');
  const of = memberOf(any, 'of');
  const atLeast = memberOf(any, 'atLeast');
  const issues = [...checkNames(json, ['any', 'of'], of)];
  if (Array.isArray(of) && typeof atLeast === 'number' && atLeast > of.length) {
    const message = `\`atLeast\` asks for ${quoted(String(atLeast))} of ${of.length} signals`;
    issues.push(
      error('rule/any', ['any', 'atLeast'], message, 'name more signals in `of`, or ask for fewer'),
    );
  }
  return issues;
}

function checkNames(json: Json, path: Path, names: Json | undefined): readonly Issue[] {
  if (!Array.isArray(names)) return [];
  const known = keysOf(memberOf(json, 'signals'));
  // Longer lists are refused as such; looking for the nearest of so many names would take long.
  if (names.length > SIGNALS_MAX || known.length > SIGNALS_MAX) return [];
  return names.flatMap((name: Json, index) =>
    typeof name !== 'string' || known.includes(name)
      ? []
      : [unknownSignal(json, name, [...path, index], known)],
  );
}

function unknownSignal(json: Json, name: string, path: Path, known: readonly string[]): Issue {
  const elsewhere = (['unless', 'optional'] as const).find(
    (map) => memberOf(memberOf(json, map), name) !== undefined,
  );
  const hint =
    elsewhere === undefined
      ? (didYouMean(name, known) ?? `the signals are ${known.map(quoted).join(', ')}`)
      : `signals in \`${elsewhere}\` cannot be named here; only those in \`signals\` can`;
  return error('rule/unknown-signal', path, `there is no signal called ${quoted(name)} in \`signals\``, hint);
}

function checkOn(json: Json): readonly Issue[] {
  const entity = memberOf(json, 'entity');
  const issues: Issue[] = [];
  for (const map of MAPS) {
    for (const name of keysOf(memberOf(json, map))) {
      const on = memberOf(memberOf(memberOf(json, map), name), 'on');
      if (on !== 'account' && typeOfKind(on) === entity && entity !== undefined)
        issues.push(onItself(map, name, on));
    }
  }
  return issues;
}

function onItself(map: string, name: string, on: Json | undefined): Issue {
  const message = `${quoted(String(on))} is the rule's own entity, not a related one`;
  return error('rule/on', [map, name, 'on'], message, 'leave `on` away');
}

function typeOfKind(on: Json | undefined): string | undefined {
  if (typeof on !== 'string' || !Object.hasOwn(ENTITY_TYPE_OF_KIND, on)) return undefined;
  return ENTITY_TYPE_OF_KIND[on as EntityKind];
}

/** Evidence `on: account` is on every entity of the account: alone it would open an incident for each of them. */
function checkAccountAlone(json: Json): readonly Issue[] {
  if (memberOf(json, 'entity') === 'AwsAccount') return [];
  const signals = memberOf(json, 'signals');
  const names = keysOf(signals);
  if (names.length === 0) return [];
  const any = memberOf(json, 'any');
  const inAny = new Set(stringsOf(memberOf(any, 'of')));
  const isOnAccount = (name: string): boolean => memberOf(memberOf(signals, name), 'on') === 'account';
  if (!names.filter((name) => !inAny.has(name)).every(isOnAccount)) return [];
  const atLeast = memberOf(any, 'atLeast');
  const onAccount = [...inAny].filter(isOnAccount).length;
  if (inAny.size > 0 && typeof atLeast === 'number' && onAccount < atLeast) return [];
  const hint = 'require one signal on the entity itself or on a related one, or make `entity: AwsAccount`';
  return [
    error('rule/account-alone', ['signals'], 'signals on the account alone could make this rule hold', hint),
  ];
}

function keysOf(value: Json | undefined): readonly string[] {
  return isJsonObject(value) ? Object.keys(value as JsonObject) : [];
}

function stringsOf(value: Json | undefined): readonly string[] {
  return Array.isArray(value) ? value.filter((item: Json) => typeof item === 'string') : [];
}

function error(code: string, path: Path, message: string, hint: string): Issue {
  return { code, level: 'error', message, path, hint };
}
