/** A trainer of the example with thousands of people on her phone: what benchmarks of phones begin with. */
import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core';
import { z } from 'zod';
import { EXAMPLE_PROGRAMME } from '../examples/bolivia-digna-y-productiva/programme.ts';
import { person } from '../test/cast/drafts.ts';
import { openWindow, PHONE, signIn } from '../test/journeys/browser.ts';
import type { RunningServer } from '../test/journeys/running-server.ts';

/** A connection of the country: 400 kbit/s, 300 ms until the first byte. */
export const SLOW = { offline: false, latency: 300, downloadThroughput: 50_000, uploadThroughput: 50_000 } as const;

/** The trainer at a browser, and as whoever asks the server by her session. */
export interface Trainer {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Address of the routes of her programme. */
  readonly api: string;
  readonly cookie: string;
}

export async function trainerAt(browser: Browser, server: RunningServer): Promise<Trainer> {
  const visitor = await openWindow(browser, server, { viewport: PHONE });
  await signIn(visitor, server, 'nilda', /\/hoy$/);
  const context = visitor.page.context();
  const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
  const answer: unknown = await (await fetch(`${server.url}/api/me`, { headers: { cookie } })).json();
  const { programmes } = z.object({ programmes: z.array(z.object({ id: z.string(), code: z.string() })) }).parse(answer);
  const programme = programmes.find(({ code }) => code === EXAMPLE_PROGRAMME.code);
  return { page: visitor.page, context, cookie, api: `${server.url}/api/programmes/${programme?.id ?? ''}` };
}

/** The surname of the person of a number, which is nobody else's: digits count for nothing in a search for names. */
export function surnameOf(number: number): string {
  return `Zutano${String(number).padStart(5, '0').replaceAll(/\d/g, (digit) => 'abcdefghij'.charAt(Number(digit)))}`;
}

/** Registers people as the trainer. */
export async function registerPeople({ api, cookie }: Pick<Trainer, 'api' | 'cookie'>, from: number, count: number): Promise<void> {
  for (let at = 0; at < count; at += 250) {
    const entries = Array.from({ length: Math.min(250, count - at) }, (_, n) => person(`${surnameOf(from + at + n)} Quispe, Ana`, { sex: 'woman', birthYear: 1980 }));
    const reply = await fetch(`${api}/entries`, { method: 'POST', headers: { cookie, 'content-type': 'application/json' }, body: JSON.stringify({ entries }) });
    const said = await reply.text();
    if (!reply.ok || said.includes('refused')) throw new Error(`People were not registered: ${said.slice(0, 300)}`);
  }
}

interface RowAnswered {
  readonly collection: string;
  readonly id: string;
}

/** What the phone rows answer to one question, with the bytes of the answer. */
export async function askRows({ api, cookie }: Pick<Trainer, 'api' | 'cookie'>, query: Record<string, string>): Promise<{ after: string | null; cursor: string | null; rows: readonly RowAnswered[]; bytes: number }> {
  const reply = await fetch(`${api}/phone/rows?${new URLSearchParams(query).toString()}`, { headers: { cookie } });
  const text = await reply.text();
  if (!reply.ok) throw new Error(`${reply.status} ${text.slice(0, 200)}`);
  const answer = z.object({ after: z.string().nullable(), cursor: z.string().nullable(), rows: z.array(z.object({ collection: z.string(), id: z.string() })) }).parse(JSON.parse(text));
  return { ...answer, bytes: Buffer.byteLength(text) };
}

/** All rows, page after page. */
export async function askAll(trainer: Pick<Trainer, 'api' | 'cookie'>): Promise<{ cursor: string; rows: readonly RowAnswered[]; bytes: number }> {
  const rows: RowAnswered[] = [];
  let bytes = 0;
  let after: string | null = null;
  for (;;) {
    const page = await askRows(trainer, after === null ? {} : { after });
    rows.push(...page.rows);
    bytes += page.bytes;
    if (page.cursor !== null) return { cursor: page.cursor, rows, bytes };
    after = page.after;
  }
}

export function devtools(page: Page): Promise<CDPSession> {
  return page.context().newCDPSession(page);
}

/** Run in the page: how many rows its phone holds once all have come, and null before. It never makes the database itself. */
const WHOLE = `(async () => {
  if (!(await indexedDB.databases()).some(({ name, version }) => name === 'digna' && version >= 4)) return null;
  const store = await new Promise((resolve, reject) => { const asked = indexedDB.open('digna'); asked.onsuccess = () => resolve(asked.result); asked.onerror = () => reject(asked.error); });
  try {
    const read = store.transaction(['progress', 'blocks']);
    const done = (request) => new Promise((resolve, reject) => { request.onsuccess = () => resolve(request.result); request.onerror = () => reject(request.error); });
    const [progress, blocks] = await Promise.all([done(read.objectStore('progress').getAll()), done(read.objectStore('blocks').getAll())]);
    return progress.some(({ syncedAt }) => syncedAt !== null) ? blocks.reduce((sum, { count }) => sum + count, 0) : null;
  } finally { store.close(); }
})()`;

/** Waits until the rows of the phone are whole. */
export async function wholeRows(page: Page): Promise<number> {
  for (;;) {
    const rows = await page.evaluate<number | null>(WHOLE).catch(() => null);
    if (rows !== null) return rows;
    await page.waitForTimeout(50);
  }
}
