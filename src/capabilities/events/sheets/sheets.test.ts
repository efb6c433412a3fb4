/** The signed sheet of a session as a photo: kept, read, corrected and taken out, over HTTP. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { attendance, correction, draft, organisation, person, process, secret, session, withdrawal } from '../../../../test/cast/drafts.ts';
import { PARTNER_A, servedHouse, type Actor, type ServedHouse } from '../../../../test/cast/house.ts';
import { indicator } from '../../../../test/cast/indicators.ts';
import { png } from '../../../../test/cast/pictures.ts';
import type { Draft } from '../../../ledger/entry.ts';
import { attendanceSheetKept } from '../attendance-sheet-entries.ts';
import { readSession } from '../contract.ts';

let served: ServedHouse;
let alicia: Actor;

const partner = { ...organisation('Centro Andino', 'implementing-partner'), id: PARTNER_A };
const course = process('HOJAS', { partnerId: PARTNER_A });
const first = session(course.id, 1);
const second = session(course.id, 2);
const other = process('OTRO');
const ana = person('Quispe, Ana', { sex: 'woman' });
const stay = attendance({ processId: course.id, sessionId: first.id, personId: ana.id, organisationId: partner.id }, 100);

beforeAll(async () => {
  served = await servedHouse();
  alicia = await served.as('alicia');
  expect((await send(alicia, partner, course, first, second, other, ana, stay, indicator('TRAINED'))).join()).not.toContain('refused');
});
afterAll(() => served.close());

/** A word for each answer: its code where it was refused. */
async function send(who: Actor, ...entries: Draft[]): Promise<string[]> {
  const { answers } = z
    .object({ answers: z.array(z.object({ answer: z.string(), code: z.string().optional() })) })
    .parse((await who.post(`${served.base}/entries`, { entries })).body);
  return answers.map(({ answer, code }) => code ?? answer);
}
async function uploaded(who: Actor, width: number, purpose = 'attendance-sheet'): Promise<string> {
  const reply = await who.upload(`${served.base}/files?purpose=${purpose}`, `hoja-${width}.png`, png(width, 8));
  return z.object({ sha256: z.string() }).parse(reply.body).sha256;
}
function sheet(fileSha256: string, payload: Record<string, unknown> = {}): Draft {
  return draft(
    attendanceSheetKept.kind,
    { processId: course.id, sessionId: first.id, fileSha256, page: 1, ...payload },
    { private: { note: secret('hoja de la tarde') }, attachments: [fileSha256] },
  );
}
async function sheetsOf(who: Actor, sessionId: string) {
  return readSession.answer.parse((await who.get(`${served.base}/sessions/${sessionId}`)).body).sheets;
}

test('a photo is kept by whoever takes attendance, and read by whoever reads it', async () => {
  const teo = await served.as('teo');
  const photo = await uploaded(teo, 20);
  expect((await alicia.get(`${served.base}/files/${photo}`)).status).toBe(404);
  expect(await send(teo, sheet(photo, { page: 2 }))).toEqual(['accepted']);
  expect(await sheetsOf(alicia, first.id)).toMatchObject([{ page: 2, note: 'hoja de la tarde', file: { sha256: photo, mediaType: 'image/png', fileName: 'hoja-20.png' } }]);
  expect(await sheetsOf(alicia, second.id)).toEqual([]);
  const statuses = await Promise.all(
    ['alicia', 'mario', 'teo', 'elena', 'berta', 'evo'].map(async (name) => (await (await served.as(name)).get(`${served.base}/files/${photo}`)).status),
  );
  // Berta trains for another partner; donor and evaluator read no attendance.
  expect(statuses).toEqual([200, 200, 200, 403, 404, 403]);
});

test('who may not take attendance keeps none, nor does another partner', async () => {
  const photo = await uploaded(alicia, 21);
  expect((await (await served.as('elena')).post(`${served.base}/entries`, { entries: [sheet(photo)] })).status).toBe(403);
  expect(await send(await served.as('berta'), sheet(photo))).toEqual(['outside-scope']);
});

test('a file counts once for a session, came in for this, and is of a session of its process', async () => {
  const photo = await uploaded(alicia, 22);
  const logo = await uploaded(alicia, 23, 'certificate-image');
  expect(await send(alicia, sheet(photo))).toEqual(['accepted']);
  expect(
    await send(
      alicia,
      sheet(photo, { page: 3 }),
      sheet(photo, { sessionId: second.id }),
      sheet(logo),
      { ...sheet(photo, { page: 4 }), attachments: [] },
      sheet(await uploaded(alicia, 24), { processId: other.id }),
      sheet('ab'.repeat(32)),
      sheet(photo, { page: 0 }),
    ),
  ).toEqual(['sheet-already-kept', 'accepted', 'unknown-attachment', 'unknown-attachment', 'session-of-another-process', 'unknown-attachment', 'bad-payload']);
});

test('its page is corrected, the note stays, and taken out it is no longer shown', async () => {
  const photo = await uploaded(alicia, 30);
  const kept = sheet(photo, { sessionId: second.id, page: 7 });
  expect(await send(alicia, kept)).toEqual(['accepted']);
  const corrected = { ...correction(kept, { ...kept.payload, page: 9 }), attachments: [photo] };
  expect(await send(alicia, corrected)).toEqual(['accepted']);
  expect((await sheetsOf(alicia, second.id)).find(({ id }) => id === kept.id)).toMatchObject({ page: 9, note: 'hoja de la tarde' });
  expect(await send(alicia, withdrawal(kept, corrected.id))).toEqual(['accepted']);
  expect((await sheetsOf(alicia, second.id)).some(({ id }) => id === kept.id)).toBe(false);
});

test('evidence of an attendance says that a sheet is kept, to whoever sees names', async () => {
  const evidence = async (who: string): Promise<unknown> => {
    const reply = await (await served.as(who)).get(`${served.base}/indicators/TRAINED/evidence?status=all`);
    return z.object({ items: z.array(z.object({ signedSheet: z.unknown() })) }).parse(reply.body).items.map(({ signedSheet }) => signedSheet);
  };
  expect(await evidence('alicia')).toContainEqual({ sessionId: first.id, pages: 2 });
  expect(await evidence('elena')).toEqual(expect.arrayContaining([null]));
  expect(JSON.stringify(await evidence('elena'))).not.toContain(first.id);
});

test('a picture is shown in the browser, whatever else is saved', async () => {
  const photo = await uploaded(alicia, 31);
  const shown = await fetchHeaders(`${served.base}/files/${photo}?ver=1`);
  expect([shown.get('content-disposition')?.slice(0, 6), shown.get('x-content-type-options')]).toEqual(['inline', 'nosniff']);
  expect((await fetchHeaders(`${served.base}/files/${photo}`)).get('content-disposition')).toMatch(/^attachment/);
});

async function fetchHeaders(path: string): Promise<Headers> {
  return (await alicia.get(path)).headers;
}
