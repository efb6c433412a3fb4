import { afterEach, expect, test, vi } from 'vitest';
import { qrReader } from './qr-reader.ts';

/** A browser that reads these forms of code, and sees these in a picture. */
function browserWith(formats: readonly string[], seen: () => Promise<{ rawValue: string }[]>): void {
  class Detector {
    detect = seen;
    static getSupportedFormats = async (): Promise<readonly string[]> => formats;
  }
  vi.stubGlobal('BarcodeDetector', Detector);
}
/** Nothing is asked of the picture itself where the browser reads. */
const picture = {} as HTMLVideoElement;

afterEach(() => {
  vi.unstubAllGlobals();
});

test('the browser reads where it can; a picture without a code, or one that is not there yet, says nothing', async () => {
  browserWith(['ean_13', 'qr_code'], async () => [{ rawValue: 'hola' }]);
  expect(await (await qrReader())(picture)).toBe('hola');
  browserWith(['qr_code'], async () => []);
  expect(await (await qrReader())(picture)).toBe(null);
  browserWith(['qr_code'], async () => Promise.reject(new Error('InvalidStateError')));
  expect(await (await qrReader())(picture)).toBe(null);
});

test('where it reads no such codes, the library does', async () => {
  const canvas = { getContext: () => null };
  vi.stubGlobal('document', { createElement: () => canvas });
  browserWith(['ean_13'], async () => [{ rawValue: 'hola' }]);
  expect(await (await qrReader())(picture)).toBe(null);
  vi.stubGlobal('BarcodeDetector', undefined);
  expect(await (await qrReader())(picture)).toBe(null);
});
