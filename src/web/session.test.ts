/** Who is signed in, as the page heard it while it was opened. */
import { afterEach, expect, test, vi } from 'vitest';
import { actAs } from './api.ts';
import { hearWhoIsThere, loadSession, openSession, session } from './session.ts';

const user = (id: string) => ({ id, username: id, name: id });
const answer = (id: string | null) =>
  new Response(JSON.stringify({ user: id === null ? null : user(id), programmes: [], ended: [], setupNeeded: false, now: '2026-11-29T12:00:00Z' }), { headers: { 'content-type': 'application/json' } });
/** The server answers one request after the other so; `away`: it is not reached. */
function answering(...answers: readonly (string | null)[]) {
  const left = [...answers];
  return vi.spyOn(globalThis, 'fetch').mockImplementation(() => {
    const next = left.shift() ?? null;
    return next === 'away' ? Promise.reject(new TypeError('Failed to fetch')) : Promise.resolve(answer(next));
  });
}
afterEach(() => {
  vi.restoreAllMocks();
  session.user = undefined;
  actAs(null);
});

test('is taken from what was heard, without asking again', async () => {
  const asked = answering('nilda');
  hearWhoIsThere();
  await openSession();
  expect([session.user?.id, asked.mock.calls.length]).toEqual(['nilda', 1]);
});

test('is asked again where nothing could be heard', async () => {
  answering('away', 'nilda');
  hearWhoIsThere();
  await expect(openSession()).rejects.toMatchObject({ code: 'offline' });
  await openSession();
  expect(session.user?.id).toBe('nilda');
});

test('is not what was heard before somebody signed in', async () => {
  answering(null, 'wilma');
  hearWhoIsThere();
  await loadSession();
  expect(session.user?.id).toBe('wilma');
});

test('is not what was heard of somebody else than whose window this is', async () => {
  const asked = answering('wilma', 'nilda');
  hearWhoIsThere();
  actAs('nilda');
  await openSession();
  expect([session.user?.id, asked.mock.calls.length]).toEqual(['nilda', 2]);
});
