import { describe, expect, it } from 'vitest';
import { createLaunch, isSame } from '../../../src/api/guard/launch.ts';

describe('createLaunch', () => {
  it('admits once with each token, and has the next at once', () => {
    const launch = createLaunch(4747);
    const first = launch.token;
    const session = launch.redeem(first);
    expect(launch.isSession(session)).toBe(true);
    expect(launch.token).not.toBe(first);
    expect(launch.redeem(first)).toBeUndefined();
    expect(launch.redeem(launch.token)).toBe(session);
  });

  it('tells its secrets apart', () => {
    const launch = createLaunch(4747);
    expect(launch.isSession(launch.token)).toBe(false);
    expect(launch.isSession(launch.changeToken)).toBe(false);
    expect(launch.isSession(undefined)).toBe(false);
    expect(launch.redeem('')).toBeUndefined();
    expect(launch.token.length).toBeGreaterThanOrEqual(43);
  });

  it('names the cookie with the port', () => {
    expect(createLaunch(5123).cookieName).toBe('corroborate-5123');
  });
});

describe('isSame', () => {
  it.each([
    ['abc', 'abc', true],
    ['abc', 'abd', false],
    ['abc', 'abcd', false],
    ['', '', true],
    ['\u00e9', 'e\u0301', false],
  ])('%j and %j: %j', (given, wanted, is) => {
    expect(isSame(given, wanted)).toBe(is);
  });
});
