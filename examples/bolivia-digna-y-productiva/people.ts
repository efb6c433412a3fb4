/** The invented people of one seed: who they are, whom they represent, and what each list knows of them. */
import type { Sex } from '../../src/registry/entries.ts';
import { minutesFor, oneStayEach, withReturns, type Course, type Stays } from './attendance.ts';
import { CAST, type CastMember } from './cast.ts';
import { ContactBook } from './contacts.ts';
import { NameBook } from './names.ts';
import {
  DEPARTMENTS,
  departments,
  isConstituent,
  type Constituent,
  type Department,
  type Organisation,
} from './organisations.ts';
import { OrganisationDealer } from './organisation-dealer.ts';
import { PROCESSES, THRESHOLD_PERCENT } from './programme.ts';
import { Random } from './random.ts';
import {
  LISTS,
  OTHER_SEX_TRAINED,
  OTHER_SLOTS,
  TRAINED_SLOTS,
  WOMEN_TRAINED,
  type Attainment,
  type ListCode,
  type Slot,
} from './slots.ts';
import { planSpellings, type FullName, type Spelling } from './spellings.ts';

export interface Participation {
  readonly list: ListCode;
  readonly organisation: Organisation | null;
  readonly stays: Stays;
  /** By session. */
  readonly spellings: readonly Spelling[];
  readonly states: States;
}

/** What a list says of somebody besides the name. */
interface States {
  readonly sex: boolean;
  readonly document: boolean;
  readonly phone: boolean;
  readonly email: boolean;
}

export interface Person {
  readonly name: FullName;
  /** null: the example does not know either. */
  readonly sex: Sex | null;
  readonly document: number;
  readonly phone: string;
  readonly email: string;
  readonly department: Department;
  readonly municipality: string;
  readonly participations: readonly Participation[];
}

export interface Crowd {
  readonly people: readonly Person[];
  /** For people of the fourth list, who must not resemble anybody either. */
  readonly names: NameBook;
  readonly contacts: ContactBook;
}

/** Sessions and threshold of a process of the example. Throws for a code it does not have. */
export function courseOf(code: string): Course {
  const process = PROCESSES.find((one) => one.code === code);
  if (process === undefined) throw new Error(`The programme has no process ${code}.`);
  const durations = process.sessions.map(({ durationMinutes }) => durationMinutes);
  return { durations, thresholdPercent: THRESHOLD_PERCENT };
}

const COURSES: Readonly<Record<ListCode, Course>> = {
  APOYO: courseOf('APOYO'),
  CONTINUIDAD: courseOf('CONTINUIDAD'),
  FICHAS: courseOf('FICHAS'),
};
const SESSION_COUNTS: Readonly<Record<ListCode, number>> = {
  APOYO: COURSES.APOYO.durations.length,
  CONTINUIDAD: COURSES.CONTINUIDAD.durations.length,
  FICHAS: COURSES.FICHAS.durations.length,
};

export function inventPeople(seed: number): Crowd {
  return new Inventor(seed).invent();
}

class Inventor {
  private readonly random: Random;
  private readonly names: NameBook;
  private readonly contacts: ContactBook;
  private readonly organisations: OrganisationDealer;

  constructor(seed: number) {
    this.random = new Random(seed);
    this.names = new NameBook(this.random);
    this.contacts = new ContactBook(this.random);
    this.organisations = new OrganisationDealer(this.random);
  }

  invent(): Crowd {
    const cast = CAST.map((member) => member);
    const sexes = this.sexesOfTrained();
    let sisters: Organisation | null = null;
    const people: Person[] = [];
    for (const slot of TRAINED_SLOTS) {
      const member = slot.trait === 'cast' ? (cast.shift() ?? null) : null;
      const sex = slot.trait === 'sex-unstated' ? null : (member?.sex ?? sexes.pop() ?? null);
      const shared = member?.name.given.length === 2 ? sisters : null;
      const organisation: Organisation = shared ?? this.organisations.deal();
      if (member?.name.given.length === 2) sisters = organisation;
      people.push(this.person(slot, sex, organisation, member));
    }
    for (const slot of OTHER_SLOTS) {
      const sex = slot.trait === 'sex-unstated' ? null : this.random.chance(55) ? 'woman' : 'man';
      people.push(this.person(slot, sex, this.organisations.any(slot.represents), null));
    }
    return { people, names: this.names, contacts: this.contacts };
  }

  /** The sexes of the trained of whom a list states it, but for the cast, in an order of chance. */
  private sexesOfTrained(): Sex[] {
    const castWomen = CAST.filter(({ sex }) => sex === 'woman').length;
    const open = TRAINED_SLOTS.filter(({ trait }) => trait !== 'sex-unstated' && trait !== 'cast').length;
    const women = WOMEN_TRAINED - castWomen;
    const sexOf = (at: number): Sex => (at < women ? 'woman' : at < women + OTHER_SEX_TRAINED ? 'other' : 'man');
    return this.random.shuffled(Array.from({ length: open }, (_, at) => sexOf(at)));
  }

  private person(slot: Slot, sex: Sex | null, organisation: Organisation | null, member: CastMember | null): Person {
    const { random } = this;
    const lists = listsOf(slot);
    const oneSurname = lists.length === 1 && slot.trait === 'none' && organisation !== null && random.chance(6);
    const name = member?.name ?? this.names.take(sex, oneSurname ? 1 : 2);
    const department = organisation?.department ?? random.pick(departments());
    return {
      name,
      sex,
      document: member?.document ?? this.contacts.document(),
      phone: member?.phone ?? this.contacts.phone(),
      email: this.contacts.email(name),
      department,
      municipality: random.pick(DEPARTMENTS[department].municipalities),
      participations: this.participations(slot, name, organisation),
    };
  }

  private participations(slot: Slot, name: FullName, organisation: Organisation | null): Participation[] {
    const { random } = this;
    const lists = listsOf(slot);
    // In a call without an address, only the whole name and the organisation say who it is.
    const guest = organisation !== null && lists.includes('FICHAS') && lists.length < 3 && random.chance(20);
    const twoKinds = slot.trait === 'two-kinds';
    const mayVary = !guest && organisation !== null && !twoKinds && slot.trait !== 'cast';
    const spellings = planSpellings(random, name, slot, SESSION_COUNTS, mayVary);
    const second = twoKinds && organisation !== null ? this.organisations.ofAnotherKind(organisation) : organisation;
    const known = lists.length > 1 || slot.trait === 'cast';
    return lists.map((list) => ({
      list,
      organisation: list === 'CONTINUIDAD' ? second : organisation,
      stays: this.stays(list, slot.attends[list] ?? 'part'),
      spellings: spellings[list],
      states: this.states(list, slot, known, guest),
    }));
  }

  private stays(list: ListCode, attainment: Attainment): Stays {
    const minutes = minutesFor(this.random, COURSES[list], attainment);
    return list === 'FICHAS' ? withReturns(this.random, minutes, attainment, COURSES[list]) : oneStayEach(minutes);
  }

  /** People of several lists give their address in each, so that whatever the spelling the lists agree on something. */
  private states(list: ListCode, slot: Slot, known: boolean, guest: boolean): States {
    if (list === 'FICHAS') return { sex: false, document: false, phone: false, email: !guest };
    const says = (percent: number): boolean => known || this.random.chance(percent);
    const stated = slot.trait !== 'sex-unstated';
    if (list === 'APOYO') {
      return { sex: stated && slot.trait !== 'sex-late', document: says(85), phone: says(75), email: says(45) };
    }
    const saidBefore = slot.attends.APOYO !== undefined && slot.trait !== 'sex-late';
    const again = !saidBefore || this.random.chance(80);
    return { sex: stated && again, document: says(80), phone: false, email: true };
  }
}

function listsOf({ attends }: Slot): ListCode[] {
  return LISTS.filter((list) => attends[list] !== undefined);
}

/** The kind of constituents somebody stands for in a list; null for others and for nobody. */
export function constituentOf({ organisation }: Participation): Constituent | null {
  return organisation !== null && isConstituent(organisation.kind) ? organisation.kind : null;
}
