import { describe, expect, it } from 'vitest';
import { isTransient } from '../../src/lambda/is-transient.ts';
import { BusyError } from '../../src/store/dynamodb/retry.ts';
import { ConflictError } from '../../src/store.ts';

const error = (members: object): Error => Object.assign(new Error('failed'), members);
const PASSING = error({ name: 'ThrottlingException', $metadata: {} });
const POISON = new Error('an item that cannot be read');

describe('isTransient', () => {
  it.each([
    [true, 'a save by somebody else', new ConflictError('x')],
    [true, 'what stayed busy', new BusyError('x')],
    [true, 'throttling', PASSING],
    [true, 'a permission that lacks', error({ name: 'AccessDeniedException', $fault: 'client' })],
    [true, 'the network', error({ code: 'ECONNRESET' })],
    [true, 'a timeout', error({ name: 'TimeoutError' })],
    [true, 'several, of which one may pass', new AggregateError([POISON, PASSING])],
    [false, 'several that cannot', new AggregateError([POISON, POISON])],
    [false, 'a fault of the request', error({ name: 'ValidationException', $metadata: {} })],
    [false, 'a fault of ours', new TypeError('x is undefined')],
    [false, 'a file that is not there', error({ code: 'ENOENT' })],
    [false, 'what is no error', 'text'],
  ])('is %s for %s', (expected, _, thrown) => {
    expect(isTransient(thrown)).toBe(expected);
  });
});
