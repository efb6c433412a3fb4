/** Facts put into memory by hand, one after the other, as a store reads them: for tests of what is worked out from them. */
import fc from 'fast-check';
import { Columns } from '../../src/figures/columns.ts';
import { Touched } from '../../src/figures/touched.ts';

/** Number of the only measure. */
export const MEASURE = 1;
/** People there are, by numbers from 0. */
export const PEOPLE = 8;

/** Something that happens: somebody attends, an attendance is withdrawn, a sex is said, records become one, facts are sorted. */
export type Happening =
  | { readonly do: 'attend'; readonly person: number | null; readonly activity: number; readonly day: number; readonly quantity: number }
  | { readonly do: 'withdraw'; readonly which: number }
  | { readonly do: 'say'; readonly person: number; readonly sex: number }
  | { readonly do: 'unite'; readonly a: number; readonly b: number }
  | { readonly do: 'sort' };

const person: fc.Arbitrary<number> = fc.nat(PEOPLE - 1);

/** What may happen, and how often. */
export const happenings: readonly { readonly weight: number; readonly arbitrary: fc.Arbitrary<Happening> }[] = [
  { weight: 8, arbitrary: fc.record({ do: fc.constant('attend' as const), person: fc.option<number>(person, { freq: 12 }), activity: fc.nat(2), day: fc.nat(400), quantity: fc.nat(120) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('withdraw' as const), which: fc.nat(50) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('say' as const), person, sex: fc.nat(2) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('unite' as const), a: person, b: person }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('sort' as const) }) },
];

/** Facts that come in one after the other, at positions of their own. Activities are 100 to 102, occasions 200 to 203, people from 1000. */
export class FactsByHand {
  readonly columns = new Columns();
  readonly touched = new Touched();
  position = 0;
  private readonly standing: number[] = [];

  attend(person: number | null, activity: number, day: number, quantity: number): void {
    this.position += 1;
    const { columns, position, touched } = this;
    if (person === null) touched.ofNobody(MEASURE, position);
    else touched.ofPerson(columns.people.intern(1000 + person), position);
    const things = { person: person === null ? null : 1000 + person, activity: 100 + activity, occasion: 200 + (position % 4), organisation: 300 + (position % 3) };
    columns.add({ from: position, ordinal: 0, to: null, because: null, batch: null, measure: MEASURE, day, place: 1, partner: null, quantity, ...things });
    if (person !== null) this.standing.push(position * 100 + person);
  }

  withdraw(which: number): void {
    const [one] = this.standing.splice(which % Math.max(1, this.standing.length), 1);
    if (one === undefined) return;
    this.position += 1;
    this.touched.ofPerson(this.columns.people.intern(1000 + (one % 100)), this.position);
    this.columns.end(Math.floor(one / 100), this.position, 2, 0);
  }

  say(person: number, sex: number): void {
    this.position += 1;
    const number = this.columns.people.intern(1000 + person);
    this.touched.ofPerson(number, this.position);
    this.columns.personVersions.push({ from: this.position, to: 1_000_000, batch: 0, person: number, sex, birthYear: null, born: null });
  }

  unite(a: number, b: number): void {
    if (a === b) return;
    this.position += 1;
    this.touched.ofAnybody(this.position);
    this.columns.edges.push({ from: this.position, to: 1_000_000, batch: 0, a: this.columns.people.intern(1000 + a), b: this.columns.people.intern(1000 + b), aId: `r${a}`, bId: `r${b}`, chosenSex: null, chosenBirthYear: null, chosenPlace: null });
  }

  happens(one: Happening): void {
    if (one.do === 'attend') this.attend(one.person, one.activity, one.day, one.quantity);
    else if (one.do === 'withdraw') this.withdraw(one.which);
    else if (one.do === 'say') this.say(one.person, one.sex);
    else if (one.do === 'unite') this.unite(one.a, one.b);
    else this.columns.sort();
  }
}
