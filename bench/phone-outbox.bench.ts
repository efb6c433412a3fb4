/**
 * A phone without a connection, six times slower than this machine, with ten thousand people and ten thousand entries that were never sent:
 * looking for somebody, opening them, and everything that waits. Needs the built server (`npm run build`).
 */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { EXAMPLE_PROGRAMME } from '../examples/bolivia-digna-y-productiva/programme.ts';
import { launch } from '../test/journeys/browser.ts';
import { runServer, type RunningServer } from '../test/journeys/running-server.ts';
import { row } from './bench-database.ts';
import { askAll, devtools, registerPeople, surnameOf, trainerAt, wholeRows } from './phone-people.ts';

const PEOPLE = 10_000;
const ENTRIES = 10_000;
const SLOWER = 6;
const TIMES = 7;

let server: RunningServer;
let browser: Browser;
beforeAll(async () => {
  server = await runServer();
  browser = await launch();
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});

/** Run in the page: attendance written here and never sent, of one person after the other, with its rows. */
const fill = (ids: { readonly people: readonly string[]; readonly sessions: readonly string[] }): string => `(async ({ people, sessions }, count) => {
  const store = await new Promise((resolve, reject) => { const asked = indexedDB.open('digna'); asked.onsuccess = () => resolve(asked.result); asked.onerror = () => reject(asked.error); });
  const done = (request) => new Promise((resolve, reject) => { request.onsuccess = () => resolve(request.result); request.onerror = () => reject(request.error); });
  const [{ space }] = await done(store.transaction('progress').objectStore('progress').getAll());
  const [programmeId, userId] = space.split(' ');
  const write = store.transaction(['entries', 'shadows'], 'readwrite');
  for (let at = 0; at < count; at += 1) {
    const [id, personId, sessionId] = [crypto.randomUUID(), people[at % people.length], sessions[at % sessions.length]];
    const draft = { id, kind: 'events.attendance-recorded', schemaVersion: 1, occurredOn: '2026-11-20', payload: { processId: sessionId, sessionId, personId, organisationId: null, durationMinutes: 60, department: null, municipality: null, sourceRow: null }, private: {}, rootId: null, supersedes: [], batchId: null, occurredAt: null, attachments: [] };
    const order = await done(write.objectStore('entries').add({ programmeId, userId, userName: 'Nilda', id, draft, about: 'Asistencia ' + at, keptAt: new Date().toISOString(), state: 'kept', code: null, field: null, position: null, sentAt: null, conflicts: [], hadAlready: false, attempts: 0 }));
    write.objectStore('shadows').put({ space, collection: 'stay', id, order, entryId: id, body: { id, processId: sessionId, sessionId, personId, organisationId: null, minutes: 60 } });
  }
  await new Promise((resolve, reject) => { write.oncomplete = resolve; write.onabort = () => reject(write.error); });
  store.close();
  return count;
})(${JSON.stringify(ids)}, ${ENTRIES})`;

/** Run in the page: does something and measures until a test of what is shown holds, milliseconds. */
const until = (act: string, holds: string): string => `(async () => {
  const started = performance.now();
  ${act};
  while (!(${holds})) {
    if (performance.now() - started > 20000) return -1;
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
  return performance.now() - started;
})()`;
const QUIET = `document.querySelector('[aria-busy=true], .skeleton') === null`;

const search = (page: Page, text: string): Promise<number> =>
  page.evaluate<number>(
    until(
      `const box = document.querySelector('.search-field input'); box.value = '${text}'; box.dispatchEvent(new Event('input', { bubbles: true }))`,
      `[...document.querySelectorAll('a.people-name')].length === 1 && document.querySelector('a.people-name').textContent.includes('${text}')`,
    ),
  );
const open = (page: Page, text: string): Promise<number> =>
  page.evaluate<number>(until(`document.querySelector('a.people-name').click()`, `document.querySelector('h1')?.textContent.includes('${text}') && ${QUIET}`));

const idsOf = (rows: Awaited<ReturnType<typeof askAll>>['rows'], of: string): string[] => rows.filter(({ collection }) => collection === of).map(({ id }) => id);

function told(what: string, samples: readonly number[]): void {
  const sorted = samples.toSorted((a, b) => a - b);
  row(what, `first ${(samples[0] ?? 0).toFixed(0)} ms`, `p50 ${(sorted[Math.floor(sorted.length / 2)] ?? 0).toFixed(0)} ms`, `slowest ${(sorted.at(-1) ?? 0).toFixed(0)} ms`);
}

test(`${ENTRIES} entries that were never sent`, async () => {
  const trainer = await trainerAt(browser, server);
  const { page } = trainer;
  await registerPeople(trainer, 0, PEOPLE);
  const home = `${server.url}/${EXAMPLE_PROGRAMME.code}`;
  await page.goto(`${server.url}/instalar`);
  await page.getByText('Ya se puede abrir sin conexión en este dispositivo.').waitFor({ timeout: 120_000 });
  await page.goto(`${home}/personas`);
  for (let rows = 0; rows < PEOPLE; rows = await wholeRows(page)) await page.waitForTimeout(500);
  const { rows } = await askAll(trainer);
  const ids = { people: idsOf(rows, 'person'), sessions: idsOf(rows, 'session') };
  await page.context().setOffline(true);
  await page.evaluate(fill(ids));
  await (await devtools(page)).send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  const started = performance.now();
  await page.goto(`${home}/personas`);
  await page.locator('a.people-name').first().waitFor({ timeout: 120_000 });
  row('the list of people, opened anew', `${(performance.now() - started).toFixed(0)} ms`);
  const [searches, opened]: [number[], number[]] = [[], []];
  for (let time = 0; time < TIMES; time += 1) {
    const text = surnameOf(1234 + time * 1111);
    searches.push(await search(page, text));
    opened.push(await open(page, text));
    await page.goBack();
    await page.locator('.search-field input').waitFor();
  }
  told('somebody is looked for by name (with the pause of typing)', searches);
  told('and opened', opened);
  const toSend = await page.evaluate<number>(until(`document.querySelector('.sync-chip').click()`, `document.querySelector('.kept-list li') !== null && ${QUIET}`));
  const shown = await page.evaluate<number>(`document.querySelectorAll('.kept-list li').length`);
  row('the page of what waits', `${toSend.toFixed(0)} ms`, `${shown} of ${ENTRIES} shown`);
  expect([...searches, ...opened].every((ms) => ms > 0)).toBe(true);
});
