/** Who turned a request away: the house, which names its reason, or something on the way to it. */
import { afterEach, expect, test, vi } from 'vitest';
import { me } from '../access/contract.ts';
import { askOnce } from './api.ts';
import { Problem } from './problem.ts';

afterEach(() => void vi.unstubAllGlobals());

async function reasonOf(status: number, body: string): Promise<string> {
  vi.stubGlobal('fetch', () => Promise.resolve(new Response(body, { status })));
  const thrown: unknown = await askOnce(me, {}).catch((error: unknown) => error);
  return thrown instanceof Problem ? thrown.code : `not a problem: ${String(thrown)}`;
}

test.each([200, 401, 403, 404, 500, 502, 503])('the page of a gateway is no connection, whatever its status: %s', async (status) => {
  expect(await reasonOf(status, '<!doctype html><title>Inicie sesión en la red</title>')).toBe('offline');
  if (status !== 200) expect(await reasonOf(status, '{"error":"somebody else"}')).toBe('offline');
});

test('what the house says is believed', async () => {
  expect(await reasonOf(403, '{"code":"not-allowed","message":""}')).toBe('not-allowed');
  expect(await reasonOf(401, '{"code":"not-signed-in","message":""}')).toBe('not-signed-in');
});

test('a gateway that takes no more than so much says so with its status alone', async () => {
  expect(await reasonOf(413, '<html>Request Entity Too Large</html>')).toBe('unknown');
});
