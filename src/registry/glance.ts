/**
 * What the first look at two records needs, as numbers side by side: a long list compares millions of pairs, and nearly
 * all of them are two people at a glance. Pure. `mayBeOne` is false only where `couldBeOne` is.
 */
import type { Prepared } from './matching.ts';
import { areDifferent, wordNumber } from './names.ts';

/** Given names, and surnames, that have a place; whoever has more is looked at in full. */
const WORDS_MAX = 3;
/** Letters at either end of a document number, one of which a single slip leaves as they are. */
const END_LETTERS = 3;
/** Shorter numbers are looked at in full. */
const DOCUMENT_LETTERS_MIN = 2 * END_LETTERS + 1;
/** Records there is room for at first. */
const ROOM = 1024;

/** Places of one record, one after the other. */
const AT = { how: 0, phone: 1, email: 2, start: 3, end: 4, givenCount: 5, surnameCount: 6, given: 7, surnames: 10, givenSounds: 13, surnameSounds: 16 } as const;
const WIDTH = 19;

/** The record is looked at in full, whomever it meets. */
const IN_FULL = 1;

export class Glances {
  private values = new Int32Array(ROOM * WIDTH);
  private count = 0;
  private readonly texts = new Map<string, number>();

  /** Adds the next record: 0, 1, 2 ... */
  add({ record, name, phone, email }: Prepared): void {
    const from = this.count * WIDTH;
    if (from + WIDTH > this.values.length) this.values = grown(this.values);
    this.count += 1;
    const { values } = this;
    const words = [...name.given, ...name.surnames];
    const number = record.document?.number ?? null;
    const isPlain =
      !name.isShort && name.given.length <= WORDS_MAX && name.surnames.length <= WORDS_MAX &&
      words.every((word) => wordNumber(word) !== 0) && (number === null || number.length >= DOCUMENT_LETTERS_MIN);
    values[from + AT.how] = isPlain ? 0 : IN_FULL;
    // At most eight digits: never 0, which is none.
    values[from + AT.phone] = phone === null ? 0 : Number(phone) + 1;
    values[from + AT.email] = this.numberOf(email);
    values[from + AT.start] = number === null ? 0 : this.numberOf(number.slice(0, END_LETTERS));
    values[from + AT.end] = number === null ? 0 : this.numberOf(number.slice(-END_LETTERS));
    if (!isPlain) return;
    values[from + AT.givenCount] = name.given.length;
    values[from + AT.surnameCount] = name.surnames.length;
    name.given.forEach((word, at) => (values[from + AT.given + at] = wordNumber(word)));
    name.surnames.forEach((word, at) => (values[from + AT.surnames + at] = wordNumber(word)));
    name.givenSounds.forEach((sound, at) => (values[from + AT.givenSounds + at] = this.numberOf(sound)));
    name.surnameSounds.forEach((sound, at) => (values[from + AT.surnameSounds + at] = this.numberOf(sound)));
  }

  /** Whether two records are worth a second look. */
  mayBeOne(one: number, other: number): boolean {
    const { values } = this;
    const [a, b] = [one * WIDTH, other * WIDTH];
    if (values[a + AT.how] === IN_FULL || values[b + AT.how] === IN_FULL) return true;
    return (
      this.shares(a, b, AT.phone) ||
      this.shares(a, b, AT.email) ||
      this.shares(a, b, AT.start) ||
      this.shares(a, b, AT.end) ||
      (this.givenMeet(a, b) && this.surnamesMeet(a, b)) ||
      this.crosses(a, b) ||
      this.crosses(b, a)
    );
  }

  private shares(a: number, b: number, place: number): boolean {
    const value = this.at(a + place);
    return value !== 0 && value === this.at(b + place);
  }

  private givenMeet(a: number, b: number): boolean {
    const [countA, countB] = [this.at(a + AT.givenCount), this.at(b + AT.givenCount)];
    if (countA === 0 || countB === 0) return true;
    if (countA < countB) return this.givenStand(a, b, countA, countB);
    if (countB < countA) return this.givenStand(b, a, countB, countA);
    return this.givenStand(a, b, countA, countB) && this.givenStand(b, a, countB, countA);
  }

  /** Whether each given name of one meets a like one in its place, or stands elsewhere in the other. */
  private givenStand(a: number, b: number, countA: number, countB: number): boolean {
    for (let at = 0; at < countA; at += 1) {
      const word = this.at(a + AT.given + at);
      if (at < countB && !areDifferent(word, this.at(b + AT.given + at))) continue;
      if (!this.has(b + AT.given, countB, word)) return false;
    }
    return true;
  }

  private surnamesMeet(a: number, b: number): boolean {
    const count = Math.min(this.at(a + AT.surnameCount), this.at(b + AT.surnameCount));
    for (let at = 0; at < count; at += 1) {
      if (areDifferent(this.at(a + AT.surnames + at), this.at(b + AT.surnames + at))) return this.areSwapped(a, b);
    }
    return true;
  }

  private areSwapped(a: number, b: number): boolean {
    return (
      this.at(a + AT.surnameCount) === 2 && this.at(b + AT.surnameCount) === 2 &&
      this.at(a + AT.surnames) === this.at(b + AT.surnames + 1) && this.at(a + AT.surnames + 1) === this.at(b + AT.surnames)
    );
  }

  /** Whether a given name of one stands among the surnames of the other, as it sounds. */
  private crosses(a: number, b: number): boolean {
    const [given, surnames] = [this.at(a + AT.givenCount), this.at(b + AT.surnameCount)];
    for (let at = 0; at < given; at += 1) {
      if (this.has(b + AT.surnameSounds, surnames, this.at(a + AT.givenSounds + at))) return true;
    }
    return false;
  }

  private has(from: number, count: number, value: number): boolean {
    for (let at = from; at < from + count; at += 1) if (this.values[at] === value) return true;
    return false;
  }

  private at(place: number): number {
    return this.values[place] ?? 0;
  }

  /** From 1; 0 for none. */
  private numberOf(text: string | null): number {
    if (text === null) return 0;
    const known = this.texts.get(text);
    if (known !== undefined) return known;
    const number = this.texts.size + 1;
    this.texts.set(text, number);
    return number;
  }
}

function grown(values: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(values.length * 2);
  larger.set(values);
  return larger;
}
