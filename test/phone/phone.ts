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
import { writtenByVersion, type OldEntry } from './old-store.ts';

/** What may happen to a request. */
export const FAULTS = ['none', 'not sent', 'answer lost', 'half taken', 'sent twice', 'killed after', 'killed before', 'portal', 'too much', 'restart'] as const;
export type Fault = (typeof FAULTS)[number];

/** Somebody whom an earlier version had read; what the server says takes their place. */
const PERSON = { surnames: 'Quispe' };

/** The browser is killed here: nothing after it runs. */
class Killed extends Error {}

export class Phone {
  readonly owner: Owner & { readonly userName: string };
  /** Entries that were turned away by themselves, with their request: what follows goes before them. */
  readonly refusedWhole = new Set<string>();
  /** Whether files may go over the connection there is. */
  mayPhotosGo = true;
  private readonly memory: IDBFactory;
  private readonly who: Actor;
  private readonly restart: () => Promise<void>;
  private readonly base: string;
  private store: Store | null = null;
  private readonly vault = makeKey().then(vaultOf);
  private clock = Date.parse('2020-10-20T12:00:00Z');

  /** `restart` ends the server in the middle of a request and starts it again. */
  constructor(who: Actor, base: string, owner: Owner & { readonly userName: string }, restart: () => Promise<void> = () => Promise.resolve()) {
    this.memory = new IDBFactory();
    this.who = who;
    this.base = base;
    this.owner = owner;
    this.restart = restart;
  }

  /** Begins with what an earlier version of Digna left here. Before anything else. */
  async leftBy(version: 1 | 2 | 3, old: readonly OldEntry[]): Promise<void> {
    const row = version === 3 ? { sealed: await (await this.vault).seal(PERSON) } : { body: PERSON };
    // Nothing is waited for in between: another phone would put its own memory there.
    globalThis.indexedDB = this.memory;
    await writtenByVersion(version, this.owner, old, row);
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

  /** Somebody sets the clock of this phone, forward or back. */
  setClock(byMs: number): void {
    this.clock += byMs;
  }

  now(): Date {
    return new Date(this.clock);
  }

  /** Sends with one fault after the other, the last of them being that there is none. Answers what came of it. */
  async send(faults: readonly Fault[]): Promise<string> {
    return this.sendFrom(await this.opened(), faults);
  }

  /** The same from two tabs at once, where the browser knows no locks. */
  async sendFromTwoTabs(faults: readonly Fault[], faultsOfOther: readonly Fault[]): Promise<void> {
    await this.inTwoTabs((tab, at) => this.sendFrom(tab, at === 0 ? faults : faultsOfOther));
  }

  /** Two tabs bring the rows up to date at once. */
  async downloadInTwoTabs(limit: number): Promise<void> {
    await this.inTwoTabs((tab) => this.downloadInto(tab, 1000, limit));
  }

  private async inTwoTabs(work: (tab: Store, at: number) => Promise<unknown>): Promise<void> {
    const first = await this.opened();
    globalThis.indexedDB = this.memory;
    const other = await openStore();
    await Promise.all([work(first, 0), work(other, 1)]);
    other.close();
    // What the other has written is not in the memory of the first.
    this.close();
  }

  private async sendFrom(store: Store, faults: readonly Fault[]): Promise<string> {
    const left = [...faults];
    try {
      const { outcome } = await sendAll({ store, now: () => new Date(this.clock), post: (_programme, entries, door) => this.post(entries, door, left.shift() ?? 'none'), postPart: (file, offset, bytes) => this.postPart(file, offset, bytes, left.shift() ?? 'none'), maySendFiles: () => this.mayPhotosGo }, this.owner);
      return outcome;
    } catch (error) {
      if (!(error instanceof Killed)) throw error;
      store.close();
      if (this.store === store) this.store = null;
      return 'killed';
    }
  }

  private async post(entries: readonly DraftInput[], door: Door, fault: Fault): Promise<Posted> {
    if (fault === 'not sent' || fault === 'portal') return { outcome: 'failed' };
    if (fault === 'killed before') throw new Killed();
    if (fault === 'too much') {
      const [only, ...others] = entries;
      if (only !== undefined && others.length === 0) this.refusedWhole.add(only.id);
      return { outcome: 'too-much', code: 'bad-request' };
    }
    if (fault === 'half taken') {
      await this.append(entries.slice(0, Math.ceil(entries.length / 2)), door);
      return { outcome: 'failed' };
    }
    if (fault === 'sent twice') await this.append(entries, door);
    const restarted = fault === 'restart' ? this.restart() : null;
    const answers = await this.append(entries, door);
    await restarted;
    if (answers === null) return { outcome: 'failed' };
    if (fault === 'answer lost') return { outcome: 'failed' };
    if (fault === 'killed after') throw new Killed();
    return { outcome: 'answered', answers };
  }

  private async postPart({ sha256, fileName, purpose, bytes: { byteLength: size } }: KeptFile, offset: number, bytes: ArrayBuffer, fault: Fault): Promise<PostedPart> {
    if (fault === 'not sent' || fault === 'portal' || fault === 'too much') return { outcome: 'failed' };
    if (fault === 'killed before') throw new Killed();
    const query = new URLSearchParams({ purpose, offset: String(offset), size: String(size), fileName });
    const send = async (): Promise<PostedPart> => {
      const reply = await this.who.sendBytes(`${this.base}/files/${sha256}/part?${query.toString()}`, new Uint8Array(bytes)).catch(() => null);
      if (reply === null || reply.status >= 500) return { outcome: 'failed' };
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

  /** Null where the server is not to be had. */
  private async append(entries: readonly DraftInput[], door: Door): Promise<z.output<typeof appendEntries.answer>['answers'] | null> {
    const reply = await this.who.post(`${this.base}/entries?via=${door}`, { entries }).catch(() => null);
    if (reply === null || reply.status >= 500) return null;
    if (reply.status !== 200) throw new Error(reply.text);
    return appendEntries.answer.parse(reply.body).answers;
  }

  /** Brings the rows up to date; `cutAfter`: the connection breaks after so many pages. Answers whether it came to its end. */
  async download(cutAfter: number, limit: number): Promise<boolean> {
    return this.downloadInto(await this.opened(), cutAfter, limit);
  }

  private async downloadInto(store: Store, cutAfter: number, limit: number): Promise<boolean> {
    let pages = 0;
    class Cut extends Error {}
    const ask = async (query: { readonly cursor?: string; readonly after?: string }): Promise<RowsAnswer> => {
      if (pages >= cutAfter) throw new Cut();
      pages += 1;
      const reply = await this.who.get(`${this.base}/phone/rows?${new URLSearchParams({ ...query, limit: String(limit) }).toString()}`).catch(() => null);
      if (reply === null || reply.status >= 500) throw new Cut();
      if (reply.status !== 200) throw new Error(`${reply.status} ${reply.text}`);
      return readRows.answer.parse(reply.body);
    };
    try {
      await downloadRows(store, this.owner, ask, { now: () => new Date(this.clock).toISOString(), vault: await this.vault });
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
