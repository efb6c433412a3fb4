import { expect, test } from 'vitest';
import { badgeCodeOf, badgeShown } from '../rules.ts';
import { badgeAnswers } from './badges-here.ts';

const [ANA, ANITA, BETO] = ['0198a000-0000-7000-8000-00000000aaaa', '0198a000-0000-7000-8000-00000000abcd', '0198a000-0000-7000-8000-0000000be700'];
const line = { sex: 'woman', organisationId: null, organisationName: null, organisationKind: null };
const ana = { ...line, id: ANA, givenNames: 'Ana', surnames: 'Quispe', records: [{ id: ANA }, { id: ANITA }] };
/** As an earlier version of the application kept it. */
const beto = { ...line, id: BETO, givenNames: 'Beto', surnames: 'Vaca' };

const rows = {
  all: async (collection: string) => (collection === 'person' ? [ana, beto].map((body) => ({ id: body.id, body, state: null, entryId: null })) : []),
  one: async () => null,
  refusalOf: async () => null,
};
/** What is answered before the server is asked, and what where it is away. */
const answersTo = (code: string): Promise<unknown[]> => Promise.all(badgeAnswers.map(({ answer }) => answer(rows, { params: { programme: ANA, code } })));

test('both badges of somebody with two records lead to the person, from the rows of the phone', async () => {
  const people = [{ personId: ANA, givenNames: 'Ana', surnames: 'Quispe', ...line }];
  for (const id of [ANA, ANITA]) expect(await answersTo(badgeShown(badgeCodeOf(id)))).toEqual([{ people }, { people }]);
});

test('somebody of an older row is found by their own badge', async () => {
  expect(await answersTo(badgeCodeOf(BETO))).toEqual(Array(2).fill({ people: [{ personId: BETO, givenNames: 'Beto', surnames: 'Vaca', ...line }] }));
});

test('of a badge that is not known here the server is asked, and without it nobody has it', async () => {
  expect(await answersTo('AAAA-AAAA')).toEqual([undefined, { people: [] }]);
  expect(await answersTo('nada')).toEqual([undefined, { people: [] }]);
});
