import { expect, test } from 'vitest';
import { ORGANISATION_MERGE_FIELDS } from '../entries.ts';
import { organisationMergeDraft, organisationRows, type OrganisationPair } from './organisation-comparison.ts';

const A = '01900000-0000-7000-8000-00000000000a';
const B = '01900000-0000-7000-8000-00000000000b';
const nothing = { acronym: null, department: null, municipality: null, taxNumber: null, sector: null, valueChain: null, formalStatus: null, membersWomen: null, membersMen: null, membersUnknown: null, exports: null };
const common = { ...nothing, peopleCount: 0, phonesMasked: [], emailMasked: null, registeredFrom: null, registeredAt: '2026-11-01T12:00:00.000Z' };

function pair(a: Partial<OrganisationPair['a']>, b: Partial<OrganisationPair['b']>): OrganisationPair {
  return {
    a: { ...common, id: A, leafId: A, name: 'Lanas', organisationKind: 'employers', ...a },
    b: { ...common, id: B, leafId: B, name: 'Lanas', organisationKind: 'employers', ...b },
    score: 80,
    explanation: [{ field: 'name', points: 80, reason: 'equal' }],
  };
}

test('every field of which a merge can say whose value stands is compared and chosen', () => {
  const [a, b] = [
    { name: 'Uno', acronym: 'U', organisationKind: 'employers', department: '02', taxNumber: '1', sector: '1311', valueChain: 'Lana', formalStatus: 'informal', membersWomen: 3, membersMen: 9, exports: 'no' },
    { name: 'Dos', acronym: 'D', organisationKind: 'workers', department: '03', taxNumber: '2', sector: '1430', valueChain: 'Camélidos', formalStatus: 'formal', membersWomen: 7, exports: 'yes' },
  ] as const;
  const both = pair(a, b);
  const rows = new Map(organisationRows(both).map((row) => [row.key, row]));
  expect(rows.get('members')).toMatchObject({ a: 'Mujeres: 3, Hombres: 9', b: 'Mujeres: 7', choosable: true });
  expect(rows.get('formalStatus')).toMatchObject({ a: 'Informal', b: 'Formal' });
  expect(rows.get('sector')?.b).toMatch(/\(1430\)$/);
  const standing = Object.fromEntries([...rows.keys()].map((key) => [key, 'b']));
  expect(organisationMergeDraft(both, standing).payload['chosen']).toEqual(Object.fromEntries(ORGANISATION_MERGE_FIELDS.map((field) => [field, B])));
});

test('what neither says is not shown, and what only one says stands without being asked', () => {
  const one = pair({}, { exports: 'yes' });
  expect(organisationRows(one).map(({ key }) => key)).toEqual(['name', 'organisationKind', 'exports']);
  expect(organisationMergeDraft(one, {}).payload['chosen']).toEqual({ exports: B });
});
