/** Rows in blocks against a plain list of them: everything page by page, changes, and downloads of everything again that break off. */
import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openStore, type Owner, type Store } from '../../src/web/offline/database.ts';
import { forgetBodies } from '../../src/web/offline/memory.ts';
import { downloadRows, rowHere, rowsHere, type RowsAnswer } from '../../src/web/offline/rows.ts';
import { makeKey, vaultOf } from '../../src/web/people/vault.ts';

const OWNER: Owner = { programmeId: '0198a000-0000-7000-8000-000000000001', userId: 'nilda' };
const IDS = 500;
const idOf = (number: number): string => `0198a000-0000-7000-8000-${String(number).padStart(12, '0')}`;

/** What the server holds, by id; it answers as decision 14 says. */
class Rows {
  readonly now = new Map<string, string>();
  position = 0;
  private since = new Map<string, string | null>();

  change(id: string, name: string | null): void {
    this.position += 1;
    if (name === null) this.now.delete(id);
    else this.now.set(id, name);
    this.since.set(id, name);
  }

  changes(): RowsAnswer {
    const rows = [...this.since].map(([id, name]) => ({ collection: 'person', id, body: name === null ? null : { name } }));
    this.since = new Map();
    return { whole: false, rows, position: this.position, after: null, cursor: `c${this.position}` };
  }

  /** Pages of everything; what changes while they are read comes as changes after them. */
  pages(size: number): RowsAnswer[] {
    const all = [...this.now].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([id, name]) => ({ collection: 'person', id, body: { name } }));
    this.since = new Map();
    const count = Math.max(1, Math.ceil(all.length / size));
    const { position } = this;
    return Array.from({ length: count }, (_, at) => ({
      whole: true,
      rows: all.slice(at * size, (at + 1) * size),
      position,
      after: at < count - 1 ? `a${at}` : null,
      cursor: at < count - 1 ? null : `c${position}`,
    }));
  }
}

const changesOf = fc.array(fc.record({ id: fc.nat(IDS - 1), name: fc.option(fc.string({ maxLength: 5 })) }), { maxLength: 40 });
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ what: fc.constant('changes' as const), changes: changesOf }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('whole' as const), changes: changesOf, size: fc.integer({ min: 60, max: 300 }), breaksAfter: fc.option(fc.nat(2)) }) },
);
const history = fc.record({ first: fc.uniqueArray(fc.nat(IDS - 1), { minLength: 0, maxLength: IDS }), steps: fc.array(step, { maxLength: 6 }), isSealed: fc.boolean() });

test('a phone holds what the server does, whatever came how', async () => {
  let runs = 0;
  await fc.assert(
    fc.asyncProperty(history, async ({ first, steps, isSealed }) => {
      runs += 1;
      const store = await openStore(`blocks ${runs}`);
      const vault = isSealed ? vaultOf(await makeKey()) : null;
      const server = new Rows();
      const take = async (answers: readonly RowsAnswer[]): Promise<void> => {
        const left = [...answers];
        const ask = async (): Promise<RowsAnswer> => {
          const answer = left.shift();
          if (answer === undefined) throw new Error('the connection breaks');
          return answer;
        };
        await downloadRows(store, OWNER, ask, { now: () => '2026-11-29T12:00:00Z', vault }).catch((error: unknown) => {
          expect(error).toEqual(new Error('the connection breaks'));
        });
      };
      for (const number of first) server.change(idOf(number), `n${number}`);
      await take([...server.pages(200), server.changes()]);
      await holds(store, vault, server);
      for (const one of steps) {
        for (const { id, name } of one.changes) server.change(idOf(id), name);
        if (one.what === 'changes') await take([server.changes()]);
        else {
          const pages = server.pages(one.size);
          // Cut short, then from the beginning: the server could not go on where it was.
          if (one.breaksAfter !== null) await take(pages.slice(0, Math.min(one.breaksAfter, pages.length - 1)).map((page) => ({ ...page, position: page.position - 1 })));
          await take([...pages, server.changes()]);
        }
        await holds(store, vault, server);
      }
      const blocks = await store.getAll('blocks');
      // Nothing of an earlier download stays, and blocks tell their rows rightly.
      expect(new Set(blocks.map(({ edition }) => edition)).size).toBeLessThanOrEqual(1);
      expect(blocks.reduce((sum, { count }) => sum + count, 0)).toBe(server.now.size);
      store.close();
    }),
    { numRuns: 40 },
  );
}, 120_000);

async function holds(store: Store, vault: ReturnType<typeof vaultOf> | null, server: Rows): Promise<void> {
  forgetBodies(store);
  for (const number of [0, 1, 57, 250, 499]) {
    const body = (await rowHere(store, OWNER, 'person', idOf(number), vault))?.body;
    const name = server.now.get(idOf(number));
    expect(body).toEqual(name === undefined ? undefined : { name });
  }
  const here = new Map((await rowsHere(store, OWNER, 'person', vault)).map(({ id, body }) => [id, body]));
  expect(here).toEqual(new Map([...server.now].map(([id, name]) => [id, { name }])));
}

test('rows that the key of their person no longer opens are fetched again, and changes come in as before', async () => {
  const store = await openStore('another key');
  const server = new Rows();
  for (let number = 0; number < 250; number += 1) server.change(idOf(number), `n${number}`);
  const [lost, own] = [vaultOf(await makeKey()), vaultOf(await makeKey())];
  const bring = async (vault: typeof own): Promise<boolean[]> => {
    const whole: boolean[] = [];
    let left: RowsAnswer[] = [];
    const ask = async (query: { readonly cursor?: string; readonly after?: string }): Promise<RowsAnswer> => {
      if (query.after === undefined) left = query.cursor === undefined ? server.pages(100) : [server.changes()];
      const answer = left.shift();
      if (answer === undefined) throw new Error('There are no more pages.');
      whole.push(answer.whole);
      return answer;
    };
    await downloadRows(store, OWNER, ask, { now: () => '2026-11-30T12:00:00Z', vault });
    return whole;
  };
  await bring(lost);
  forgetBodies(store);
  server.change(idOf(7), 'otro');
  await expect(rowsHere(store, OWNER, 'person', own)).rejects.toThrow('sealed under another key');
  expect(await bring(own)).toEqual([false, true, true, true, false]);
  await holds(store, own, server);
  server.change(idOf(8), 'y otro');
  expect(await bring(own)).toEqual([false]);
  await holds(store, own, server);
});
