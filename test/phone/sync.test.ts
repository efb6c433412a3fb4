/** Whatever happens to the connection and the browser, every entry arrives once and in order, and the rows come to be the server's. */
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { attendance, draft, organisation, person, process, registration, session, withdrawal } from '../cast/drafts.ts';
import { noisyPng } from '../cast/pictures.ts';
import { PARTNER_A, servedHouse, type Actor, type ServedHouse } from '../cast/house.ts';
import type { Draft } from '../../src/ledger/entry.ts';
import { attendanceSheetKept } from '../../src/capabilities/events/attendance-sheet-entries.ts';
import { entriesOf, retryEntry, unsentFiles, unsentOfAll, type FileToKeep, type ToKeep } from '../../src/web/offline/outbox.ts';
import { inProgramme } from '../../src/platform/database/programme-transaction.ts';
import { FAULTS, Phone } from './phone.ts';

const partner = { ...organisation('Centro Andino', 'implementing-partner'), id: PARTNER_A };
const course = process('A', { partnerId: PARTNER_A });
const sessions = [session(course.id, 1), session(course.id, 2)];
const people = ['Quispe, Ana', 'Rojas, Carla', 'Mamani, Delia', 'Choque, Elio'].map((name) => person(name));

let served: ServedHouse;
let teo: Actor;

beforeAll(async () => {
  served = await servedHouse();
  const alicia = await served.as('alicia');
  teo = await served.as('teo');
  const reply = await alicia.post(`${served.base}/entries`, { entries: [partner, course, ...sessions, ...people, ...people.map(({ id }) => registration(course.id, id))] });
  expect(reply.text).not.toContain('refused');
});
afterAll(() => served.close());

function stayOf(draft: Draft): ToKeep {
  const { sessionId, personId, durationMinutes } = draft.payload;
  return { draft, about: 'Asistencia', shadows: [{ collection: 'stay', id: draft.id, body: { sessionId, personId, minutes: durationMinutes } }] };
}

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** A picture that no browser made: noise, so that nothing makes it smaller. */
function photoOf(seed: number): ToKeep {
  const bytes = noisyPng(200, 200, seed);
  const sha256 = hashOf(bytes);
  return {
    draft: draft(attendanceSheetKept.kind, { processId: course.id, sessionId: sessions[0]?.id ?? '', fileSha256: sha256, page: 1 }, { attachments: [sha256] }),
    about: 'Foto',
    shadows: [],
    files: [{ sha256, purpose: 'attendance-sheet', fileName: 'hoja.png', mediaType: 'image/png', bytes: new Uint8Array(bytes).buffer }],
  };
}

function attend(who: number, where: number, minutes = 60): ToKeep {
  return stayOf(attendance({ processId: course.id, sessionId: sessions[where]?.id ?? '', personId: people[who]?.id ?? '' }, minutes));
}

/** Ids of entries in the ledger, in order, that are among these. */
async function arrived(ids: readonly string[]): Promise<string[]> {
  return inProgramme(served.database.app, served.programme.id, async (client) => {
    const { rows } = await client.query<{ id: string }>('select id from entry where programme_id = $1 and id = any($2) order by position', [served.programme.id, ids]);
    return rows.map(({ id }) => id);
  });
}

function phoneOf(who: Actor, name: string): Phone {
  return new Phone(who, served.base, { programmeId: served.programme.id, userId: name, userName: name });
}

const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('keep' as const), marks: fc.array(fc.record({ who: fc.nat(3), where: fc.nat(1) }), { minLength: 1, maxLength: 4 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('withdraw' as const), back: fc.nat(5) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('bad' as const) }) },
  // Of some kilobytes, so that it goes in several parts.
  { weight: 1, arbitrary: fc.record({ do: fc.constant('photo' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('network' as const), mayPhotosGo: fc.boolean() }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('send' as const), faults: fc.array(fc.constantFrom(...FAULTS), { minLength: 1, maxLength: 4 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('download' as const), cutAfter: fc.nat(6) }) },
);

test('nothing is lost or doubled, and the rows come to be the server’s', async () => {
  let sent = 0;
  // Each a picture of its own: the server refuses the same page of a session twice.
  let pictures = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 14 }), async (steps) => {
      const phone = phoneOf(teo, 'teo');
      const good: string[] = [];
      const bad: string[] = [];
      const made: Draft[] = [];
      const photos: FileToKeep[] = [];
      const withPhoto = new Set<string>();
      for (const one of steps) {
        if (one.do === 'keep') {
          const marks = one.marks.map(({ who, where }) => attend(who, where));
          await phone.keep(...marks);
          made.push(...marks.map(({ draft }) => draft as Draft));
          good.push(...marks.map(({ draft }) => draft.id));
        } else if (one.do === 'withdraw') {
          const [draft] = made.splice(Math.max(0, made.length - 1 - one.back), 1);
          if (draft === undefined) continue;
          const away = withdrawal(draft);
          await phone.keep({ draft: away, about: 'Quitada', shadows: [{ collection: 'stay', id: draft.id, body: null }] });
          good.push(away.id);
        } else if (one.do === 'bad') {
          const stranger = attendance({ processId: course.id, sessionId: sessions[0]?.id ?? '', personId: '0198a000-0000-7000-8000-0000000000ff' }, 30);
          await phone.keep(stayOf(stranger));
          bad.push(stranger.id);
        } else if (one.do === 'photo') {
          const photo = photoOf((pictures += 1));
          await phone.keep(photo);
          good.push(photo.draft.id);
          withPhoto.add(photo.draft.id);
          photos.push(...(photo.files ?? []));
        } else if (one.do === 'network') phone.mayPhotosGo = one.mayPhotosGo;
        else if (one.do === 'send') await phone.send(one.faults);
        else await phone.download(one.cutAfter, 3);
      }
      // Back in town: the connection holds.
      phone.mayPhotosGo = true;
      let outcome = await phone.send([]);
      for (let tries = 0; outcome !== 'done' && tries < 3; tries += 1) outcome = await phone.send([]);
      expect(outcome).toBe('done');
      const store = await phone.opened();
      // What was turned away as a whole may have arrived before, its answer lost: tried again, each learns how it is.
      const turnedAway = (await unsentOfAll(store)).filter(({ id, code }) => code === 'bad-request' && good.includes(id));
      for (const { order } of turnedAway) await retryEntry(store, order);
      expect(await phone.send([])).toBe('done');
      const late = new Set([...withPhoto, ...turnedAway.map(({ id }) => id)]);
      const left = await unsentOfAll(store);
      expect(left.filter(({ code }) => code !== 'bad-request').map(({ id, state }) => [id, state])).toEqual(bad.filter((id) => left.some((one) => one.id === id && one.code !== 'bad-request')).map((id) => [id, 'refused']));
      // No photo is left behind: each is with the server, or with an entry that is still here.
      const carried = left.flatMap(({ draft }) => draft.attachments ?? []);
      expect([...(await unsentFiles(store, phone.owner))].filter((sha256) => !carried.includes(sha256))).toEqual([]);
      for (const { sha256 } of photos.filter((one) => !carried.includes(one.sha256))) {
        const kept = await teo.get(`${served.base}/files/${sha256}`);
        expect(hashOf(new Uint8Array(kept.bytes))).toBe(sha256);
      }
      // What the server never saw together is tried again, as it is.
      expect(left.every(({ id }) => bad.includes(id) || good.includes(id))).toBe(true);
      const due = good.filter((id) => !left.some((one) => one.id === id));
      const there = await arrived(good);
      expect(new Set(there)).toEqual(new Set(due));
      // In the order in which it was written, but for photos that waited for a better connection and for what was turned away.
      expect(there.filter((id) => !late.has(id))).toEqual(due.filter((id) => !late.has(id)));
      expect(await phone.download(1000, 50)).toBe(true);
      const fresh = phoneOf(teo, 'teo');
      await fresh.download(1000, 2000);
      for (const collection of ['stay', 'session', 'process', 'roster', 'person', 'organisation']) {
        const theirs = await fresh.rows(collection);
        const own = await phone.opened().then(() => phone.rows(collection));
        const settled = [...own].filter(([, { state }]) => state === null);
        const marked = [...own].filter(([, { state }]) => state !== null);
        // What was refused is marked: attendance that never came to be, and what could not be taken out.
        const refused = left.map(({ id, draft }) => draft.rootId ?? id);
        expect(marked.map(([id]) => id).filter((id) => !refused.includes(id))).toEqual([]);
        expect(new Map([...settled, ...marked.flatMap(([id]) => { const row = theirs.get(id); return row === undefined ? [] : [[id, row] as const]; })])).toEqual(theirs);
      }
      sent += (await entriesOf(await phone.opened(), phone.owner, ['sent'])).length;
      phone.close();
      fresh.close();
    }),
    { numRuns: 40, endOnFailure: true },
  );
  expect(sent).toBeGreaterThan(100);
}, 300_000);
