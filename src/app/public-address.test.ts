import { expect, test } from 'vitest';
import { publicAddressIn } from './public-address.ts';

test('the public address has no slash at the end, and may have a path', () => {
  const read = (written: string | undefined) => publicAddressIn(written === undefined ? {} : { DIGNA_PUBLIC_URL: written });
  expect([undefined, ' ', 'https://digna.example/', 'http://10.0.0.5:4280', 'https://example.org/digna/'].map(read)).toEqual([
    null,
    null,
    'https://digna.example',
    'http://10.0.0.5:4280',
    'https://example.org/digna',
  ]);
  for (const wrong of ['digna.example', 'ftp://digna.example', 'https://example.org/a b', 'https://example.org/"x']) {
    expect(() => read(wrong)).toThrow('DIGNA_PUBLIC_URL');
  }
});
