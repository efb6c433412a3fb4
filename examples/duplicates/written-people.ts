/** How lists write people down: what they ask, what they leave out, and what goes wrong. */
import type { MatchRecord } from '../../src/registry/matching.ts';
import { Random } from '../bolivia-digna-y-productiva/random.ts';
import type { TruePerson } from './people.ts';
import { byEar, withoutAccents, withTypo, withWrongDigit } from './slips.ts';
import { MUNICIPALITIES } from './weighted-names.ts';

/** What went wrong with a record, besides accents and capitals. */
export const PERSON_SLIPS = [
  'second-given-missing', 'other-given-first', 'given-abbreviated', 'second-surname-missing', 'second-surname-initial',
  'married-name', 'typo', 'by-ear', 'order', 'short-name', 'wrong-digit', 'document-of-another', 'year-wrong', 'sex-wrong',
  'phone-changed', 'email-changed', 'moved', 'organisation-changed', 'document-missing', 'name-only',
] as const;
export type PersonSlip = (typeof PERSON_SLIPS)[number];

export interface WrittenPerson {
  readonly person: TruePerson;
  readonly record: MatchRecord;
  readonly slips: ReadonlySet<PersonSlip>;
}

/** What a kind of list states of a person, in percent. */
interface Source {
  readonly document: number;
  readonly phone: number;
  readonly email: number;
  readonly birthYear: number;
  readonly sex: number;
  readonly municipality: number;
  readonly organisation: number;
}
const FORM: Source = { document: 92, phone: 90, email: 70, birthYear: 90, sex: 98, municipality: 95, organisation: 90 };
const LIST: Source = { document: 80, phone: 80, email: 40, birthYear: 40, sex: 80, municipality: 65, organisation: 92 };
const ONLINE: Source = { document: 0, phone: 20, email: 90, birthYear: 0, sex: 10, municipality: 30, organisation: 70 };

/** Every record of every person: seven of ten have one, the others two to four. */
export function writePeople(seed: number, people: readonly TruePerson[]): WrittenPerson[] {
  const random = new Random(seed * 31 + 7);
  return people.flatMap((person) => {
    const lot = random.below(100);
    const count = lot < 70 ? 1 : lot < 90 ? 2 : lot < 97 ? 3 : 4;
    return Array.from({ length: count }, () => writePerson(random, person, people));
  });
}

function writePerson(random: Random, person: TruePerson, people: readonly TruePerson[]): WrittenPerson {
  const lot = random.below(100);
  // Nobody joins online without an e-mail address.
  const source = lot < 45 ? FORM : lot < 88 || person.email === null ? LIST : ONLINE;
  const slips = new Set<PersonSlip>();
  const name = writtenName(random, person, slips);
  const stated = (percent: number): boolean => random.chance(percent);
  const document = stated(source.document) ? writtenDocument(random, person, people, slips) : null;
  const record: MatchRecord = {
    ...name,
    document,
    phone: stated(source.phone) ? writtenPhone(random, person, slips) : null,
    email: stated(source.email) ? writtenEmail(random, person, slips) : null,
    birthYear: stated(source.birthYear) ? writtenYear(random, person, slips) : null,
    sex: stated(source.sex) ? writtenSex(random, person, slips) : null,
    municipality: stated(source.municipality) ? writtenPlace(random, person, slips) : null,
    organisationKeys: stated(source.organisation) ? writtenOrganisation(random, person, slips) : [],
  };
  if (document === null) slips.add('document-missing');
  if (document === null && record.phone === null && record.email === null && record.birthYear === null) slips.add('name-only');
  return { person, record, slips };
}

const SHORT: Readonly<Record<string, string>> = {
  José: 'Pepe', Francisco: 'Pancho', Roberto: 'Beto', Teresa: 'Tere', Isabel: 'Chabela', Eduardo: 'Lalo', Patricia: 'Paty',
  Guadalupe: 'Lupe', Antonio: 'Toño', Alberto: 'Beto', Rosario: 'Charo', Verónica: 'Vero', Alejandra: 'Ale', Gabriela: 'Gaby',
};

type Happens = (percent: number, slip: PersonSlip, possible: boolean) => boolean;

function writtenName(random: Random, person: TruePerson, slips: Set<PersonSlip>): { givenNames: string; surnames: string } {
  const happens: Happens = (percent, slip, possible) => {
    const so = possible && random.chance(percent);
    if (so) slips.add(slip);
    return so;
  };
  const given = writtenGiven(person, happens);
  const surnames = writtenSurnames(random, person, happens);
  const slipIn = random.chance(35) ? given : surnames;
  const at = random.below(slipIn.length);
  const word = slipIn[at] ?? '';
  if (happens(6, 'typo', word.length > 4)) slipIn[at] = withTypo(random, word);
  else if (happens(7, 'by-ear', true)) slipIn[at] = byEar(random, word);
  const [first, second] = [given.join(' '), surnames.join(' ')];
  const swapped = happens(3, 'order', true);
  return inHand(random, swapped ? { givenNames: second, surnames: first } : { givenNames: first, surnames: second });
}

function writtenGiven(person: TruePerson, happens: Happens): string[] {
  let given = [...person.given];
  if (happens(17, 'second-given-missing', given.length > 1)) given = given.slice(0, 1);
  else if (happens(4, 'other-given-first', given.length > 1)) given = given.slice(1, 2);
  const [first = '', ...others] = given;
  if (happens(8, 'short-name', SHORT[first] !== undefined)) return [SHORT[first] ?? first];
  if (!happens(3, 'given-abbreviated', true)) return given;
  return [first === 'María' ? 'Ma.' : `${first.charAt(0)}.`, ...others];
}

function writtenSurnames(random: Random, person: TruePerson, happens: Happens): string[] {
  const [first = '', second = ''] = person.surnames;
  const two = person.surnames.length > 1;
  if (happens(22, 'married-name', person.husband !== null)) return marriedSurnames(random, person);
  if (happens(12, 'second-surname-missing', two)) return [first];
  return happens(5, 'second-surname-initial', two) ? [first, `${second.charAt(0)}.`] : [...person.surnames];
}

function marriedSurnames(random: Random, { surnames, husband, widow }: TruePerson): string[] {
  const added = widow ? `vda. de ${husband ?? ''}` : `de ${husband ?? ''}`;
  return random.chance(60) ? [surnames[0] ?? '', added] : [...surnames, added];
}

function inHand(random: Random, name: { givenNames: string; surnames: string }): { givenNames: string; surnames: string } {
  const hand = random.below(10);
  const write = (text: string): string => {
    const bare = hand < 7 ? withoutAccents(text) : text;
    return hand < 4 ? bare.toUpperCase() : hand === 4 ? bare.toLowerCase() : bare;
  };
  return { givenNames: write(name.givenNames), surnames: write(name.surnames) };
}

function writtenDocument(random: Random, person: TruePerson, people: readonly TruePerson[], slips: Set<PersonSlip>): MatchRecord['document'] {
  if (person.document === null) return null;
  if (random.below(1000) < 7) {
    const relatives = people.slice(Math.max(0, person.id - 3), person.id + 4).filter(({ household, id }) => household === person.household && id !== person.id);
    const other = relatives[0]?.document ?? null;
    if (other !== null) {
      slips.add('document-of-another');
      return { number: other, complement: null };
    }
  }
  if (!random.chance(5)) return { number: person.document, complement: null };
  slips.add('wrong-digit');
  return { number: withWrongDigit(random, person.document), complement: null };
}

function writtenPhone(random: Random, person: TruePerson, slips: Set<PersonSlip>): string | null {
  if (person.phone === null) return null;
  if (random.chance(14)) {
    slips.add('phone-changed');
    return `7${random.between(1_000_000, 9_999_999)}`;
  }
  if (random.chance(3)) {
    slips.add('phone-changed');
    return withWrongDigit(random, person.phone);
  }
  return random.chance(20) ? `+591 ${person.phone}` : person.phone;
}

function writtenEmail(random: Random, person: TruePerson, slips: Set<PersonSlip>): string | null {
  if (person.email === null || !random.chance(13)) return person.email;
  slips.add('email-changed');
  return random.chance(70) ? person.email.replace(/\d+@/, `${random.between(1, 9999)}@`) : withTypo(random, person.email);
}

function writtenYear(random: Random, person: TruePerson, slips: Set<PersonSlip>): number {
  const lot = random.below(100);
  if (lot >= 5) return person.birthYear;
  slips.add('year-wrong');
  if (lot < 3) return person.birthYear + (random.chance(50) ? 1 : -1);
  return person.birthYear + random.pick([10, -10, 2, -2, 5]);
}

function writtenSex(random: Random, person: TruePerson, slips: Set<PersonSlip>): 'woman' | 'man' {
  if (random.below(1000) >= 8) return person.sex;
  slips.add('sex-wrong');
  return person.sex === 'woman' ? 'man' : 'woman';
}

function writtenPlace(random: Random, person: TruePerson, slips: Set<PersonSlip>): string {
  if (random.chance(91)) return person.municipality;
  slips.add('moved');
  return random.pick(MUNICIPALITIES);
}

function writtenOrganisation(random: Random, person: TruePerson, slips: Set<PersonSlip>): string[] {
  if (person.organisation === null) return [];
  if (random.chance(82)) return [person.organisation];
  slips.add('organisation-changed');
  return [`org-${random.below(1500)}`];
}
