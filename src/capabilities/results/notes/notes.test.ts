/** Notes over HTTP: who may, about what, and how they stand as of a past position. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { correction, draft, withdrawal } from '../../../../test/cast/drafts.ts';
import { servedHouse, type Actor, type ServedHouse } from '../../../../test/cast/house.ts';
import { indicator } from '../../../../test/cast/indicators.ts';
import { REBUILD } from '../../../app/catalogue.ts';
import type { Draft } from '../../../ledger/entry.ts';
import { listNotes } from './contract.ts';

const name = (text: string) => ({ es: text, en: text });
const framework = draft('results.framework-defined', { results: [{ code: 'R1', name: name('Uno'), areas: [{ code: '1.1', name: name('Saber') }] }] });
const trained = indicator('TRAINED');
const note = (about: Record<string, unknown>, more: Record<string, unknown> = {}): Draft =>
  draft('results.note-written', { about, from: '2020-07-01', to: '2020-09-30', text: 'Llegó más gente de Oruro.', textEn: null, ...more });

let served: ServedHouse;
let alicia: Actor;

beforeAll(async () => {
  served = await servedHouse();
  alicia = await served.as('alicia');
  expect(await send(alicia, framework, trained)).toMatchObject([{ answer: 'accepted' }, { answer: 'accepted' }]);
});
afterAll(() => served.close());

const answers = z.object({ answers: z.array(z.object({ answer: z.string(), code: z.string().optional() })) });
async function send(who: Actor, ...entries: Draft[]) {
  return answers.parse((await who.post(`${served.base}/entries`, { entries })).body).answers;
}
async function list(who: Actor, asOf = '') {
  return listNotes.answer.parse((await who.get(`${served.base}/notes${asOf === '' ? '' : `?asOf=${asOf}`}`)).body);
}

describe('notes', () => {
  test('speak of an indicator, a result or an area that there is, and of a period that ends after it began', async () => {
    const tried = await send(
      alicia,
      note({ what: 'area', code: '9.9' }),
      note({ what: 'result', code: 'R9' }),
      note({ what: 'area', code: '1.1' }, { to: '2020-06-30' }),
      note({ what: 'indicator', indicatorId: framework.id }),
      note({ what: 'area', code: '1.1' }, { text: '  ' }),
      note({ what: 'person', code: 'x' }),
    );
    expect(tried.map(({ code }) => code)).toEqual(['unknown-area', 'unknown-result', 'dates-reversed', 'unknown-reference', 'bad-payload', 'bad-payload']);
  });

  test('are written by whoever coordinates, read by the donor without names, and not by who sees one partner’s part', async () => {
    const [first, later] = [note({ what: 'indicator', indicatorId: trained.id }), note({ what: 'result', code: 'R1' }, { from: '2020-10-01', to: '2020-12-31' })];
    expect(await send(alicia, first, later)).toMatchObject([{ answer: 'accepted' }, { answer: 'accepted' }]);
    expect((await list(alicia)).notes).toMatchObject([{ id: later.id, recordedBy: 'alicia' }, { id: first.id }]);
    expect((await list(await served.as('elena'))).notes).toMatchObject([{ id: later.id, recordedBy: null }, { id: first.id, recordedBy: null }]);
    expect((await list(await served.as('pilar'))).notes).toEqual([]);
    expect(await send(await served.as('teo'), note({ what: 'area', code: '1.1' }))).toMatchObject([{ code: 'not-allowed' }]);

    const { position } = await list(alicia);
    await send(alicia, correction(first, { text: 'Llegó más gente de Oruro y de Potosí.' }), withdrawal(later));
    expect((await list(alicia)).notes).toMatchObject([{ text: 'Llegó más gente de Oruro y de Potosí.' }]);
    expect((await list(alicia, `@${position}`)).notes.map(({ text }) => text)).toEqual(Array(2).fill('Llegó más gente de Oruro.'));
  });

  test('come out of a rebuild as they were', async () => {
    const { changed } = await served.house.ledger.rebuild({ programmeId: served.programme.id, ...REBUILD });
    expect(changed).toEqual({});
  });
});
