/** What was typed in a form, from the draft it became: to be typed anew where the server refused it. */
import type { z } from 'zod';
import type { DraftInput } from '../../ledger/entry.ts';
import type { organisationRegistered, personRegistered } from '../entries.ts';
import type { personContact, personDocument, personName } from '../particulars.ts';
import type { OrganisationTyped } from './organisation-draft.ts';
import { nothingTyped, type PersonTyped } from './person-draft.ts';

type PersonSaid = z.output<typeof personRegistered.payload>;

export function personTypedFrom(draft: DraftInput): PersonTyped {
  const said = payloadOf<PersonSaid>(draft);
  const { sex, department, municipality, indigenous, disability, languages } = said;
  const texts = { sex: text(sex), department: text(department), municipality: text(municipality), indigenous: text(indigenous), disability: text(disability) };
  return { ...nothingTyped(), ...nameFrom(draft), ...numbersFrom(draft), ...birthFrom(said, partOf<string>(draft, 'birthDate')), ...texts, languages: [...languages] };
}

function nameFrom(draft: DraftInput): Pick<PersonTyped, 'givenNames' | 'paternal' | 'maternal' | 'married'> {
  const name = partOf<z.output<typeof personName>>(draft, 'name');
  return { givenNames: text(name?.givenNames), paternal: text(name?.paternal ?? name?.surnames), maternal: text(name?.maternal), married: text(name?.married) };
}

function numbersFrom(draft: DraftInput): Pick<PersonTyped, 'documentNumber' | 'complement' | 'issuedIn' | 'phones' | 'email'> {
  const document = partOf<z.output<typeof personDocument>>(draft, 'document');
  const { phones, email } = partOf<z.output<typeof personContact>>(draft, 'contact') ?? { phones: [], email: null };
  return {
    documentNumber: text(document?.number),
    complement: text(document?.complement),
    issuedIn: text(document?.issuedIn),
    phones: phones.length === 0 ? nothingTyped().phones : phones.map((one) => ({ ...one })),
    email: text(email),
  };
}

function birthFrom({ birthYear, ageBand }: PersonSaid, birthDate: string | null): Pick<PersonTyped, 'birthKnown' | 'birthDate' | 'birthYear' | 'ageFrom' | 'ageTo' | 'statedOn'> {
  return {
    birthKnown: birthDate !== null ? 'date' : birthYear !== null ? 'year' : ageBand !== null ? 'band' : 'none',
    birthDate: text(birthDate),
    birthYear: text(birthYear),
    ageFrom: text(ageBand?.fromYears),
    ageTo: text(ageBand?.toYears),
    statedOn: ageBand?.statedOn ?? nothingTyped().statedOn,
  };
}

export function organisationTypedFrom(draft: DraftInput): OrganisationTyped {
  const said = payloadOf<z.output<typeof organisationRegistered.payload>>(draft);
  const { name, organisationKind, membersWomen, membersMen, membersUnknown } = said;
  const members = { membersWomen: text(membersWomen), membersMen: text(membersMen), membersUnknown: text(membersUnknown) };
  const place = { department: text(said.department), municipality: text(said.municipality) };
  const work = { taxNumber: text(said.taxNumber), sector: text(said.sector), valueChain: text(said.valueChain), formalStatus: text(said.formalStatus), exports: text(said.exports) };
  return { name, acronym: text(said.acronym), kind: organisationKind, ...place, ...work, ...members };
}

/** As a box holds it. */
function text(value: string | number | null | undefined): string {
  return value === null || value === undefined ? '' : String(value);
}

/** The form of this very kind wrote it. */
export function payloadOf<Payload>(draft: DraftInput): Payload;
export function payloadOf(draft: DraftInput): unknown {
  return draft.payload;
}

function partOf<Part>(draft: DraftInput, name: string): Part | null;
function partOf(draft: DraftInput, name: string): unknown {
  return draft.private?.[name]?.value ?? null;
}
