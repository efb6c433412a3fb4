import { afterEach, expect, test, vi } from 'vitest';
import { draftSchema } from '../ledger/entry.ts';
import { append, newDraft, uuidV7 } from './drafts.ts';
import { Problem } from './problem.ts';
import { toasts } from './toasts.ts';

const PROGRAMME = '11111111-1111-4111-8111-111111111111';

afterEach(() => vi.unstubAllGlobals());

function serverAnswers(status: number, body: unknown): ReturnType<typeof vi.fn> {
  const fetch = vi.fn(() => Promise.resolve(new Response(JSON.stringify(body), { status })));
  vi.stubGlobal('fetch', fetch);
  return fetch;
}

test('a draft is one the ledger would read, with a salt of its own for every private part', () => {
  const name = { givenNames: 'Wara', surnames: 'Condori' };
  const draft = newDraft(
    'registry.person-registered',
    '2026-11-23',
    { sex: null },
    { private: { name, note: 'por teléfono' } },
  );
  expect(draftSchema.safeParse(draft).success).toBe(true);
  expect(draft.private?.['name']?.salt).toMatch(/^[0-9a-f]{64}$/);
  expect(draft.private?.['name']?.salt).not.toBe(draft.private?.['note']?.salt);
});

test('ids sort by the moment they were made and carry version 7', () => {
  const [early, late] = [uuidV7(1_700_000_000_000), uuidV7(1_700_000_000_001)];
  expect(early < late).toBe(true);
  expect(early).toMatch(/^018bcfe5-6800-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test('a correction names its root and the versions seen', () => {
  const root = uuidV7();
  const draft = newDraft('events.process-opened', '2026-11-23', {}, { rootId: root, supersedes: [root] });
  expect(draft).toMatchObject({ rootId: root, supersedes: [root], batchId: null });
});

test('a refusal comes back in words, beside what was accepted', async () => {
  const drafts = [newDraft('a.b', '2026-11-23', {}), newDraft('a.b', '2026-11-23', {})];
  const fetch = serverAnswers(200, {
    answers: [
      { id: drafts[0]?.id, answer: 'accepted', position: 1, conflicts: [] },
      { id: drafts[1]?.id, answer: 'refused', code: 'wrong-root', field: null },
    ],
  });
  const { refusals } = await append(PROGRAMME, drafts);
  expect(fetch.mock.calls[0]?.[0]).toBe(`/api/programmes/${PROGRAMME}/entries`);
  expect(refusals).toHaveLength(1);
  expect(refusals[0]?.sentence).toContain('versiones de otro registro');
});

test('a conflict is told with the way to its decision, and so is what waits', async () => {
  const root = uuidV7();
  const drafts = [newDraft('a.b', '2026-11-23', {}, { rootId: root, supersedes: [root] }), newDraft('a.b', '2026-11-23', {})];
  serverAnswers(200, {
    answers: [
      { id: drafts[0]?.id, answer: 'accepted', position: 1, conflicts: ['payload.sex'] },
      { id: drafts[1]?.id, answer: 'waiting', position: 2 },
    ],
  });
  const { conflicts, waiting } = await append(PROGRAMME, drafts);
  expect(conflicts).toEqual([{ rootId: root, fields: ['payload.sex'] }]);
  expect(waiting).toEqual([drafts[1]?.id]);
  expect(toasts).toMatchObject([
    { tone: 'bad', link: { to: { name: 'conflict', params: { id: root } } } },
    { tone: 'ok', link: null },
  ]);
  expect(toasts[0]?.text).toContain('otra persona cambió el mismo dato');
});

test('whoever corrects twice before the screen has followed corrects their own correction, and contradicts nobody', async () => {
  const root = uuidV7();
  const seenOnScreen = { rootId: root, supersedes: [root] };
  const [first, refused, second] = [0, 1, 2].map(() => newDraft('a.b', '2026-11-23', {}, seenOnScreen));
  const sent: unknown[] = [];
  // The first goes out once more at the end, as where another beside it was refused: it is what it was.
  for (const [draft, answer] of [[first, 'accepted'], [refused, 'refused'], [second, 'accepted'], [first, 'accepted']] as const) {
    if (draft === undefined) throw new Error('There are three.');
    const fetch = serverAnswers(200, { answers: [{ id: draft.id, answer, position: 1, conflicts: [], code: 'wrong-root', field: null }] });
    await append(PROGRAMME, [draft]);
    sent.push(JSON.parse(String(fetch.mock.calls[0]?.[1]?.body)).entries[0].supersedes);
  }
  expect(sent).toEqual([[root], [first?.id], [first?.id], [root]]);
});

test('a request that fails is thrown with the code and the number of the server', async () => {
  serverAnswers(503, { code: 'database-away', message: 'x', details: null, requestId: 'r-1' });
  const thrown = await append(PROGRAMME, [newDraft('a.b', '2026-11-23', {})]).catch((error: unknown) => error);
  expect(thrown).toBeInstanceOf(Problem);
  expect(thrown).toMatchObject({ code: 'database-away', status: 503, requestId: 'r-1' });
});

test('a server that is not reached is a problem of its own', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
  await expect(
    append(PROGRAMME, [newDraft('a.b', '2026-11-23', {})]),
  ).rejects.toMatchObject({ code: 'offline', status: 0 });
});
