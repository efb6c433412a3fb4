/** For each route that a plain request does not get through: one that does, made just before the route is tried. */
import { createHash, randomUUID } from 'node:crypto';
import { readCopyKey } from '../../src/phone/copies-contract.ts';
import { keyForCopy } from '../../src/phone/copy-sealing.ts';
import { badgeCodeOf } from '../../src/capabilities/events/badges/rules.ts';
import { findUserByName, insertMembership } from '../../src/access/queries.ts';
import { SAYS, SIGNATORIES } from './certificates.ts';
import { person } from './drafts.ts';
import { opensToPublic, said, type Furnished } from './furnished.ts';
import { actor, PASSWORD, type Actor, type ServedHouse } from './house.ts';
import { oneTimeCode } from './one-time-code.ts';

export interface SentFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What is not said is what fits: the first thing of its kind, nothing asked, no body. */
export interface GoingThrough {
  /** Only they get through: an account of their own, or a phone. */
  readonly who?: Actor;
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
  readonly file?: SentFile;
}

/** The house, what stands in its programme, and who administers it. */
export interface Stage {
  readonly served: ServedHouse;
  /** Another one, that nobody has set up. */
  readonly empty: ServedHouse;
  readonly own: Furnished;
  readonly ada: Actor;
  /** Headers of each request. */
  readonly from: () => Readonly<Record<string, string>>;
}

type Made = GoingThrough | Promise<GoingThrough>;

const P = '/api/programmes/:programme';
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const DONOR = { role: 'donor', partnerId: null, personId: null };
/** Members whose standing a route may change. Nobody else needs them. */
export const EXPENDABLE = ['elena', 'pepa', 'pilar'];

/** Files of every kind that a route takes. */
export const FILES: Readonly<Record<'list' | 'people' | 'iati' | 'pdf', SentFile>> = {
  list: { name: 'a.csv', bytes: bytes('Sesión;Nombre completo;C.I.;Minutos\n1;Cora Rojas Pinto;6120448;90\n1;Beto Choque;5590217;100\n') },
  people: { name: 'p.csv', bytes: bytes('Nombres;Apellidos;Sexo\nCora;Rojas Pinto;F\nBeto;Choque Flores;M\n') },
  iati: {
    name: 'i.xml',
    bytes: bytes(`<?xml version="1.0"?><iati-activities version="2.03"><iati-activity xml:lang="es">
      <iati-identifier>XM-DAC-41302-FASE1</iati-identifier><title><narrative>Fase 1</narrative></title>
      <result type="1"><title><narrative>Servicios</narrative></title>
        <indicator measure="1"><title><narrative>Personas</narrative></title><reference vocabulary="99" code="I.1"/>
          <period><period-start iso-date="2017-01-01"/><period-end iso-date="2017-12-31"/><target value="100"/><actual value="90"/></period>
        </indicator></result></iati-activity></iati-activities>`),
  },
  pdf: { name: 'd.pdf', bytes: bytes('%PDF-1.4\n%%EOF\n') },
};

/** By the name of the route. */
export function goingThrough(stage: Stage): Readonly<Record<string, () => Made>> {
  return { ...memberRoutes(stage), ...fieldRoutes(stage), ...importRoutes(stage), ...resultRoutes(stage), ...openDoors(stage), ...accountRoutes(stage), ...publicForms(stage) };
}

/** What is begun in a programme and ends with being tried, and a phone of whoever asks. */
export async function begun(who: Actor, base: string, { course }: Furnished): Promise<Furnished['named']> {
  const device = randomUUID();
  said((await who.post('/api/devices', { id: device, instead: null })).body, 'send');
  const invitation = await who.post(`${base}/invitations`, { ...DONOR, invitee: 'Nueva', days: 7 });
  const list = await who.upload(`${base}/processes/${course.id}/imports`, FILES.list.name, FILES.list.bytes);
  const people = await who.upload(`${base}/registry-imports/people`, FILES.people.name, FILES.people.bytes);
  return {
    'devices/:id': [device],
    'invitations/:id': [said(invitation.body, 'id')],
    'imports/:id': [said(list.body, 'id')],
    'registry-imports/:id': [said(people.body, 'id')],
  };
}

/** Somebody new who follows up, signed in: what is tried on one account does not touch the next. */
export async function somebody({ served, from }: Stage): Promise<{ who: Actor; username: string; cookie: string }> {
  const username = `u${randomUUID().slice(0, 8)}`;
  const id = await served.house.signIn.addUser({ username, name: 'Alguien', password: PASSWORD });
  await insertMembership(served.house.pool, id, served.programme.id, 'me-officer');
  const { cookie } = await signedIn({ served, from }, username);
  return { who: actor(served.url, cookie, from), username, cookie };
}

async function signedIn({ served, from }: Pick<Stage, 'served' | 'from'>, username: string): Promise<{ cookie: string }> {
  const { cookie, status, text } = await actor(served.url, '', from).post('/api/sign-in', { username, password: PASSWORD });
  if (status !== 200) throw new Error(text);
  return { cookie };
}

/** A phone of Evo's. */
async function phoneOf(stage: Stage): Promise<{ id: string; open: string; who: Actor }> {
  const { cookie } = await signedIn(stage, 'evo');
  const id = randomUUID();
  const { body } = await actor(stage.served.url, cookie, stage.from).post('/api/devices', { id, instead: null });
  const authorization = `Device ${id}.${said(body, 'send')}`;
  return { id, open: said(body, 'open'), who: actor(stage.served.url, '', () => ({ ...stage.from(), authorization })) };
}

function memberRoutes(stage: Stage): Record<string, () => Made> {
  const elena = async (): Promise<GoingThrough> => ({ params: { id: (await findUserByName(stage.served.house.pool, 'elena'))?.id ?? '' } });
  const invited = async () => (await stage.ada.post(`${stage.served.base}/invitations`, { ...DONOR, invitee: 'Nueva', days: 7 })).body;
  return {
    [`PUT ${P}/members/:id`]: async () => ({ ...(await elena()), body: DONOR }),
    [`POST ${P}/members/:id/ending`]: elena,
    [`POST ${P}/members/:id/return`]: async () => {
      const { params } = await elena();
      await stage.ada.post(`${stage.served.base}/members/${params?.['id'] ?? ''}/ending`);
      return { params: params ?? {} };
    },
    [`POST ${P}/members/:id/sign-out`]: async () => returned(stage, await elena()),
    [`POST ${P}/members/:id/password-link`]: async () => returned(stage, await elena()),
    [`POST ${P}/invitations`]: () => ({ body: { ...DONOR, invitee: 'Nueva', days: 7 } }),
    [`DELETE ${P}/invitations/:id`]: async () => ({ params: { id: said(await invited(), 'id') } }),
    [`DELETE ${P}/devices/:id`]: async () => ({ params: { id: (await phoneOf(stage)).id } }),
    [`PUT ${P}/access-settings`]: () => ({ body: { secondFactorRequired: false, contact: { name: null, phone: null, email: null } } }),
    [`POST ${P}/own-consents`]: () => ({ body: { id: randomUUID(), purpose: 'photo', given: true } }),
    [`POST ${P}/own-requests`]: () => ({ body: { id: randomUUID(), what: 'correction', words: 'Soy de Oruro' } }),
    'GET /api/invitations/:token': async () => ({ params: { token: said(await invited(), 'token') } }),
    'POST /api/invitations/:token/acceptance': async () => ({
      params: { token: said(await invited(), 'token') },
      body: { account: { name: 'Nueva', username: `n${randomUUID().slice(0, 8)}`, password: PASSWORD } },
    }),
  };
}

/** A member whom an earlier route may have ended is back. */
async function returned({ ada, served }: Stage, { params = {} }: GoingThrough): Promise<GoingThrough> {
  await ada.post(`${served.base}/members/${params['id'] ?? ''}/return`);
  return { params };
}

function fieldRoutes({ served, own, ada }: Stage): Record<string, () => Made> {
  const { id } = own.course;
  const [first = '', second = ''] = own.named['people/:id'] ?? [];
  const [one = '', other = ''] = own.named['organisations/:id'] ?? [];
  const exported = { format: 'csv', language: 'es', sort: 'name', direction: 'up' };
  return {
    [`POST ${P}/processes/:id/certificates`]: () => ({ body: { language: 'es', personIds: [own.ana.id] } }),
    [`POST ${P}/processes/:id/certificate-preview`]: () => ({ body: { language: 'es', says: { processId: id, ...SAYS }, signatories: SIGNATORIES } }),
    [`POST ${P}/entries`]: () => ({ body: { entries: [person('Nueva, Ana')] } }),
    [`POST ${P}/effect`]: () => ({ body: { entries: [person('Nueva, Ana')] } }),
    [`POST ${P}/duplicates/postponed`]: () => ({ body: { ids: [first, second] } }),
    [`POST ${P}/organisation-duplicates/postponed`]: () => ({ body: { ids: [one, other] } }),
    [`GET ${P}/duplicate-search`]: () => ({ query: { what: 'people' } }),
    [`POST ${P}/duplicate-search`]: () => ({ query: { what: 'people' } }),
    [`POST ${P}/candidates`]: () => ({
      body: { givenNames: 'Ana', surnames: 'Nueva', document: null, phone: null, email: null, birthYear: 1990, sex: 'woman', municipality: null, organisationId: one },
    }),
    [`POST ${P}/organisation-candidates`]: () => ({ body: { name: 'Centro', acronym: null, organisationKind: 'employers', municipality: null, taxNumber: null, phone: null, email: null } }),
    [`POST ${P}/registry-settings/counts`]: () => ({ body: { ageGroups: null, sizeRule: null } }),
    [`POST ${P}/people/export`]: () => ({ body: exported }),
    [`POST ${P}/organisations/export`]: () => ({ body: exported }),
    [`POST ${P}/workbook`]: () => ({ body: { name: 'Tabla', head: ['a', 'b'], rows: [['x', 1], [null, 2]] } }),
    [`POST ${P}/phone/copy-openings`]: async () => {
      const key = readCopyKey.answer.parse((await ada.get(`${served.base}/phone/copy-key`)).body);
      const author = (await findUserByName(served.house.pool, 'evo'))?.id ?? '';
      const made = await keyForCopy(new Uint8Array(Buffer.from(key.publicKey, 'base64')), { programmeId: served.programme.id, author });
      const [ephemeral, salt] = [made.ephemeral, made.salt].map((some) => Buffer.from(some).toString('base64'));
      return { body: { keyId: key.id, author, ephemeral, salt } };
    },
  };
}

function importRoutes({ served, own, ada }: Stage): Record<string, () => Made> {
  const fresh = async (path: string, file: SentFile): Promise<Record<string, string>> => {
    // Of its own: the same bytes again would be the same draft. Of other headings, too: how a list of the same ones was tried to be read is remembered.
    const [surname, heading] = [`R${randomUUID().slice(0, 8)}`, `Columna ${randomUUID().slice(0, 8)}`];
    const [head = '', ...rows] = `${new TextDecoder().decode(file.bytes)}\n`.replaceAll('Rojas', surname).split('\n');
    const once = bytes([`${head};${heading}`, ...rows].join('\n'));
    return { id: said((await ada.upload(`${served.base}${path}`, file.name, once)).body, 'id'), row: '2' };
  };
  const list = () => fresh(`/processes/${own.course.id}/imports`, FILES.list);
  const people = () => fresh('/registry-imports/people', FILES.people);
  const skip = { decision: 'skip' };
  const drafts = (root: string, make: () => Promise<Record<string, string>>): Record<string, () => Made> => ({
    [`GET ${P}/${root}/:id`]: async () => ({ params: await make() }),
    [`GET ${P}/${root}/:id/rows`]: async () => ({ params: await make() }),
    [`PUT ${P}/${root}/:id/reading`]: async () => ({ params: await make(), body: { headerRow: 1 } }),
    [`PUT ${P}/${root}/:id/rows/:row`]: async () => ({ params: await make(), body: skip }),
    [`POST ${P}/${root}/:id/opening`]: async () => ({ params: await make() }),
    [`DELETE ${P}/${root}/:id`]: async () => ({ params: await make() }),
  });
  const sha256 = createHash('sha256').update(FILES.pdf.bytes).digest('hex');
  const ofPart = { purpose: 'process-material', offset: 0, size: FILES.pdf.bytes.length, fileName: 'd.pdf' };
  return {
    ...drafts('imports', list),
    ...drafts('registry-imports', people),
    [`POST ${P}/processes/:id/imports`]: () => ({ file: FILES.list }),
    [`POST ${P}/registry-imports/:what`]: () => ({ file: FILES.people }),
    [`POST ${P}/iati-imports/preview`]: () => ({ file: FILES.iati }),
    [`POST ${P}/iati-imports`]: () => ({ file: FILES.iati, query: { left: '' } }),
    [`POST ${P}/files`]: () => ({ file: FILES.pdf, query: { purpose: 'process-material' } }),
    [`PUT ${P}/files/:sha256/part`]: () => ({ file: FILES.pdf, params: { sha256 }, query: ofPart }),
  };
}

function resultRoutes({ own }: Stage): Record<string, () => Made> {
  const [page] = opensToPublic(own);
  const settings = { settings: JSON.stringify(page?.payload) };
  const begun = own.named['reports/:id']?.[1] ?? '';
  return {
    [`POST ${P}/indicator-preview`]: () => ({ body: { indicator: { ...own.indicator.payload, code: 'OTHER' }, corrects: null } }),
    [`POST ${P}/reports/preview`]: () => ({ body: { id: randomUUID(), says: own.report.payload } }),
    [`POST ${P}/reports/:id/versions`]: () => ({ params: { id: begun }, body: { note: null } }),
    [`GET ${P}/report`]: () => ({ query: { format: 'csv' } }),
    [`GET ${P}/reports/:id/file`]: () => ({ query: { format: 'csv' } }),
    [`GET ${P}/reports/:id/versions/:version/file`]: () => ({ query: { format: 'pdf' } }),
    [`GET ${P}/publication/preview`]: () => ({ query: settings }),
    [`GET ${P}/publication/hidden`]: () => ({ query: settings }),
    [`POST ${P}/reminders/feed`]: () => ({ body: { language: 'es' } }),
  };
}

/** What opens with a secret, for whoever has it. */
function openDoors(stage: Stage): Record<string, () => Made> {
  const { served, ada, from } = stage;
  const link = async (): Promise<Record<string, string>> => {
    const id = (await findUserByName(served.house.pool, 'berta'))?.id ?? '';
    return { token: said((await ada.post(`${served.base}/members/${id}/password-link`)).body, 'token') };
  };
  return {
    'GET /api/calendars/:token': async () => ({ params: { token: said((await ada.post(`${served.base}/reminders/feed`, { language: 'es' })).body, 'token') } }),
    'GET /api/password-links/:token': async () => ({ params: await link() }),
    'POST /api/password-links/:token/use': async () => ({ params: await link(), body: { password: PASSWORD } }),
    'POST /api/devices/:id/session': async () => {
      const { id, open } = await phoneOf(stage);
      return { params: { id }, body: { open } };
    },
    'DELETE /api/devices/:id/session': async () => {
      const { id, who } = await phoneOf(stage);
      return { params: { id }, who };
    },
    'POST /api/devices/:id/contact': async () => {
      const { id, who } = await phoneOf(stage);
      return { params: { id }, who, body: { now: '2021-11-26T12:00:00Z', unsent: 0, refused: 0 } };
    },
    'POST /api/set-up': () => ({
      who: actor(stage.empty.url, '', from),
      body: { name: 'Primera', username: 'primera', password: PASSWORD, programmeName: 'Programa', programmeCode: 'primero' },
    }),
    'POST /api/sign-in': async () => ({ body: { username: (await somebody(stage)).username, password: PASSWORD } }),
    'POST /api/sign-in/second-factor': async () => {
      const { who, username } = await somebody(stage);
      const uri = said((await who.post('/api/account/second-factor', { password: PASSWORD })).body, 'uri');
      await who.post('/api/account/second-factor/confirmation', { code: oneTimeCode(uri, Date.now()) });
      const half = await signedIn(stage, username);
      return { who: actor(served.url, half.cookie, from), body: { code: oneTimeCode(uri, Date.now()) } };
    },
  };
}

/** Everybody's own account. */
function accountRoutes(stage: Stage): Record<string, () => Made> {
  const { served, from } = stage;
  return {
    'POST /api/devices': () => ({ body: { id: randomUUID(), instead: null } }),
    'DELETE /api/account/sessions/:id': async () => {
      const { who, username } = await somebody(stage);
      await signedIn(stage, username);
      const { text } = await who.get('/api/account/sessions');
      const other = /"id":"([^"]+)"[^}]*"here":false/.exec(text);
      return { who, params: { id: other?.[1] ?? '' } };
    },
    'POST /api/account/password': () => ({ body: { present: PASSWORD, next: PASSWORD } }),
    'POST /api/account/second-factor': () => ({ body: { password: PASSWORD } }),
    'POST /api/account/second-factor/confirmation': async () => {
      const { who } = await somebody(stage);
      const uri = said((await who.post('/api/account/second-factor', { password: PASSWORD })).body, 'uri');
      return { who, body: { code: oneTimeCode(uri, Date.now()) } };
    },
    'POST /api/account/second-factor/removal': async () => {
      const { who } = await somebody(stage);
      const uri = said((await who.post('/api/account/second-factor', { password: PASSWORD })).body, 'uri');
      const { cookie } = await who.post('/api/account/second-factor/confirmation', { code: oneTimeCode(uri, Date.now()) });
      return { who: actor(served.url, cookie, from), body: { password: PASSWORD } };
    },
  };
}

function publicForms({ own }: Stage): Record<string, () => Made> {
  return {
    'POST /inscripcion/:code': () => ({ body: { apellidos: 'Quispe Rojas', nombres: 'Rosa', sexo: 'woman', telefono: '712 00001', acepto: '1' } }),
    'POST /opinion/:code': () => ({ body: { 'pregunta-useful': '5' } }),
    'POST /asistencia/:code': () => ({ body: { codigo: badgeCodeOf(own.ana.id) } }),
    'GET /verificar': () => ({ query: { codigo: own.open['verificar/:code']?.[0] ?? '' } }),
  };
}
