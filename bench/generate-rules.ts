import { createRandom, type Random } from '../examples/generator/random.ts';
import type { Json, JsonObject } from '../src/core/json.ts';
import type { Rule } from '../src/core/rule/rule.ts';
import { parseRule } from '../src/rule-file/parse-rule.ts';
import { type Choice, CONTROLLED_TYPES, controlsOf, THREATENED_TYPES, threatsOn } from './vocabulary.ts';

/**
 * `count` rules like those of a large organisation: drawn from all GuardDuty types and controls, those about one
 * severity or sensitive data for one team each: some concern the made-up findings, most do not. The same
 * count gives the same rules; throws when one of them is not valid.
 */
export function generateRules(count: number): readonly Rule[] {
  const random = createRandom(SEED);
  return Array.from({ length: count }, (_, number) => {
    const shape = SHAPES[number % SHAPES.length] ?? threatOnWeakness;
    return toRule({ ...frameOf(shape, number), ...shape(random) });
  });
}

const SEED = 11;

function toRule(json: JsonObject): Rule {
  const parsed = parseRule(json);
  if (!parsed.ok) throw new Error(`${JSON.stringify(json)}: ${JSON.stringify(parsed.issues)}`);
  return parsed.value;
}

function frameOf(shape: Shape, number: number): JsonObject {
  const words = shape.name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  return {
    id: `${words}-${number}`,
    version: 1,
    status: 'stable',
    title: `Rule ${number}`,
    severity: number % 3 === 0 ? 'CRITICAL' : 'HIGH',
    description: 'Made up to measure how much rules cost.',
    within: '30d',
  };
}

/** Draws what tells one rule from the others of its kind. */
type Shape = (random: Random) => JsonObject;

const threatOnWeakness: Shape = (random) => {
  const entity = random.pick(THREATENED_TYPES);
  return {
    entity,
    signals: { threat: threat(random.pick(threatsOn(entity))), weakness: failed(control(entity, random)) },
  };
};

const threatAfterThreat: Shape = (random) => {
  const entity = random.pick(THREATENED_TYPES);
  const [first, then] = twoOf(threatsOn(entity), random);
  return { entity, signals: { first: threat(first), next: threat(then) }, order: ['first', 'next'] };
};

const threatBehindGroup: Shape = (random) => ({
  entity: 'AwsEc2Instance',
  signals: {
    threat: threat(random.pick(threatsOn('AwsEc2Instance'))),
    open: { on: 'securityGroup', ...failed(control('AwsEc2SecurityGroup', random)) },
  },
});

const threatOnVulnerable: Shape = (random) => {
  const [family = ''] = random.pick(threatsOn('AwsEc2Instance')).split('/');
  return {
    entity: 'AwsEc2Instance',
    signals: {
      vulnerable: matching({
        Product: ['Inspector'],
        Vulnerability: [cve(random), cve(random), cve(random)],
      }),
      threat: matching({ Product: ['GuardDuty'], Type: [{ prefix: `${family}/` }] }),
    },
  };
};

const threatOnSeverity: Shape = (random) => ({
  entity: 'AwsEc2Instance',
  signals: {
    severe: {
      match: {
        Normalized: { Product: ['Inspector'], Severity: [random.chance(0.75) ? 'CRITICAL' : 'HIGH'] },
        AwsAccountId: [team(random)],
      },
      count: 2 + random.below(4),
      distinct: 'Normalized.Vulnerability',
    },
    threat: threat(random.pick(threatsOn('AwsEc2Instance'))),
  },
});

const weakInManyWays: Shape = (random) => {
  const entity = random.pick(CONTROLLED_TYPES);
  const [first, second] = twoOf(controlsOf(entity), random);
  const third = `${first}${random.below(9)}`;
  return {
    entity,
    signals: { first: failed(first), second: failed(second), third: failed(third) },
    any: { atLeast: 2, of: ['first', 'second', 'third'] },
  };
};

const accountUnderAttack: Shape = (random) => ({
  entity: 'AwsAccount',
  signals: {
    threat: { on: 'account', ...threat(random.pick(threatsOn('AwsIamAccessKey'))) },
    weak: { on: 'account', ...failed(control('AwsAccount', random)) },
  },
});

const keyOfWeakUser: Shape = (random) => ({
  entity: 'AwsIamAccessKey',
  signals: {
    threat: threat(random.pick(threatsOn('AwsIamAccessKey'))),
    weak: { on: 'user', ...failed(control('AwsIamUser', random)) },
  },
  unless: { test: matching({ Product: ['GuardDuty'], Type: [{ wildcard: 'PenTest:*' }] }) },
});

const sensitiveBucket: Shape = (random) => ({
  entity: 'AwsS3Bucket',
  signals: {
    sensitive: {
      match: {
        Normalized: { Product: ['Macie'], Type: [`SensitiveData:S3Object/${random.pick(SENSITIVE)}`] },
        AwsAccountId: [team(random)],
        Region: [{ 'anything-but': { prefix: 'cn-' } }],
        Severity: { Normalized: [{ numeric: ['>=', 10 * random.below(9)] }] },
      },
    },
    threat: threat(random.pick(threatsOn('AwsS3Bucket'))),
  },
});

const SENSITIVE: Choice<string> = ['Credentials', 'Financial', 'Personal', 'Multiple', 'CustomIdentifier'];

/** How many in a hundred have which shape. */
const WEIGHTS: readonly (readonly [Shape, number])[] = [
  [threatOnWeakness, 25],
  [threatAfterThreat, 12],
  [threatBehindGroup, 8],
  [threatOnVulnerable, 15],
  [threatOnSeverity, 2],
  [weakInManyWays, 15],
  [accountUnderAttack, 5],
  [keyOfWeakUser, 8],
  [sensitiveBucket, 10],
];

const SHAPES: readonly Shape[] = WEIGHTS.flatMap(([shape, weight]) => Array<Shape>(weight).fill(shape));

function matching(normalized: Json): JsonObject {
  return { match: { Normalized: normalized } };
}

function threat(type: string): JsonObject {
  return matching({ Product: ['GuardDuty'], Type: [type] });
}

function failed(id: string): JsonObject {
  return {
    match: { Normalized: { Product: ['Security Hub'], Control: [id] }, Compliance: { Status: ['FAILED'] } },
  };
}

function control(entity: string, random: Random): string {
  return random.pick(controlsOf(entity));
}

/** The account of one team of twenty; the made-up findings are about five of them. */
function team(random: Random): string {
  return String(100_000_000_001 + random.below(20));
}

function cve(random: Random): string {
  return `CVE-${2021 + random.below(5)}-${10_000 + random.below(22_000)}`;
}

function twoOf(choice: Choice<string>, random: Random): readonly [string, string] {
  const first = random.pick(choice);
  const others = choice.filter((each) => each !== first);
  return [first, others[random.below(others.length)] ?? first];
}
