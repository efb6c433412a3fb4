/** What a window remembers of its rows is what it would read anew, after whatever was written, sent, answered and brought. */
import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openStore, type Owner, type Store } from '../../src/web/offline/database.ts';
import { forgetBodies } from '../../src/web/offline/memory.ts';
import { deleteEntry, entriesOf, keepEntries, markKept, markSending, replaceEntries, retryEntry, takeAnswers, type Answered, type ToKeep } from '../../src/web/offline/outbox.ts';
import { downloadRows, rowsHere, type RowsAnswer } from '../../src/web/offline/rows.ts';

const OWNER: Owner & { userName: string } = { programmeId: '0198a000-0000-7000-8000-000000000001', userId: 'nilda', userName: 'Nilda' };
const NOON = '2026-11-29T12:00:00Z';
const COLLECTIONS = ['person', 'stay'] as const;
const idOf = (number: number): string => `0198a000-0000-7000-8000-${String(number).padStart(12, '0')}`;

const step = fc.record({
  what: fc.constantFrom('keep', 'take away', 'send', 'put back', 'accept', 'refuse', 'retry', 'replace', 'delete', 'bring', 'look'),
  collection: fc.constantFrom(...COLLECTIONS),
  number: fc.nat(4),
  which: fc.nat(3),
});
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

test('memory says what the store says', async () => {
  let runs = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
      runs += 1;
      const store = await openStore(`memory ${runs}`);
      let made = 100;
      let position = 1;
      const bring = async (rows: RowsAnswer['rows'], whole: boolean): Promise<void> => {
        await downloadRows(store, OWNER, async () => ({ whole, rows, position, after: null, cursor: `c${position}` }), { now: () => NOON, vault: null });
      };
      await bring([0, 1, 2].map((number) => ({ collection: 'person', id: idOf(number), body: { name: `n${number}` } })), true);
      for (const one of steps) {
        made += 1;
        position += 1;
        await act(store, one, { made, position, bring });
        if (one.what === 'look') await looksAlike(store);
      }
      await looksAlike(store);
      store.close();
    }),
    { numRuns: 120 },
  );
}, 120_000);

interface Place {
  readonly made: number;
  readonly position: number;
  readonly bring: (rows: RowsAnswer['rows'], whole: boolean) => Promise<void>;
}

async function act(store: Store, { what, collection, number, which }: Step, { made, position, bring }: Place): Promise<void> {
  const all = await entriesOf(store, OWNER, ['kept', 'sending', 'refused', 'sent']);
  const entry = all[which];
  const toKeep = (body: unknown): ToKeep => ({
    draft: { id: idOf(made), kind: 'test', schemaVersion: 1, occurredOn: '2026-11-29', payload: {}, private: {}, rootId: null, supersedes: [], batchId: null, occurredAt: null, attachments: [] },
    about: '', shadows: [{ collection, id: idOf(number), body }],
  });
  const answer = async (answered: Answered | null): Promise<void> => takeAnswers(store, answered === null ? [] : [answered], NOON);
  switch (what) {
    case 'keep':
      return keepEntries(store, OWNER, [toKeep({ name: `m${made}` })], NOON);
    case 'take away':
      return keepEntries(store, OWNER, [toKeep(null)], NOON);
    case 'send':
      await markSending(store, entry?.state === 'kept' ? [entry.order] : []);
      return;
    case 'put back':
      return markKept(store, all.map(({ order }) => order));
    case 'accept':
      return answer(entry === undefined ? null : { id: entry.id, answer: 'accepted', position, conflicts: [] });
    case 'refuse':
      return answer(entry === undefined ? null : { id: entry.id, answer: 'refused', code: 'unknown-person', field: null });
    case 'retry':
      return entry === undefined ? undefined : retryEntry(store, entry.order);
    case 'replace':
      await replaceEntries(store, OWNER, { replaced: entry === undefined ? [] : [entry.order], added: [toKeep({ name: `r${made}` })] }, NOON);
      return;
    case 'delete':
      if (entry !== undefined) await deleteEntry(store, entry.order);
      return;
    case 'bring':
      return bring([{ collection, id: idOf(number), body: which === 0 ? null : { name: `b${made}` } }], which === 3);
    case 'look':
  }
}

async function looksAlike(store: Store): Promise<void> {
  const remembered = await everything(store);
  forgetBodies(store);
  expect(remembered).toEqual(await everything(store));
}

/** Rows are in no order of their own. */
const everything = (store: Store) =>
  Promise.all(COLLECTIONS.map(async (collection) => (await rowsHere(store, OWNER, collection, null)).toSorted((one, other) => (one.id < other.id ? -1 : 1))));
