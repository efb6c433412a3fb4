/** Two windows on one store at once, where the browser knows no locks; and writes that break off. */
import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import type { DraftInput } from '../../src/ledger/entry.ts';
import { openStore } from '../../src/web/offline/database.ts';
import { entriesOf, keepEntries, replaceEntries, takeAnswers, type ToKeep } from '../../src/web/offline/outbox.ts';
import { downloadRows, rowsHere, type RowsAnswer } from '../../src/web/offline/rows.ts';
import { sendAll, type Post } from '../../src/web/offline/sender.ts';
import { whileBreaking } from './breaking-writes.ts';

const OWNER = { programmeId: 'p', userId: 'u', userName: 'Nilda' };
const NOON = '2026-11-20T12:00:00Z';
const ID = idOf(1);

function idOf(n: number): string {
  return `0190a000-0000-7000-8000-${String(n).padStart(12, '0')}`;
}

function toKeep(n: number): ToKeep {
  const draft: DraftInput & { id: string } = { id: idOf(n), kind: 'events.attendance-recorded', schemaVersion: 1, occurredOn: '2026-11-20', payload: {}, rootId: null, supersedes: [] };
  return { draft, about: 'Asistencia', shadows: [{ collection: 'stay', id: draft.id, body: {} }] };
}

function gate(): { readonly passed: Promise<void>; open(): void } {
  let open = (): void => undefined;
  const passed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { passed, open: () => open() };
}

test('what stands later does not arrive before what another window has on its way', async () => {
  const store = await openStore('order');
  await keepEntries(store, OWNER, Array.from({ length: 120 }, (_, at) => toKeep(at)), NOON);
  const arrived: string[] = [];
  /** Sends; each request is waited for before the server hears of it. */
  const window = (wait: (request: number) => Promise<void>): Promise<unknown> => {
    let request = 0;
    const post: Post = async (_programme, entries) => {
      request += 1;
      await wait(request);
      const ids = entries.flatMap(({ id }) => id ?? []);
      const answers = ids.map((id) => (arrived.includes(id) ? ({ id, answer: 'already-had', position: 1 } as const) : ({ id, answer: 'accepted', position: 1, conflicts: [] } as const)));
      arrived.push(...ids.filter((id) => !arrived.includes(id)));
      return { outcome: 'answered', answers };
    };
    return sendAll({ store, post, postPart: () => Promise.reject(new Error('There is no file.')), maySendFiles: () => true, now: () => new Date(NOON) }, OWNER);
  };
  const [firstOut, otherOut, secondOut, otherDone] = [gate(), gate(), gate(), gate()];
  // Both have the first fifty on their way; the first window gets its answer, and waits long for that to the next fifty.
  const one = window(async (request) => {
    if (request === 1) firstOut.open();
    if (request === 2) secondOut.open();
    await (request === 1 ? otherOut.passed : otherDone.passed);
  });
  await firstOut.passed;
  await window(async (request) => {
    if (request > 1) return;
    otherOut.open();
    await secondOut.passed;
  });
  otherDone.open();
  await one;
  expect(arrived).toEqual(Array.from({ length: 120 }, (_, at) => idOf(at)));
  expect((await entriesOf(store, OWNER, ['sent'])).length).toBe(120);
  store.close();
});

test('a late refusal or repetition does not take back that the server has it', async () => {
  const store = await openStore('late');
  await keepEntries(store, OWNER, [toKeep(1)], NOON);
  await takeAnswers(store, [{ id: ID, answer: 'accepted', position: 7, conflicts: ['sex'] }], NOON);
  await takeAnswers(store, [{ id: ID, answer: 'already-had', position: 7 }], NOON);
  await takeAnswers(store, [{ id: ID, answer: 'refused', code: 'unknown-person', field: null }], NOON);
  expect((await entriesOf(store, OWNER, ['sent'])).map(({ position, conflicts, hadAlready }) => [position, conflicts, hadAlready])).toEqual([[7, ['sex'], false]]);
  store.close();
});

test('rows that another window brought meanwhile are not overwritten with older ones', async () => {
  const store = await openStore('older');
  const person = (name: string): RowsAnswer['rows'][number] => ({ collection: 'person', id: ID, body: { name } });
  const taking = { now: () => NOON, vault: null };
  const first: RowsAnswer = { whole: true, rows: [person('Ana')], position: 1, after: null, cursor: 'one' };
  const later: RowsAnswer[] = [{ ...first, rows: [], position: 2, cursor: 'two' }, { whole: false, rows: [], position: 2, after: null, cursor: 'two' }];
  // While the answer to the first window is on its way, the second hears that the person is no more.
  let slowAsked = 0;
  await downloadRows(store, OWNER, async () => {
    slowAsked += 1;
    if (slowAsked > 1) return { whole: false, rows: [], position: 2, after: null, cursor: 'two' };
    await downloadRows(store, OWNER, async () => later.shift() ?? first, taking);
    return first;
  }, taking);
  expect([slowAsked, await rowsHere(store, OWNER, 'person', null)]).toEqual([2, []]);
  store.close();
});

test.each([['full', 'QuotaExceededError'], ['closed', 'AbortError'], ['uncloneable', 'DataCloneError']] as const)('what breaks off while it is kept (%s) is kept not at all, and says so', async (how, name) => {
  const store = await openStore(`breaks ${how}`);
  await keepEntries(store, OWNER, [toKeep(1)], NOON);
  const [before] = await entriesOf(store, OWNER, ['kept']);
  for (const after of [0, 1, 2, 3]) expect(await whileBreaking(store, after, how, () => keepEntries(store, OWNER, [toKeep(2), toKeep(3)], NOON))).toBe(name);
  for (const after of [0, 1, 3]) expect(await whileBreaking(store, after, how, () => replaceEntries(store, OWNER, { replaced: [before?.order ?? 0], added: [toKeep(2), toKeep(3)] }, NOON))).toBe(name);
  expect([(await entriesOf(store, OWNER, ['kept'])).map(({ id }) => id), await store.count('shadows')]).toEqual([[ID], 1]);
  store.close();
});
