/** The form of the publication: what stands comes back as it was, and what is wrong is said first. */
import { expect, test } from 'vitest';
import { publicationDraft, publicationTyped, publicationWrong } from './publication-draft.ts';

const WHOLE = {
  identifier: 'XM-DAC-41302-P', reporting: { name: 'OIT', ref: 'XM-DAC-41302', type: '40' },
  participating: [{ name: 'SECO', ref: null, type: '10', role: '1' as const }, { name: 'OIT', ref: null, type: null, role: '4' as const }],
  countries: ['BO'], locations: [{ es: 'La Paz', en: 'La Paz' }],
  sectors: [{ code: '32130', percentage: 67 }, { code: '16020', percentage: 33 }], markers: [{ code: '1', significance: '2' }], source: 'Acuerdo',
};

test('the form gives back what stands, and says what is wrong first', () => {
  const typed = publicationTyped(WHOLE);
  expect(publicationWrong(typed)).toBeNull();
  expect(publicationDraft(typed, '2021-11-26', null).payload).toEqual(WHOLE);
  const wrongs = [publicationTyped(null), { ...typed, identifier: 'OTRA-1' }, { ...typed, countries: [] }, { ...typed, sectors: [{ code: '32130', share: '1x' }] }, { ...typed, sectors: [{ code: '32130', share: '60' }] }];
  expect(wrongs.map((one) => publicationWrong(one)?.wrong)).toEqual(['no-reporter', 'identifier-not-of-reporter', 'no-country', 'bad-share', 'sector-shares']);
});
