import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { useWriting, withdrawalOf } from './use-writing.ts';
import { session } from '../../web/session.ts';

const PROGRAMME = '11111111-1111-4111-8111-111111111111';
const ROOT = '01900000-0000-7000-8000-00000000000a';

beforeEach(() => {
  session.programmeCode = 'p';
  session.programmes = [
    {
      id: PROGRAMME, code: 'p', name: 'P', role: 'coordinator' as const, permissions: [], demonstration: false,
      timeZone: 'America/La_Paz', home: 'home' as const, device: 'laptop' as const, scopeName: null, scopeId: null, linked: false, secondFactorNeeded: false,
    },
  ];
});
afterEach(() => vi.unstubAllGlobals());

function bodies(fetch: ReturnType<typeof vi.fn>): { entries: { id: string }[] }[] {
  return fetch.mock.calls.map(([, init]) => JSON.parse(init.body));
}
function accepted(): Promise<Response> {
  return Promise.resolve(new Response(JSON.stringify({ answers: [{ id: ROOT, answer: 'accepted', position: 1, conflicts: [] }] })));
}

test('a second try after a lost answer sends the same entry, so that nothing is written twice', async () => {
  const fetch = vi.fn().mockRejectedValueOnce(new TypeError('network')).mockImplementation(accepted);
  vi.stubGlobal('fetch', fetch);
  const writing = useWriting();
  const make = () => [withdrawalOf(ROOT, ROOT, 'error')];

  expect(await writing.send('same', make)).toBeNull();
  expect(writing.failure.value).not.toBeNull();
  expect(await writing.send('same', make)).toHaveLength(1);
  const [first, second] = bodies(fetch);
  expect(second?.entries[0]?.id).toBe(first?.entries[0]?.id);
  expect(writing.failure.value).toBeNull();
});

test('what was changed after a failure is sent as another entry', async () => {
  const fetch = vi.fn().mockRejectedValueOnce(new TypeError('network')).mockImplementation(accepted);
  vi.stubGlobal('fetch', fetch);
  const writing = useWriting();

  await writing.send('one', () => [withdrawalOf(ROOT, ROOT, 'uno')]);
  await writing.send('two', () => [withdrawalOf(ROOT, ROOT, 'dos')]);
  const [first, second] = bodies(fetch);
  expect(second?.entries[0]?.id).not.toBe(first?.entries[0]?.id);
});

test('a refusal is said in a sentence', async () => {
  const refusal = { answers: [{ id: ROOT, answer: 'refused', code: 'forbidden', field: null }] };
  vi.stubGlobal('fetch', () => Promise.resolve(new Response(JSON.stringify(refusal))));
  const writing = useWriting();

  expect(await writing.send('x', () => [withdrawalOf(ROOT, ROOT, 'x')])).toBeNull();
  expect(writing.failure.value).toMatch(/\w+ \w+/);
});
