import { expect, it } from 'vitest';
import type { Json } from '../../../src/core/json.ts';
import { lintOne } from './lint-one.ts';

it.each<[Json, string]>([
  [{ Id: ['i-0'] }, 'the engine finds the resource'],
  [{ Type: ['AwsEc2Instance'] }, 'the engine finds the resource'],
  [{ Tags: { env: ['prod'] } }, 'if that will do, say so in `acknowledged`'],
  [{ Details: { AwsEc2Instance: { VpcId: ['vpc-0'] } } }, 'also one that is not the entity'],
])('a pattern over Resources is told the way out: %j', (members, hint) => {
  const [issue] = lintOne('lint/resources', { Resources: members });
  expect(issue?.hint).toContain(hint);
});
