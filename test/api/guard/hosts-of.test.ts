import { describe, expect, it } from 'vitest';
import { bracketed, hostsOf, isLoopback } from '../../../src/api/guard/hosts-of.ts';

const LOCAL = ['127.0.0.1:4747', 'localhost:4747', '[::1]:4747'];

describe('hostsOf', () => {
  it.each([
    ['the loopback address', { host: '127.0.0.1' }, LOCAL],
    ['every address, which nobody asks for by its name', { host: '0.0.0.0' }, LOCAL],
    ['an address of IPv6', { host: 'fd00::7' }, [...LOCAL, '[fd00::7]:4747']],
    [
      'names that are allowed, with a port and without',
      { host: '::', allowed: ['SOC.example.org', 'proxy.example.org:8443', 'fd00::8'] },
      [
        ...LOCAL,
        ...['soc.example.org', 'soc.example.org:4747', 'proxy.example.org:8443'],
        ...['[fd00::8]', '[fd00::8]:4747'],
      ],
    ],
    [
      'a name with the usual port, which browsers leave out',
      { host: '127.0.0.1', allowed: ['soc.example.org:443', '[fd00::8]:80'] },
      [...LOCAL, 'soc.example.org:443', 'soc.example.org', '[fd00::8]:80', '[fd00::8]'],
    ],
    [
      'the usual port, which browsers leave out',
      { host: '127.0.0.1', port: 443, isSecure: true },
      ['127.0.0.1:443', '127.0.0.1', 'localhost:443', 'localhost', '[::1]:443', '[::1]'],
    ],
  ])('names %s', (_, given, hosts) => {
    expect(hostsOf({ port: 4747, isSecure: false, allowed: [], ...given })).toEqual(hosts);
  });
});

describe('isLoopback', () => {
  it.each(['127.0.0.1', '127.9.9.9', 'localhost', 'LOCALHOST', '::1'])('%s is', (host) => {
    expect(isLoopback(host)).toBe(true);
  });

  it.each(['0.0.0.0', '::', '10.0.0.1', '127.0.0.1.example.org', 'localhost.example.org', ''])(
    '%s is not',
    (host) => {
      expect(isLoopback(host)).toBe(false);
    },
  );
});

describe('bracketed', () => {
  it.each([
    ['::1', '[::1]'],
    ['[::1]', '[::1]'],
    ['example.org:80', 'example.org:80'],
    ['127.0.0.1', '127.0.0.1'],
  ])('%s is %s', (host, text) => {
    expect(bracketed(host)).toBe(text);
  });
});
