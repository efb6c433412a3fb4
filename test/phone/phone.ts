/** A phone with a real store (in memory) and a real server behind a connection that may fail in every way it can. */
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { z } from 'zod';
import type { DraftInput } from '../../src/ledger/entry.ts';
import { appendEntries, uploadPart } from '../../src/ledger/contract.ts';
import { readRows } from '../../src/phone/contract.ts';
import { openStore, type KeptFile, type Owner, type Store } from '../../src/web/offline/database.ts';
import { keepEntries, type ToKeep } from '../../src/web/offline/outbox.ts';
import { downloadRows, rowsHere, type RowsAnswer } from '../../src/web/offline/rows.ts';
import { makeKey, vaultOf } from '../../src/web/people/vault.ts';
import { sendAll, type Door, type Posted, type PostedPart } from '../../src/web/offline/sender.ts';
import type { Actor } from '../cast/house.ts';

/** What may happen to a request. */
export const FAULTS = ['none', 'not sent', 'answer lost', 'half taken', 'sent twice', 'killed after', 'killed before', 'portal', 'too much'] as const;
export type Fault = (typeof FAULTS)[number];

/** The browser is killed here: nothing after it runs. */
class Killed extends Error {}

export class Phone {
  readonly owner: Owner & { readonly userName: string };
  /** Whether files may go over the connection there is. */
  mayPhotosGo = true;
  private readonly memory: IDBFactory;
  private readonly who: Actor;
  private readonly base: string;
  private store: Store | null = null;
  private readonly vault = makeKey().then(vaultOf);
  private clock = Date.parse('2020-10-20T12:00:00Z');

  constructor(who: Actor, base: string, owner: Owner & { readonly userName: string }) {
    this.memory = new IDBFactory();
    this.who = who;
    this.base = base;
    this.owner = owner;
  }

  /** The store, opened again where the browser was killed. */
  async opened(): Promise<Store> {
    globalThis.indexedDB = this.memory;
    this.store ??= await openStore();
    return this.store;
  }

  async keep(...entries: ToKeep[]): Promise<void> {
    this.clock += 60_000;
    await keepEntries(await this.opened(), this.owner, entries, new Date(this.clock).toISOString());
  }

  /** Sends with one fault after the other, the last of them being that there is none. Answers what came of it. */
  async send(faults: readonly Fault[]): Promise<string> {
    const left = [...faults];
    const store = await this.opened();
    try {
      const { outcome } = await sendAll({ store, now: () => new Date(this.clock), post: (_programme, entries, door) => this.post(entries, door, left.shift() ?? 'none'), postPart: (file, offset, bytes) => this.postPart(file, offset, bytes, left.shift() ?? 'none'), maySendFiles: () => this.mayPhotosGo }, this.owner);
      return outcome;
    } catch (error) {
      if (!(error instanceof Killed)) throw error;
      store.close();
      this.store = null;
      return 'killed';
    }
  }

  private async post(entries: readonly DraftInput[], door: Door, fault: Fault): Promise<Posted> {
    if (fault === 'not sent' || fault === 'portal') return { outcome: 'failed' };
    if (fault === 'killed before') throw new Killed();
    if (fault === 'too much') return { outcome: 'too-much', code: 'bad-request' };
    if (fault === 'half taken') {
      await this.append(entries.slice(0, Math.ceil(entries.length / 2)), door);
      return { outcome: 'failed' };
    }
    if (fault === 'sent twice') await this.append(entries, door);
    const answers = await this.append(entries, door);
    if (fault === 'answer lost') return { outcome: 'failed' };
    if (fault === 'killed after') throw new Killed();
    return { outcome: 'answered', answers };
  }

  private async postPart({ sha256, fileName, purpose, bytes: { byteLength: size } }: KeptFile, offset: number, bytes: ArrayBuffer, fault: Fault): Promise<PostedPart> {
    if (fault === 'not sent' || fault === 'portal' || fault === 'too much') return { outcome: 'failed' };
    if (fault === 'killed before') throw new Killed();
    const query = new URLSearchParams({ purpose, offset: String(offset), size: String(size), fileName });
    const send = async (): Promise<PostedPart> => {
      const reply = await this.who.sendBytes(`${this.base}/files/${sha256}/part?${query.toString()}`, new Uint8Array(bytes));
      if (reply.status !== 200) return { outcome: 'refused', code: z.object({ code: z.string() }).parse(reply.body).code };
      const { received, file } = uploadPart.answer.parse(reply.body);
      return { outcome: 'answered', received, sha256: file?.sha256 ?? null };
    };
    if (fault === 'sent twice') await send();
    const posted = await send();
    if (fault === 'answer lost' || fault === 'half taken') return { outcome: 'failed' };
    if (fault === 'killed after') throw new Killed();
    return posted;
  }

  private async append(entries: readonly DraftInput[], door: Door): Promise<z.output<typeof appendEntries.answer>['answers']> {
    const reply = await this.who.post(`${this.base}/entries?via=${door}`, { entries });
    if (reply.status !== 200) throw new Error(reply.text);
    return appendEntries.answer.parse(reply.body).answers;
  }

  /** Brings the rows up to date; `cutAfter`: the connection breaks after so many pages. Answers whether it came to its end. */
  async download(cutAfter: number, limit: number): Promise<boolean> {
    let pages = 0;
    class Cut extends Error {}
    const ask = async (query: { readonly cursor?: string; readonly after?: string }): Promise<RowsAnswer> => {
      if (pages >= cutAfter) throw new Cut();
      pages += 1;
      const reply = await this.who.get(`${this.base}/phone/rows?${new URLSearchParams({ ...query, limit: String(limit) }).toString()}`);
      return readRows.answer.parse(reply.body);
    };
    try {
      await downloadRows(await this.opened(), this.owner, ask, { now: () => new Date(this.clock).toISOString(), vault: await this.vault });
      return true;
    } catch (error) {
      if (!(error instanceof Cut)) throw error;
      return false;
    }
  }

  /** What a collection holds here, by id. */
  async rows(collection: string): Promise<Map<string, { body: unknown; state: string | null }>> {
    const rows = await rowsHere(await this.opened(), this.owner, collection, await this.vault);
    return new Map(rows.map(({ id, body, state }) => [id, { body, state }]));
  }

  close(): void {
    this.store?.close();
    this.store = null;
  }
}
