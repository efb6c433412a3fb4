/** Files over HTTP: what each purpose takes, who may, who may read them back. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { certifiedCourse, design, partner } from '../../test/cast/certificates.ts';
import { PARTNER_B, servedHouse, type Actor, type ServedHouse } from '../../test/cast/house.ts';
import { png } from '../../test/cast/pictures.ts';
import { FILE_PURPOSES, PURPOSE_NAMES } from './file-purposes.ts';

let served: ServedHouse;
let alicia: Actor;
beforeAll(async () => {
  served = await servedHouse();
  alicia = await served.as('alicia');
});
afterAll(() => served.close());

const upload = (who: Actor, bytes: Uint8Array, name = 'logo.png', purpose = 'certificate-image') =>
  who.upload(`${served.base}/files?purpose=${purpose}`, name, bytes);
const hashOf = (body: unknown): string => z.object({ sha256: z.string() }).parse(body).sha256;

test('every purpose has a name that a request may say', () => {
  expect([...PURPOSE_NAMES].sort()).toEqual(Object.keys(FILE_PURPOSES).sort());
});

describe('what is taken in', () => {
  test('a picture, known by its content and kept by its digest', async () => {
    const reply = await upload(alicia, png(30, 20), 'logo.exe');
    expect(reply.body).toMatchObject({ mediaType: 'image/png', pixels: { width: 30, height: 20 }, fileName: 'logo.exe' });
    expect((await upload(alicia, png(30, 20))).body).toMatchObject({ sha256: hashOf(reply.body) });
  });

  test('what it may not be: a drawing with a script, a bomb, another type, nothing, something else for another purpose', async () => {
    const tried = [
      await upload(alicia, new TextEncoder().encode('<svg onload="alert(1)"/>')),
      await upload(alicia, png(2, 2, { width: 50_000, height: 50_000 })),
      await upload(alicia, new TextEncoder().encode('%PDF-1.7 hola')),
      await upload(alicia, new Uint8Array()),
      await upload(alicia, png(3, 3), 'a.png', 'selfie'),
      await alicia.post(`${served.base}/files?purpose=certificate-image`, {}),
    ];
    expect(tried.map(({ status, body }) => [status, z.object({ code: z.string() }).parse(body).code])).toEqual([
      [400, 'file-svg'],
      [400, 'picture-too-big'],
      [400, 'file-type-refused'],
      [400, 'file-empty'],
      [400, 'bad-request'],
      [400, 'not-a-file'],
    ]);
    expect((await upload(alicia, new TextEncoder().encode('%PDF-1.7 hola'), 'acta.pdf', 'attendance-sheet')).status).toBe(200);
  });

  test('a logo of 30 MB is refused while it comes in, and the next request is served', async () => {
    const reply = await upload(alicia, Buffer.concat([png(2, 2), Buffer.alloc(30 * 1024 * 1024)]));
    expect([reply.status, reply.body]).toMatchObject([413, { code: 'file-too-large', details: { bytesMax: 2 * 1024 * 1024 } }]);
    expect((await upload(alicia, Buffer.concat([png(2, 2), Buffer.alloc(2 * 1024 * 1024)]))).body).toMatchObject({ code: 'file-too-large' });
    expect((await upload(alicia, png(4, 4))).status).toBe(200);
  });
});

test('a photograph is kept without what its camera wrote beside it', async () => {
  const plain = png(6, 5);
  const told = Buffer.concat([Buffer.from([0, 0, 0, 8]), Buffer.from('tEXtGPS 16.5'), Buffer.alloc(4)]);
  const sha256 = hashOf((await upload(alicia, Buffer.concat([plain.subarray(0, 33), told, plain.subarray(33)]), 'hoja.png', 'attendance-sheet')).body);
  expect(Buffer.from((await alicia.get(`${served.base}/files/${sha256}`)).bytes)).toEqual(plain);
  expect((await upload(alicia, plain.subarray(0, 60), 'hoja.png', 'attendance-sheet')).body).toMatchObject({ code: 'picture-broken' });
});

describe('who may', () => {
  test('upload: whoever may do what the file is for', async () => {
    const [teo, elena] = [await served.as('teo'), await served.as('elena')];
    expect((await upload(teo, png(5, 5))).status).toBe(403);
    expect((await upload(teo, png(5, 5), 'hoja.png', 'attendance-sheet')).status).toBe(200);
    expect((await upload(elena, png(5, 5), 'hoja.png', 'attendance-sheet')).status).toBe(403);
  });

  test('read: whoever uploaded it, and whoever sees an entry that carries it', async () => {
    const [pilar, berta] = [await served.as('pilar'), await served.as('berta')];
    const sha256 = hashOf((await upload(pilar, png(9, 9))).body);
    const read = (who: Actor) => who.get(`${served.base}/files/${sha256}`);
    expect([(await read(pilar)).status, (await read(alicia)).status, (await read(berta)).status]).toEqual([200, 404, 404]);
    const { entries, course } = certifiedCourse('LOGOS');
    const carried = design(course.id, { logos: [{ sha256, name: 'Centro Andino' }] }, { attachments: [sha256] });
    const answered = await alicia.post(`${served.base}/entries`, { entries: [partner(), partner(PARTNER_B, 'Otro'), ...entries] });
    expect(answered.text).not.toContain('refused');
    expect((await pilar.post(`${served.base}/entries`, { entries: [carried] })).body).toMatchObject({ answers: [{ answer: 'accepted' }] });
    expect([(await read(alicia)).status, (await read(berta)).status]).toEqual([200, 404]);
    expect(Buffer.from((await read(alicia)).bytes)).toEqual(png(9, 9));
  });
});
