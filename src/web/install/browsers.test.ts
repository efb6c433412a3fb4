import { expect, test } from 'vitest';
import { installingBrowser, isWithinAnother } from './browsers.ts';

const AGENTS = {
  chrome: 'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36',
  samsung: 'Mozilla/5.0 (Linux; Android 13; SAMSUNG SM-A145M) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/26.0 Chrome/122.0.0.0 Mobile Safari/537.36',
  firefoxAndroid: 'Mozilla/5.0 (Android 14; Mobile; rv:133.0) Gecko/133.0 Firefox/133.0',
  iphone: 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1',
  chromeIphone: 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/131.0.0.0 Mobile/15E148 Safari/604.1',
  edge: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0',
  firefox: 'Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0',
  mac: 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.6 Safari/605.1.15',
  facebook: 'Mozilla/5.0 (Linux; Android 12; moto g22; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/131.0.0.0 Mobile Safari/537.36 [FBAN/EMA;FBAV/429.0.0.0]',
};

test('a browser is known by what it calls itself', () => {
  const known = Object.entries(AGENTS).map(([name, agent]) => [name, installingBrowser(agent, 0)]);
  expect(known).toEqual([
    ['chrome', 'chrome-android'],
    ['samsung', 'samsung'],
    ['firefoxAndroid', 'firefox-android'],
    ['iphone', 'ios'],
    ['chromeIphone', 'ios'],
    ['edge', 'chromium-desktop'],
    ['firefox', 'firefox-desktop'],
    ['mac', 'safari-mac'],
    ['facebook', 'chrome-android'],
  ]);
  expect(installingBrowser('curl/8.5.0', 0)).toBeNull();
});

test('an iPad that calls itself a Macintosh is touched', () => {
  expect(installingBrowser(AGENTS.mac, 5)).toBe('ios');
});

test('a window within another application is told apart', () => {
  expect(Object.entries(AGENTS).filter(([, agent]) => isWithinAnother(agent)).map(([name]) => name)).toEqual(['facebook']);
});
