import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { useWriting, withdrawalOf } from './use-writing.ts';
import { effectScope } from 'vue';
import { session } from '../../web/session.ts';
import { toasts } from '../../web/toasts.ts';
import { useAsync } from '../../web/use-async.ts';

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

test('of a form that was closed meanwhile the page shows what went in, and a message says what did not', async () => {
  const page = effectScope();
  let asked = 0;
  page.run(() => useAsync(() => Promise.resolve((asked += 1))));
  const closed = () => {
    const form = effectScope();
    const writing = form.run(useWriting);
    if (writing === undefined) throw new Error('The scope ran.');
    const sent = writing.send('x', () => [withdrawalOf(ROOT, ROOT, 'x')]);
    form.stop();
    return sent;
  };
  vi.stubGlobal('fetch', vi.fn().mockImplementation(accepted));
  await closed();
  await vi.waitFor(() => expect(asked).toBe(2));
  vi.stubGlobal('fetch', vi.fn().mockRejectedValue(new TypeError('network')));
  await closed();
  expect([asked, toasts.map(({ tone }) => tone)]).toEqual([2, ['bad']]);
  page.stop();
});

test('a form that is still open tells its page itself', async () => {
  const page = effectScope();
  let asked = 0;
  page.run(() => useAsync(() => Promise.resolve((asked += 1))));
  const form = effectScope();
  vi.stubGlobal('fetch', vi.fn().mockImplementation(accepted));
  expect(await form.run(useWriting)?.send('x', () => [withdrawalOf(ROOT, ROOT, 'x')])).toHaveLength(1);
  expect(asked).toBe(1);
  form.stop();
  page.stop();
});
