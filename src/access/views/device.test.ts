import { expect, test } from 'vitest';
import { deviceOf } from './device.ts';

test('a browser is named as people know it', () => {
  const android = 'Mozilla/5.0 (Linux; Android 13; SM-A135M) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Mobile Safari/537.36';
  const iphone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.1 Mobile/15E148 Safari/604.1';
  const windows = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36 Edg/120.0.0.0';
  expect(deviceOf(android)).toBe('Chrome, Android');
  expect(deviceOf(iphone)).toBe('Safari, iOS');
  expect(deviceOf(windows)).toBe('Edge, Windows');
  expect(deviceOf('Mozilla/5.0 (X11; Linux x86_64; rv:120.0) Gecko/20100101 Firefox/120.0')).toBe('Firefox, Linux');
  expect(deviceOf('curl/8.0')).toBeNull();
});
