import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { ageGroups, attendance, correction, draft, named, organisation, person, process, secret, session, withdrawal } from '../../test/cast/drafts.ts';
import { servedHouse, type Actor, type ServedHouse } from '../../test/cast/house.ts';
import { PROJECTION_TABLES, REBUILD } from '../app/catalogue.ts';
import type { Draft, DraftInput } from '../ledger/entry.ts';

let served: ServedHouse;
let alicia: Actor;

const rosa = person('Mamani Quispe, Rosa', { sex: 'woman', birthYear: 1992, department: '02', municipality: '020105' }, {
  private: {
    name: secret(named('Rosa', 'Mamani Quispe')),
    document: secret({ number: '4831027', complement: null, issuedIn: 'LP' }),
    contact: secret({ phones: [{ kind: 'mobile', number: '71234567' }, { kind: 'landline', number: '2 2456789' }], email: 'rosa@ejemplo.bo' }),
  },
});
const nunez = person('Núñez, José', { sex: 'man', birthYear: 1960, department: '03' });
const nandu = person('Ñandú, Ana', { sex: 'woman', ageBand: { fromYears: 18, toYears: 25, statedOn: '2021-05-01' } });
const quispe = person('Quizpe Apaza, Eva', { department: '02', municipality: '020101' });
const others = Array.from({ length: 12 }, (_, at) => person(`Zárate ${String.fromCodePoint(97 + at)}, Luz`, { sex: 'man' }));
const chamber = organisation('Cámara de Industrias', 'employers', { department: '02', sector: '94', exports: 'no' });
const roaster = organisation('Tostadora Illampu', 'enterprise', { department: '02', municipality: '020105', sector: '1079', taxNumber: '1023456' });
const formula = organisation('=Fórmula', 'ngo');

beforeAll(async () => {
  served = await servedHouse();
  alicia = await served.as('alicia');
  await write(rosa, nunez, nandu, quispe, ...others, chamber, roaster, formula, ageGroups([[16, 28], [29, 59], [60, null]]));
});
afterAll(() => served.close());

async function write(...entries: (Draft | DraftInput)[]): Promise<void> {
  const reply = await alicia.post(`${served.base}/entries`, { entries });
  const answers = z.object({ answers: z.array(z.object({ answer: z.string() })) }).parse(reply.body).answers;
  expect(answers.map(({ answer }) => answer)).toEqual(entries.map(() => 'accepted'));
}

const pageSchema = z.object({
  items: z.array(z.object({ id: z.string(), surnames: z.string().optional(), name: z.string().optional() }).loose()),
  total: z.number(),
  totalIsMore: z.boolean(),
  next: z.string().nullable(),
});

async function names(query: string, who: Actor = alicia): Promise<string[]> {
  const reply = await who.get(`${served.base}/people?${query}`);
  expect(reply.status, reply.text).toBe(200);
  return pageSchema.parse(reply.body).items.map(({ surnames = '' }) => surnames);
}

async function organisations(query: string): Promise<string[]> {
  const reply = await alicia.get(`${served.base}/organisations?${query}`);
  expect(reply.status, reply.text).toBe(200);
  return pageSchema.parse(reply.body).items.map(({ name = '' }) => name);
}

describe('people', () => {
  test('come in Spanish order, page by page, each once, either way', async () => {
    const walk = async (direction: string): Promise<string[]> => {
      const seen: string[] = [];
      for (let cursor = ''; ; ) {
        const reply = await alicia.get(`${served.base}/people?limit=3&direction=${direction}${cursor}`);
        const page = pageSchema.parse(reply.body);
        seen.push(...page.items.map(({ surnames = '' }) => surnames));
        if (page.next === null) return seen;
        cursor = `&cursor=${page.next}`;
      }
    };
    const up = await walk('up');
    expect(up.slice(0, 5)).toEqual(['Mamani Quispe', 'Núñez', 'Ñandú', 'Quizpe Apaza', 'Zárate a']);
    expect(new Set(up).size).toBe(16);
    expect(await walk('down')).toEqual(up.toReversed());
  });

  test('are found by words in any order, without accents, by how a word begins or sounds, and nearly', async () => {
    expect(await names('q=rosa mamani')).toEqual(['Mamani Quispe']);
    expect(await names('q=nunez')).toEqual(['Núñez']);
    expect(await names('q=mam')).toEqual(['Mamani Quispe']);
    expect(await names('q=quispe')).toEqual(['Mamani Quispe', 'Quizpe Apaza']);
    expect(await names('q=mamni')).toEqual(['Mamani Quispe']);
    expect(await names('q=rosa zarate')).toEqual([]);
    expect(await names('q=zarate luz&limit=5')).toHaveLength(5);
  });

  test('are found by how a document or telephone begins or ends, and by an address', async () => {
    for (const q of ['4831', '027', '4831027', '71234567', '4567', '%2B591 71234567', '22456789', 'rosa@ejemplo.bo', 'rosa 4831']) {
      expect(await names(`q=${q}`), q).toEqual(['Mamani Quispe']);
    }
    expect(await names('q=9999')).toEqual([]);
    expect(await names('q=eva 4831')).toEqual([]);
  });

  test('are narrowed by sex, place and age, and what is not known can be asked for', async () => {
    expect(await names('sex=woman')).toEqual(['Mamani Quispe', 'Ñandú']);
    expect(await names('sex=unknown')).toEqual(['Quizpe Apaza']);
    expect(await names('department=02')).toEqual(['Mamani Quispe', 'Quizpe Apaza']);
    expect(await names('municipality=020105')).toEqual(['Mamani Quispe']);
    // The clock says 2021: Rosa reaches 29, José 61, and Ñandú stated a band that is within 16 to 28.
    expect(await names('ageBand=16-28')).toEqual(['Ñandú']);
    expect(await names('ageBand=29-59')).toEqual(['Mamani Quispe']);
    expect(await names('ageBand=60-')).toEqual(['Núñez']);
    expect(await names('ageBand=unknown&sex=unknown')).toEqual(['Quizpe Apaza']);
    expect(await names('department=02&q=eva')).toEqual(['Quizpe Apaza']);
  });

  test('are put in order of birth or place by the server, with what follows on the next page', async () => {
    expect((await names('sort=born&direction=down&limit=3'))).toEqual(['Ñandú', 'Mamani Quispe', 'Núñez']);
    const first = pageSchema.parse((await alicia.get(`${served.base}/people?sort=place&direction=down&limit=2`)).body);
    expect(first.items.map(({ surnames }) => surnames)).toEqual(['Núñez', 'Mamani Quispe']);
    expect((await names(`sort=place&direction=down&limit=1&cursor=${first.next}`))).toEqual(['Quizpe Apaza']);
  });

  test('a cursor that is not ours, or a filter nobody has, is a bad request', async () => {
    expect((await alicia.get(`${served.base}/people?cursor=abc`)).status).toBe(400);
    const madeUp = Buffer.from(JSON.stringify(['mamani quispe rosa', rosa.id])).toString('base64url');
    expect((await alicia.get(`${served.base}/people?cursor=${madeUp}`)).status).toBe(400);
    for (const list of ['people', 'organisations']) {
      const { next } = pageSchema.parse((await alicia.get(`${served.base}/${list}?limit=1`)).body);
      expect((await alicia.get(`${served.base}/${list}?limit=1&cursor=${next}`)).status).toBe(200);
      // Of another order, or another list: a page that was asked for while the order was changed.
      for (const other of [`${list}?sort=place`, `${list}?sort=registered`, `${list}?direction=down`, list === 'people' ? 'organisations?' : 'people?']) {
        expect((await alicia.get(`${served.base}/${other}&cursor=${next}`)).status, other).toBe(400);
      }
    }
    expect((await alicia.get(`${served.base}/people?sex=girl`)).status).toBe(400);
  });
});

test('what happens to a record shows in the list at once: corrections, merges, separations, withdrawals, returns', async () => {
  const ana = person('Yujra, Ana');
  const anita = person('Yujra Flores, Anita', { sex: 'woman', birthYear: 1999 });
  await write(ana, anita);
  const merge = draft('registry.people-merged', { personIds: [ana.id, anita.id], score: null, explanation: [], chosen: { name: anita.id }, decidedBy: 'person' });
  await write(merge);
  expect(await names('q=ana yujra')).toEqual(['Yujra Flores']);
  expect(await names('q=anita yujra&sex=woman&ageBand=16-28')).toEqual(['Yujra Flores']);
  await write(withdrawal(merge));
  expect(await names('q=yujra')).toEqual(['Yujra', 'Yujra Flores']);
  await write(withdrawal(ana));
  expect(await names('q=yujra')).toEqual(['Yujra Flores']);
  const leaf = await leafOf(ana.id);
  await write({ ...correction(ana, {}, [leaf]), private: { name: secret(named('Ana', 'Yanarico')) } });
  expect(await names('q=yanarico')).toEqual(['Yanarico']);
  expect(await names('q=ana yujra')).toEqual([]);
});

test('of records that were joined the last withdrawn takes the line with it, whichever it is', async () => {
  const people = [person('Zzyx, Uno'), person('Zzyx, Dos')];
  const firms = [organisation('Zzyx Uno', 'enterprise'), organisation('Zzyx Dos', 'enterprise')];
  await write(...people, ...firms);
  await write(
    draft('registry.people-merged', { personIds: people.map(({ id }) => id), score: null, explanation: [], chosen: {}, decidedBy: 'person' }),
    draft('registry.organisations-merged', { organisationIds: firms.map(({ id }) => id), score: null, explanation: [], chosen: {} }),
  );
  expect([(await names('q=zzyx')).length, (await organisations('q=zzyx')).length]).toEqual([1, 1]);
  // In order of id: the first gives the line its id.
  for (const one of [people, firms].map((both) => both.toSorted((a, b) => (a.id < b.id ? -1 : 1)))) for (const record of one) await write(withdrawal(record));
  expect([await names('q=zzyx'), await organisations('q=zzyx')]).toEqual([[], []]);
});

async function leafOf(id: string): Promise<string> {
  const reply = await alicia.get(`${served.base}/entries/${id}`);
  return z.object({ leafId: z.string() }).parse(reply.body).leafId;
}

test('consents and roles narrow the list; a refusal takes nobody out of a count', async () => {
  const one = process('CONSENT');
  const only = session(one.id, 1);
  await write(one, only, attendance({ processId: one.id, sessionId: only.id, personId: rosa.id, organisationId: chamber.id }, 100));
  const before = (await names('')).length;
  const stated = (given: boolean, statedOn: string) =>
    draft('registry.consent-stated', { personId: rosa.id, purpose: 'photo', given, statedOn }, { occurredOn: statedOn });
  await write(stated(true, '2021-01-01'), stated(false, '2021-02-01'));
  expect(await names('consent=photo:no')).toEqual(['Mamani Quispe']);
  expect(await names('consent=photo:yes')).toEqual([]);
  expect((await names('consent=photo:unasked')).length).toBe(before - 1);
  expect((await names('')).length).toBe(before);
  const page = await alicia.get(`${served.base}/people/${rosa.id}`);
  expect(page.body).toMatchObject({ consents: [{ purpose: 'photo', given: false, statedOn: '2021-02-01' }], attendance: [{ percent: 100 }] });

  await write(draft('registry.role-recorded', { personId: rosa.id, organisationId: chamber.id, from: '2020-01-01', to: null }, { private: { position: secret('Gerenta') } }));
  expect(await names('role=employers')).toEqual(['Mamani Quispe']);
  expect(await names('role=workers')).toEqual([]);
  expect(await names('role=none&department=02')).toEqual(['Quizpe Apaza']);
});

describe('organisations', () => {
  test('are found and narrowed by kind, place and the beginning of their activity', async () => {
    expect(await organisations('')).toEqual(['Cámara de Industrias', '=Fórmula', 'Tostadora Illampu']);
    expect(await organisations('kind=enterprise')).toEqual(['Tostadora Illampu']);
    expect(await organisations('sector=10')).toEqual(['Tostadora Illampu']);
    expect(await organisations('municipality=020105')).toEqual(['Tostadora Illampu']);
    expect(await organisations('q=ilampu')).toEqual(['Tostadora Illampu']);
    const first = pageSchema.parse((await alicia.get(`${served.base}/organisations?limit=2&direction=down`)).body);
    expect(first.total).toBe(3);
    expect(await organisations(`limit=2&direction=down&cursor=${first.next}`)).toEqual(['Cámara de Industrias']);
  });

  test('stand in a size class by their latest numbers and the rule in force', async () => {
    const bounds = (sizeClass: string, workersMax: number | null) => ({ sizeClass, workersMax, annualSalesMax: null, equityMax: null });
    const rule = { name: 'Por trabajadores', from: '2018-01-01', source: 'Ley', verifiedOn: null, currency: null };
    await write(draft('registry.size-rule-set', { ...rule, classes: [bounds('micro', 9), bounds('small', 19), bounds('large', null)] }));
    const sized = (workersWomen: number, occurredOn: string) =>
      draft('registry.organisation-sized', {
        organisationId: roaster.id, workersWomen, workersMen: 2, workersUnknown: null, annualSales: null, equity: null, currency: null, basis: 'records',
      }, { occurredOn });
    await write(sized(3, '2019-06-01'), sized(12, '2020-06-01'));
    expect(await organisations('sizeClass=small')).toEqual(['Tostadora Illampu']);
    expect(await organisations('sizeClass=unknown')).toEqual(['Cámara de Industrias', '=Fórmula']);
    const page = await alicia.get(`${served.base}/organisations/${roaster.id}`);
    expect(page.body).toMatchObject({
      sizeClass: 'small',
      sizes: [{ sizedOn: '2020-06-01', sizeClass: 'small', rule: 'Por trabajadores' }, { sizedOn: '2019-06-01', sizeClass: 'micro' }],
    });
  });

  test('a size that was refused carries no number, and an amount carries its currency', async () => {
    const size = { organisationId: roaster.id, workersWomen: null, workersMen: null, workersUnknown: null, annualSales: null, equity: null, currency: null };
    const wrong = [{ ...size, workersMen: 3, basis: 'refused' }, { ...size, annualSales: 100, basis: 'records' }];
    const reply = await alicia.post(`${served.base}/entries`, { entries: wrong.map((payload) => draft('registry.organisation-sized', payload)) });
    expect(reply.body).toMatchObject({ answers: [{ code: 'bad-payload', field: 'basis' }, { code: 'bad-payload', field: 'currency' }] });
  });

  test('the page names its people and processes; who may not see people is told none', async () => {
    const page = await alicia.get(`${served.base}/organisations/${chamber.id}`);
    expect(page.body).toMatchObject({
      name: 'Cámara de Industrias',
      people: [{ surnames: 'Mamani Quispe', position: 'Gerenta', role: true }],
      processes: [{ title: 'Proceso CONSENT', people: 1 }],
    });
    expect((await (await served.as('elena')).get(`${served.base}/organisations/${chamber.id}`)).status).toBe(403);
  });
});

describe('histories', () => {
  test('say field by field what was corrected, private parts too, and numbers masked', async () => {
    const eva = person('Flores, Eva', {}, { private: { name: secret(named('Eva', 'Flores')), document: secret({ number: '1111222', complement: null, issuedIn: null }), birthDate: secret('1990-02-03') } });
    await write(eva);
    await write({
      ...correction(eva, { sex: 'woman' }),
      private: { name: secret({ ...named('Eva', 'x'), surnames: null, paternal: 'Flores', maternal: 'Choque' }), document: secret(null), birthDate: secret('1990-02-04'), note: secret('trajo su carnet') },
    });
    const reply = await alicia.get(`${served.base}/people/${eva.id}/history`);
    const [newest] = z.object({ items: z.array(z.object({ changes: z.array(z.unknown()), note: z.string().nullable() })) }).parse(reply.body).items;
    expect(newest?.note).toBe('trajo su carnet');
    expect(newest?.changes).toEqual(expect.arrayContaining([
      { field: 'sex', before: null, after: 'woman' },
      { field: 'name', before: 'Eva Flores', after: 'Eva Flores Choque' },
      { field: 'document', before: '••••222', after: null },
      // That it changed, not to what: the day is shown to whoever asks for it.
      { field: 'birthDate', before: null, after: null },
    ]));
    expect(reply.text).not.toContain('1990-02');
  });

  test('come page by page and by kind, for organisations too', async () => {
    const many = Array.from({ length: 7 }, (_, at) =>
      draft('registry.consent-stated', { personId: nunez.id, purpose: 'data', given: at % 2 === 0, statedOn: `2021-03-0${at + 1}` }));
    await write(...many);
    const pages: string[][] = [];
    for (let before = ''; ; ) {
      const reply = await alicia.get(`${served.base}/people/${nunez.id}/history?limit=3${before}`);
      const page = z.object({ items: z.array(z.object({ entryId: z.string() })), next: z.number().nullable() }).parse(reply.body);
      pages.push(page.items.map(({ entryId }) => entryId));
      if (page.next === null) break;
      before = `&before=${page.next}`;
    }
    expect(pages.map((page) => page.length)).toEqual([3, 3, 2]);
    expect(new Set(pages.flat()).size).toBe(8);
    const consents = await alicia.get(`${served.base}/people/${nunez.id}/history?kinds=registry.consent-stated&limit=1`);
    expect(consents.body).toMatchObject({ items: [{ changes: [{ field: 'consent', before: null, after: 'data:yes' }] }] });
    const registered = await alicia.get(`${served.base}/people/${nunez.id}/history?kinds=registry.person-registered`);
    expect(registered.body).toMatchObject({ items: [{ kind: 'registry.person-registered' }], next: null });
    const roles = await alicia.get(`${served.base}/organisations/${chamber.id}/history?kinds=registry.role-recorded`);
    expect(roles.body).toMatchObject({ items: [{ kind: 'registry.role-recorded' }] });
  });
});

describe('files', () => {
  test('hold every page of the list, with formulas disarmed, and the taking out is kept', async () => {
    const reply = await alicia.post(`${served.base}/organisations/export`, { format: 'csv', q: '', language: 'es' });
    expect(reply.status).toBe(200);
    const [head = '', ...lines] = reply.text.replace('\uFEFF', '').trim().split('\r\n');
    expect(head.startsWith('Nombre,Sigla,Tipo,Departamento,Municipio,NIT')).toBe(true);
    expect(lines).toHaveLength(3);
    expect(lines[1]?.startsWith("'=Fórmula,")).toBe(true);
    const { rows } = await served.database.owner.query('select what, format, line_count, with_personal from export');
    expect(rows).toEqual([{ what: 'organisations', format: 'csv', line_count: 3, with_personal: false }]);
  });

  test('give documents and contacts in full to those who may see them, as a workbook too', async () => {
    const { bytes } = await alicia.post(`${served.base}/people/export`, { format: 'xlsx', q: 'rosa mamani', language: 'en' });
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(bytes);
    const sheet = book.worksheets[0];
    const row = (at: number) => (Array.isArray(sheet?.getRow(at).values) ? sheet.getRow(at).values : []);
    expect(row(1)).toContain('Surnames');
    expect(JSON.stringify(row(2))).toContain('4831027 LP');
    expect(JSON.stringify(row(2))).toContain('71234567, 2 2456789');
    expect(sheet?.rowCount).toBe(2);
  });

  test('are refused to those who may not see people', async () => {
    const elena = await served.as('elena');
    expect((await elena.post(`${served.base}/people/export`, { format: 'csv' })).status).toBe(403);
    expect((await elena.post(`${served.base}/organisations/export`, { format: 'csv' })).status).toBe(403);
    expect((await elena.get(`${served.base}/registry-settings`)).status).toBe(403);
  });
});

test('contacts of an organisation are shown in full to those who may, and it is kept', async () => {
  const contact = { persons: [{ name: 'Wara Condori', position: 'Gerenta', phone: '70000001' }], phones: [], email: null, address: 'Calle 1' };
  const firm = organisation('Firma', 'enterprise', {}, { private: { contact: secret(contact) } });
  await write(firm);
  const shown = await alicia.post(`${served.base}/organisations/${firm.id}/disclosure`);
  expect(shown.body).toEqual({ contact, others: [] });
  expect((await (await served.as('elena')).post(`${served.base}/organisations/${firm.id}/disclosure`)).status).toBe(403);
  const { rows } = await served.database.owner.query('select organisation_id from disclosure where organisation_id is not null');
  expect(rows).toEqual([{ organisation_id: firm.id }]);
});

test('a rebuild makes the same lists', async () => {
  const lists = async () => {
    const all = [];
    for (const table of PROJECTION_TABLES) {
      const { rows } = await served.database.owner.query<{ row: string }>(`select to_jsonb(t)::text as row from ${table} t order by 1`);
      all.push([table, rows.map(({ row }) => row)]);
    }
    return all;
  };
  const before = await lists();
  await served.house.ledger.rebuild({ programmeId: served.programme.id, ...REBUILD });
  expect(await lists()).toEqual(before);
});

test('a consent dated ahead does not stand over what is said after it', async () => {
  const stated = (given: boolean, statedOn: string) =>
    draft('registry.consent-stated', { personId: nunez.id, purpose: 'contact', given, statedOn }, { occurredOn: statedOn });
  await write(stated(true, '2099-01-01'));
  const today = served.clock.now().toISOString().slice(0, 10);
  await write(stated(false, today));
  const page = await alicia.get(`${served.base}/people/${nunez.id}`);
  expect(page.body).toMatchObject({ consents: expect.arrayContaining([expect.objectContaining({ purpose: 'contact', given: false, statedOn: today })]) });
});
