import { expect, test } from 'vitest';
import { addressOf, fileAddress } from './api.ts';

test('an address takes every name of its path whole, digits too', () => {
  expect(fileAddress('p', 'abc')).toBe('/api/programmes/p/files/abc');
  expect(addressOf({ path: '/a/:one/:two2' }, { one: 'x/y', two2: 'ñ' }, { q: '1 2', none: null })).toBe('/a/x%2Fy/%C3%B1?q=1+2');
});
