/** Of whom something was said lately: whose part of a figure has to be worked out again. Pure. */

/** So many people are remembered; then all is forgotten and figures are worked out whole once. */
const PEOPLE_MAX = 20_000;
/** More people than this are not worked out apart: the whole is as quick. */
const APART_MAX = 2_000;

export class Touched {
  /** Per person, by number: the position up to which something was read of them. */
  private readonly people = new Map<number, number>();
  /** Per measure: the same of facts that name nobody. */
  private readonly nobody = new Map<number, number>();
  /** Up to here something was said that may touch anybody: which records are one, organisations, ages, imports. */
  private anybody = 0;

  /** A fact or what is known of a person, read up to a position. */
  ofPerson(person: number, position: number): void {
    if (this.people.size >= PEOPLE_MAX) {
      this.people.clear();
      this.anybody = position;
    }
    this.people.set(person, position);
  }

  ofNobody(measure: number, position: number): void {
    this.nobody.set(measure, position);
  }

  ofAnybody(position: number): void {
    this.anybody = position;
  }

  /** Whom something was said of after a position; null where it may be anybody, or too many. Facts without a person count where they are of a measure. */
  since(position: number, measures: readonly number[]): readonly number[] | null {
    if (this.anybody > position || measures.some((measure) => (this.nobody.get(measure) ?? 0) > position)) return null;
    const found: number[] = [];
    for (const [person, at] of this.people) {
      if (at <= position) continue;
      if (found.length >= APART_MAX) return null;
      found.push(person);
    }
    return found;
  }
}
