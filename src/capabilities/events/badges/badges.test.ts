/** Badges over HTTP: those of a process, whose one is, who may ask, and the page that any camera opens. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { organisation, peopleMerged, person, process, registration } from '../../../../test/cast/drafts.ts';
import { PARTNER_A, servedHouse, type Actor, type ServedHouse } from '../../../../test/cast/house.ts';
import { answersTo, statusesOf } from '../../../../test/cast/public-form.ts';
import { findBadge, readBadges } from './contract.ts';
import { badgeCodeOf, badgeShown } from './rules.ts';

let served: ServedHouse;
let alicia: Actor;

const partner = { ...organisation('Centro Andino', 'implementing-partner'), id: PARTNER_A };
const chamber = organisation('Cámara de Industria');
const course = process('A', { partnerId: PARTNER_A, title: 'Costos', capacity: 3 });
const other = process('B');
const [ana, beto, carla, delia, again] = [person('Quispe, Ana'), person('Vaca, Beto'), person('Rojas, Carla'), person('Mamani, Delia'), person('Quispe, Ana María')];
/** Ends as Beto does, so that both have one code. */
const twin = { ...person('Zurita, Elio'), id: `0198a000-0000-7000-8000-${beto.id.slice(-12)}` };

const codeOf = ({ id }: { readonly id: string }): string => badgeShown(badgeCodeOf(id));
const badges = async (who: Actor = alicia, id = course.id) => readBadges.answer.parse((await who.get(`${served.base}/processes/${id}/badges`)).body);
const bearers = async (code: string, who: Actor = alicia) => findBadge.answer.parse((await who.get(`${served.base}/badges/${code}`)).body).people.map(({ givenNames, surnames }) => `${givenNames} ${surnames}`);

beforeAll(async () => {
  served = await servedHouse();
  alicia = await served.as('alicia');
  const registered = [registration(course.id, ana.id, chamber.id), registration(course.id, beto.id), registration(course.id, carla.id), registration(course.id, delia.id), registration(other.id, twin.id)];
  const answers = await answersTo(served, alicia, partner, chamber, course, other, ana, beto, carla, delia, again, twin, ...registered);
  expect(new Set(answers)).toEqual(new Set(['accepted']));
});
afterAll(() => served.close());

test('a process has a badge for everybody with a place, by surname, with the address of this house before the code', async () => {
  const { title, partnerName, address, people } = await badges();
  expect([title, partnerName, address]).toEqual(['Costos', 'Centro Andino', `${served.url}/credencial/`]);
  // Delia waits: there are three places.
  expect(people.map(({ surnames, organisationName, code }) => [surnames, organisationName, code])).toEqual([
    ['Quispe', 'Cámara de Industria', codeOf(ana)],
    ['Rojas', null, codeOf(carla)],
    ['Vaca', null, codeOf(beto)],
  ]);
});

test('a code leads to its bearer, however it is written, and of a code that two share to both', async () => {
  expect(await bearers(codeOf(ana))).toEqual(['Ana Quispe']);
  expect(await bearers(codeOf(ana).toLowerCase().replace('-', '%20'))).toEqual(['Ana Quispe']);
  expect(codeOf(twin)).toBe(codeOf(beto));
  expect((await bearers(codeOf(beto))).toSorted()).toEqual(['Beto Vaca', 'Elio Zurita']);
  // One that is well formed and nobody's, and what is none.
  expect([await bearers('AAAA-AAAA'), await bearers('nada')]).toEqual([[], []]);
});

test('who may: not those who read no names, and a partner only of whom it sees', async () => {
  for (const [what, path] of [['badges', `${served.base}/processes/${course.id}/badges`], ['bearer', `${served.base}/badges/${codeOf(carla)}`]] as const) {
    expect([what, ...(await statusesOf(served, path))]).toEqual([what, 200, 200, 403, 403, what === 'badges' ? 404 : 200, 404, 401]);
  }
  expect(await bearers(codeOf(carla), await served.as('teo'))).toEqual(['Carla Rojas']);
  expect(await bearers(codeOf(carla), await served.as('berta'))).toEqual([]);
});

test('both badges of a person who was registered twice lead to the one who stays', async () => {
  expect(await bearers(codeOf(again))).toEqual(['Ana María Quispe']);
  expect(await answersTo(served, alicia, peopleMerged(ana.id, again.id))).toEqual(['accepted']);
  const [one] = await bearers(codeOf(ana));
  expect(await bearers(codeOf(again))).toEqual([one]);
  expect((await badges()).people).toHaveLength(3);
});

test('the page of a badge says what it is, and the same of every badge: it looks nothing up', async () => {
  const pages = await Promise.all([codeOf(ana), codeOf(beto), 'AAAA-AAAA'].map(async (code) => [code, await served.stranger.get(`/credencial/${code}`)] as const));
  const texts = pages.map(([code, { status, text }]) => [status, text.replaceAll(code, 'CODE')]);
  expect(new Set(texts.map((one) => JSON.stringify(one))).size).toBe(1);
  const page = pages[0]?.[1];
  expect([page?.status, page?.headers.get('x-robots-tag')]).toEqual([200, 'noindex']);
  for (const words of ['Es una credencial', 'no busca ni muestra de quién es']) expect(page?.text).toContain(words);
  expect(page?.text).not.toMatch(/Quispe|<script/);
  expect((await served.stranger.get(`/credencial/${codeOf(ana)}?lang=en`)).text).toContain('This is a badge');
  for (const code of ['nada', '%3Cscript%3E', 'AAAA-AAAB', 'a'.repeat(90)]) {
    const { status, text } = await served.stranger.get(`/credencial/${code}`);
    expect([code, status, text.includes('<script>')]).toEqual([code, 404, false]);
  }
});
