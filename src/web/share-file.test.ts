import { afterEach, expect, test, vi } from 'vitest';
import { shareFile, sharesFiles } from './share-file.ts';

const file = new File(['x'], 'certificado.pdf', { type: 'application/pdf' });
const failing = (name: string) => () => Promise.reject(new DOMException('', name));

afterEach(() => vi.unstubAllGlobals());

test('a browser without a share sheet, or one that takes no such file, shares none', () => {
  vi.stubGlobal('navigator', {});
  expect(sharesFiles('application/pdf')).toBe(false);
  vi.stubGlobal('navigator', { canShare: ({ files }: { files: File[] }) => files[0]?.type === 'application/pdf' });
  expect([sharesFiles('application/pdf'), sharesFiles('text/x')]).toEqual([true, false]);
});

test('closing the sheet is no failure; what took too long is tried with another tap; anything else is', async () => {
  const shared: unknown[] = [];
  vi.stubGlobal('navigator', { share: (what: unknown) => Promise.resolve(shared.push(what)) });
  expect(await shareFile(file)).toBe('shared');
  expect(shared).toEqual([{ files: [file], title: 'certificado.pdf' }]);
  vi.stubGlobal('navigator', { share: failing('AbortError') });
  expect(await shareFile(file)).toBe('closed');
  vi.stubGlobal('navigator', { share: failing('NotAllowedError') });
  expect(await shareFile(file)).toBe('too-late');
  vi.stubGlobal('navigator', { share: failing('DataError') });
  await expect(shareFile(file)).rejects.toThrow(DOMException);
});
