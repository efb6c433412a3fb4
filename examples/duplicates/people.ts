/**
 * Invented people as they are: households with a shared telephone, siblings, parents and children of one name, and
 * namesakes who have nothing to do with each other. Every number is made up.
 */
import { Random } from '../bolivia-digna-y-productiva/random.ts';
import { MEN, MUNICIPALITIES, SURNAMES, WOMEN } from './weighted-names.ts';
import { withoutAccents } from './slips.ts';

export interface TruePerson {
  readonly id: number;
  readonly sex: 'woman' | 'man';
  readonly given: readonly string[];
  readonly surnames: readonly string[];
  /** Surname of the husband, which she adds in some lists. */
  readonly husband: string | null;
  readonly widow: boolean;
  readonly birthYear: number;
  readonly document: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  readonly municipality: string;
  readonly organisation: string | null;
  /** People of one household have one number. */
  readonly household: number;
  /** Number of the person whose whole name this one happens to bear. */
  readonly namesakeOf: number | null;
}

/** The year in which the lists are written: fixed, so that ages do not move. */
const LIST_YEAR = 2024;
const ORGANISATIONS = 1500;

/** A population of `count` people. The same seed gives the same people. */
export function inventPeople(seed: number, count: number): TruePerson[] {
  const random = new Random(seed);
  const people: TruePerson[] = [];
  let household = 0;
  while (people.length < count) {
    household += 1;
    const kind = random.below(100);
    if (kind < 82) people.push(someone(random, people, household));
    else if (kind < 87 && people.length > 100) people.push(namesake(random, people, household));
    else people.push(...family(random, people, household));
  }
  return people.slice(0, count);
}

function someone(random: Random, people: readonly TruePerson[], household: number, given: Partial<TruePerson> = {}): TruePerson {
  const sex = given.sex ?? (random.chance(55) ? 'woman' : 'man');
  const names = given.given ?? givenNames(random, sex);
  const surnames = given.surnames ?? (random.chance(4) ? [SURNAMES.draw(random)] : [SURNAMES.draw(random), SURNAMES.draw(random)]);
  const birthYear = given.birthYear ?? LIST_YEAR - (random.between(18, 44) + random.between(0, 26));
  const married = sex === 'woman' && LIST_YEAR - birthYear > 24 && random.chance(50);
  return {
    id: people.length,
    sex,
    given: names,
    surnames,
    husband: married ? SURNAMES.draw(random) : null,
    widow: married && random.chance(15),
    birthYear,
    document: random.chance(97) ? String(random.between(900_000, 13_900_000)) : null,
    phone: random.chance(88) ? phone(random) : null,
    email: random.chance(45) ? mail(random, names, surnames) : null,
    municipality: MUNICIPALITIES[random.below(random.between(1, MUNICIPALITIES.length))] ?? '070101',
    organisation: random.chance(85) ? `org-${random.below(random.between(1, ORGANISATIONS))}` : null,
    household,
    namesakeOf: null,
    ...given,
  };
}

function givenNames(random: Random, sex: 'woman' | 'man'): string[] {
  const pool = sex === 'woman' ? WOMEN : MEN;
  const count = random.below(100);
  const names = new Set([pool.draw(random)]);
  while (names.size < (count < 42 ? 1 : count < 97 ? 2 : 3)) names.add(pool.draw(random));
  return [...names];
}

/** Somebody with exactly the name of somebody else: mostly a common name, often of the same town, at times of the same firm. */
function namesake(random: Random, people: readonly TruePerson[], household: number): TruePerson {
  // Chance namesakes are those of common names: with three names drawn by their frequency there is hardly any other.
  const common = people.filter(({ surnames }) => surnames.every((surname) => COMMON.has(surname)));
  const other = random.pick(random.chance(85) && common.length > 0 ? common : people);
  return someone(random, people, household, {
    sex: other.sex,
    given: other.given,
    surnames: other.surnames,
    namesakeOf: other.id,
    ...(random.chance(45) ? { municipality: other.municipality } : {}),
    ...(random.chance(4) ? { organisation: other.organisation } : {}),
  });
}

const COMMON = new Set(
  `Mamani Quispe Flores Choque Condori Rojas Vargas Gutiérrez López Fernández García Rodríguez Cruz Sánchez Torrez Pérez
    Gonzales Chávez Ramos`.split(/\s+/),
);
/** First given names that brothers and sisters share: María Elena and María Luisa, Juan Carlos and Juan José. */
const SHARED_FIRST = new Set(['María', 'Ana', 'Rosa', 'Juana', 'Carmen', 'José', 'Juan', 'Luis', 'Carlos', 'Jorge']);

/** Two to four relatives: siblings, twins, parent and child, or a couple. They live together and often share a telephone. */
function family(random: Random, people: readonly TruePerson[], household: number): TruePerson[] {
  const first = someone(random, people, household);
  const made = [first];
  const others = random.between(1, 3);
  for (let at = 0; at < others; at += 1) {
    const so = [...people, ...made];
    const shared = {
      municipality: first.municipality,
      ...(random.chance(45) ? { phone: first.phone } : {}),
      ...(random.chance(25) ? { organisation: first.organisation } : {}),
    };
    made.push(someone(random, so, household, { ...shared, ...relation(random, first) }));
  }
  return made;
}

function relation(random: Random, first: TruePerson): Partial<TruePerson> {
  const kind = random.below(100);
  const sibling = { surnames: first.surnames, birthYear: first.birthYear + random.between(-8, 8) };
  if (kind < 45) return sibling;
  const [name = ''] = first.given;
  if (kind < 55) {
    if (!SHARED_FIRST.has(name)) return sibling;
    const pool = first.sex === 'woman' ? WOMEN : MEN;
    return { ...sibling, sex: first.sex, given: [name, pool.draw(random)] };
  }
  if (kind < 58) return { ...sibling, birthYear: first.birthYear };
  // A child with the parent's given name and first surname.
  if (kind < 70) {
    const surnames = [first.surnames[0] ?? '', SURNAMES.draw(random)];
    return { sex: first.sex, given: first.given, surnames, birthYear: Math.min(LIST_YEAR - 16, first.birthYear + random.between(19, 35)) };
  }
  return {};
}

function phone(random: Random): string {
  return `${random.pick(['6', '7'])}${random.between(1_000_000, 9_999_999)}`;
}

function mail(random: Random, given: readonly string[], surnames: readonly string[]): string {
  const plain = (text: string | undefined): string => withoutAccents(text ?? '').toLowerCase().replaceAll(' ', '');
  return `${plain(given[0])}.${plain(surnames[0])}${random.between(1, 9999)}@ejemplo.bo`;
}
