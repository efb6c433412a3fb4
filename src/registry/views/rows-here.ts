/** Rows of the registry as `registry/phone-rows.ts` makes them for phones, and as what is written on a phone changes them. */
import type { listOrganisations, listPeople } from '../contract.ts';
import type { AnswerOf } from '../../web/api.ts';
import type { ShadowOf } from '../../web/drafts.ts';
import type { Correctable, Person, PersonRecord } from './correction.ts';
import type { OrganisationTyped } from './organisation-draft.ts';
import { birthCounted, contactOf, documentOf, masked, nameOf, orNull, sexOf, statedOf, surnamesTyped, written, type PersonTyped } from './person-draft.ts';
import type { OwnDraft } from './use-writing.ts';

export type PersonLine = AnswerOf<typeof listPeople>['items'][number];
type SaidOfThemselves = Pick<PersonRecord, 'indigenous' | 'disability' | 'languages'>;
/** Rows that a phone was given before these were sent say of each record only. */
export type PersonRow = Omit<PersonLine, 'onPhone'> & Partial<SaidOfThemselves> & { readonly records: readonly PersonRecord[] };

export type OrganisationLine = AnswerOf<typeof listOrganisations>['items'][number];
export type OrganisationRow = Pick<OrganisationLine, 'id' | 'name' | 'acronym' | 'organisationKind' | 'department' | 'municipality' | 'sector'>;

/** Somebody whom this draft registers. */
export function personShadow(draft: OwnDraft, typed: PersonTyped, now: string): ShadowOf {
  const { id } = draft;
  const name = { givenNames: written(typed.givenNames), surnames: surnamesTyped(typed) };
  const { birthYear, ageBand } = birthCounted(typed);
  const place = { department: orNull(typed.department), municipality: orNull(typed.municipality) };
  const said = { indigenous: statedOf(typed.indigenous), disability: statedOf(typed.disability), languages: [...typed.languages] };
  const record: PersonRecord = {
    id, leafId: id, leaves: [id], occurredOn: draft.occurredOn, conflictFields: [], ...name, ...partsOf(typed), sex: sexOf(typed.sex), birthYear, ageBand, ...place,
    ...said, has: hasOf(typed), registeredAt: now, batchId: null,
  };
  const body: PersonRow = {
    id, ...name, sex: typed.sex || 'unknown', birthYear, ageBand, ...place, ...maskedOf(typed),
    organisationId: null, organisationName: null, organisationKind: null, recordCount: 1, ...said, records: [record],
  };
  return { of: id, collection: 'person', id, body };
}

/** Somebody as these drafts correct them, one for each record in which the value stood. */
export function correctionShadow(person: Person, field: Correctable, typed: PersonTyped, drafts: readonly OwnDraft[]): readonly ShadowOf[] {
  const byRecord = new Map(drafts.map(({ rootId, id }) => [rootId, id]));
  const { id, birthYear, ageBand, department, municipality, documentMasked, phoneMasked, organisationId, organisationName, organisationKind, recordCount, indigenous, disability, languages } = person;
  const line = { id, givenNames: person.givenNames, surnames: person.surnames, sex: person.sex, birthYear, ageBand, department, municipality, documentMasked, phoneMasked, organisationId, organisationName, organisationKind, recordCount, indigenous, disability, languages };
  const records = person.records.map((record) => {
    const leaf = byRecord.get(record.id);
    return leaf === undefined ? record : { ...record, ...recordChange(field, typed), leafId: leaf, leaves: [leaf], conflictFields: [] };
  });
  const body: PersonRow = { ...line, ...lineChange(field, typed), records };
  // The last of them is what the row waits for.
  const last = drafts.at(-1);
  return last === undefined ? [] : [{ of: last.id, collection: 'person', id, body }];
}

/** An organisation whom this draft registers. */
export function organisationShadow(draft: OwnDraft, typed: OrganisationTyped): ShadowOf {
  const { id } = draft;
  const place = { department: orNull(typed.department), municipality: orNull(typed.municipality) };
  const body = { id, name: written(typed.name), acronym: orNull(typed.acronym), organisationKind: typed.kind, ...place, sector: orNull(typed.sector) };
  return { of: id, collection: 'organisation', id, body };
}

type NameParts = Pick<PersonRecord, 'paternal' | 'maternal' | 'married'>;

function partsOf(typed: PersonTyped): NameParts {
  const { paternal, maternal, married } = nameOf(typed);
  return { paternal: paternal ?? null, maternal: maternal ?? null, married: married ?? null };
}

function hasOf(typed: PersonTyped): PersonRecord['has'] {
  const contact = contactOf(typed);
  return { birthDate: typed.birthKnown === 'date' && typed.birthDate !== '', document: documentOf(typed) !== null, contact: contact.phones.length > 0 || contact.email !== null };
}

function maskedOf(typed: PersonTyped): Pick<PersonLine, 'documentMasked' | 'phoneMasked'> {
  return { documentMasked: masked(typed.documentNumber), phoneMasked: masked(typed.phones.find(({ number }) => number.trim() !== '')?.number ?? '') };
}

function lineChange(field: Correctable, typed: PersonTyped): Partial<PersonRow> {
  switch (field) {
    case 'name':
      return { givenNames: written(typed.givenNames), surnames: surnamesTyped(typed) };
    case 'sex':
      return { sex: typed.sex || 'unknown' };
    case 'birth':
      return birthCounted(typed);
    case 'place':
      return { department: orNull(typed.department), municipality: orNull(typed.municipality) };
    case 'document':
      return { documentMasked: maskedOf(typed).documentMasked };
    case 'contact':
      return { phoneMasked: maskedOf(typed).phoneMasked };
    case 'indigenous':
    case 'disability':
      return { [field]: statedOf(typed[field]) };
    case 'languages':
      return { languages: [...typed.languages] };
  }
}

function recordChange(field: Correctable, typed: PersonTyped): Partial<PersonRecord> {
  switch (field) {
    case 'name':
      return { givenNames: written(typed.givenNames), surnames: surnamesTyped(typed), ...partsOf(typed) };
    case 'sex':
      return { sex: sexOf(typed.sex) };
    case 'birth':
      return birthCounted(typed);
    case 'place':
      return { department: orNull(typed.department), municipality: orNull(typed.municipality) };
    case 'indigenous':
    case 'disability':
      return { [field]: statedOf(typed[field]) };
    case 'languages':
      return { languages: [...typed.languages] };
    case 'document':
    case 'contact':
      return {};
  }
}
