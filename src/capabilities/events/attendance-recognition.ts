/**
 * Who a row of a list of attendance is: nobody known, somebody for sure, or somebody a person must say. Pure. Within
 * one list a name that comes back is judged by what the list is: joinings of a meeting, or one line for each person.
 */
import type { ScoreLine } from '../../registry/entries.ts';
import { contradicts, couldBeOne, DOUBTFUL_SCORE_MIN, type MatchRecord, type PairScore, prepareOnce, raised, scoreAtEntry, scorePair, SURE_SCORE_MIN } from '../../registry/matching.ts';
import type { MatchedOrganisation } from '../../registry/organisation-matcher.ts';
import type { AttendanceRow, Layout } from './attendance-file.ts';
import type { IndexedPerson, PeopleIndex } from './import-people.ts';

export interface Decision {
  readonly decision: 'same' | 'new' | 'skip' | 'undecided';
  /** For `same`: the record meant; null takes the best candidate. */
  readonly personId: string | null;
  /** For `same`: the earlier row of this file whose person is meant; such a person has no id before the import is open. */
  readonly sameRow?: number | null;
}

export interface Candidate {
  readonly personId: string | null;
  readonly row: number | null;
  readonly name: string;
  readonly organisation: string | null;
  readonly score: number;
  readonly explanation: readonly ScoreLine[];
}

/** A candidate with the record it stands for. */
export interface Scored extends Candidate {
  readonly person: IndexedPerson;
  /** Whether the row adds its stays to this very record, once it is sure. */
  readonly attaches: boolean;
}

export interface RecognitionInput {
  readonly people: PeopleIndex;
  readonly layout: Layout;
  /** Id of the session with this number; null where the process has none. */
  readonly sessionIdOf: (number: number) => string | null;
  /** `off`: every spelling is a person of its own; for showing what matching is worth. */
  readonly matching: 'on' | 'off';
}

/** Candidates a person is asked about at the most. */
const CANDIDATES_MAX = 5;

export class Recognition {
  private readonly input: RecognitionInput;
  private readonly people: PeopleIndex;
  private readonly explanations = new Map<string, readonly ScoreLine[]>();
  /** By the words of a record: whom the first row with them was found to be. */
  private readonly found = new Map<string, { readonly record: MatchRecord; readonly person: IndexedPerson; pair: PairScore | null }>();

  constructor(input: RecognitionInput) {
    this.input = input;
    this.people = input.people;
  }

  /** Who a row is for sure; null for somebody new; `doubtful` where a person must say. */
  recognise(row: AttendanceRow, record: MatchRecord, scored: readonly Scored[]): Scored | null | 'doubtful' {
    const [best, second] = scored;
    if (best === undefined) return null;
    if (best.score < SURE_SCORE_MIN) return 'doubtful';
    if (second !== undefined && second.score >= SURE_SCORE_MIN) {
      if (!this.people.areDistinguished(best.person, second.person)) return 'doubtful';
      // Somebody said "new" in an earlier row: whoever comes back under that name is that new person.
      return best.person.row === null ? second : best;
    }
    if (this.input.matching === 'on' && this.repeats(row, record, best.person)) return 'doubtful';
    return this.inTwoPlaces(row, record, best.person) ? 'doubtful' : best;
  }

  /**
   * Whom a row may be, best first, one for each person. `undecided`: nobody said anything of the row; then who is written
   * with the very same words as before, in another session, is not looked for again.
   */
  candidates(row: AttendanceRow, record: MatchRecord, undecided: boolean): Scored[] {
    if (this.input.matching === 'off') return this.sameSpelling(record);
    const again = undecided ? this.again(row, record) : null;
    return again === null ? this.alike(row, record) : [again];
  }

  /** Keeps whom a row was found to be, without anybody being asked. */
  remember(record: MatchRecord, personId: string): void {
    const [words, person] = [wordsOf(record), this.people.find(personId)];
    if (person !== null && !this.found.has(words)) this.found.set(words, { record, person, pair: null });
  }

  /** The record a person named: a candidate, or anybody the import knows of. */
  named({ personId, sameRow = null }: Decision, scored: readonly Scored[]): Scored | null {
    if (sameRow !== null) {
      const offered = scored.find((one) => one.row === sameRow);
      return offered === undefined ? null : { ...offered, attaches: false };
    }
    const person = personId === null ? null : this.people.find(personId);
    if (person === null) return null;
    const offered = scored.find((one) => this.people.canonical(one.person) === this.people.canonical(person));
    const { row, name, organisation } = person;
    const attaches = false;
    return { person, attaches, personId, row, name, organisation, score: offered?.score ?? 0, explanation: offered?.explanation ?? [] };
  }

  private alike(row: AttendanceRow, record: MatchRecord): Scored[] {
    const best = new Map<string, Scored>();
    const nameKey = this.people.nameKey(record);
    const own = prepareOnce(record);
    let present: MatchRecord | null = null;
    for (const person of this.people.near(record)) {
      if (!couldBeOne(own, person.prepared)) continue;
      // Written the same, it may be another list of the same session; otherwise one session on both speaks for two people.
      const apart = nameKey !== person.nameKey && (person.record.sessionKeys ?? []).length > 0;
      if (apart) present ??= { ...record, sessionKeys: this.sessionsOf(row) };
      const scored = this.scored(row, record, person, scoreAtEntry(apart && present !== null ? present : record, person.record));
      if (scored === null) continue;
      const key = this.people.canonical(person);
      const before = best.get(key);
      if (before === undefined || (scored.attaches === before.attaches ? scored.score > before.score : scored.attaches)) best.set(key, scored);
    }
    const found = [...best.values()].sort((a, b) => b.score - a.score).slice(0, CANDIDATES_MAX);
    return found.map((scored) => ({ ...scored, explanation: this.shared(scored.explanation) }));
  }

  /** A row as one of those it may be; null where nobody would be asked. */
  private scored(row: AttendanceRow, record: MatchRecord, person: IndexedPerson, pair: PairScore): Scored | null {
    const returns = this.people.nameKey(record) === person.nameKey && this.sameInFile(row, person, pair.explanation);
    const { score, explanation } = returns ? raised(pair, SURE_SCORE_MIN, 'same-in-list') : pair;
    if (score < DOUBTFUL_SCORE_MIN) return null;
    const attaches = score >= SURE_SCORE_MIN && this.saysNothingNew(record, person);
    const { id, row: registeredBy, name, organisation } = person;
    return { person, attaches, personId: registeredBy === null ? id : null, row: registeredBy, name, organisation, score, explanation };
  }

  /** Whom an earlier row with the very same words was found to be, where this one adds to the same record; else null. */
  private again(row: AttendanceRow, record: MatchRecord): Scored | null {
    const met = this.found.get(wordsOf(record));
    if (met === undefined) return null;
    met.pair ??= scoreAtEntry(met.record, met.person.record);
    const scored = this.scored(row, record, met.person, met.pair);
    return scored?.attaches === true ? { ...scored, explanation: this.shared(scored.explanation) } : null;
  }

  /** One copy of each explanation: most rows of a long list are recognised for one of a few reasons. */
  private shared(explanation: readonly ScoreLine[]): readonly ScoreLine[] {
    const key = explanation.map(({ field, points, reason }) => `${field} ${points} ${reason}`).join(', ');
    const known = this.explanations.get(key);
    if (known === undefined) this.explanations.set(key, explanation);
    return known ?? explanation;
  }

  private sessionsOf(row: AttendanceRow): string[] {
    return row.stays.flatMap((stay) => this.input.sessionIdOf(stay.sessionNumber) ?? []);
  }

  /**
   * Written the same, and nothing stated that the record lacks: a sex first said in a later list must not be lost, so
   * such a row gets a record of its own.
   */
  private saysNothingNew(record: MatchRecord, person: IndexedPerson): boolean {
    if (person.nameKey !== this.people.nameKey(record)) return false;
    const stated = ['sex', 'birthYear', 'document'] as const;
    return stated.every((field) => record[field] === null || person.record[field] !== null);
  }

  /**
   * Within one file the same name, with nothing that contradicts, is one participant who came back: in another session,
   * or again in the same one where the file lists joins. A second line of the same session of a typed list is not, nor
   * a second line of a list that has a column per session: there everybody stands once.
   */
  private sameInFile(row: AttendanceRow, person: IndexedPerson, explanation: readonly ScoreLine[]): boolean {
    if (this.input.layout === 'wide-list') return false;
    if (person.row === null || contradicts(explanation)) return false;
    const joins = this.listsJoins();
    return row.stays.every((stay) => {
      const same = person.stays.filter((other) => other.sessionNumber === stay.sessionNumber);
      if (same.length === 0) return true;
      return joins && !same.some((other) => overlaps(stay, other));
    });
  }

  private sameSpelling(record: MatchRecord): Scored[] {
    return [...this.people.near(record)]
      .filter((person) => person.nameKey === this.people.nameKey(record))
      .filter((person) => !contradicts(scorePair(record, person.record).explanation))
      .slice(0, 1)
      .map((person) => ({
        person,
        attaches: true,
        personId: person.row === null ? person.id : null,
        row: person.row,
        name: person.name,
        organisation: person.organisation,
        score: SURE_SCORE_MIN,
        explanation: [{ field: 'rule', points: SURE_SCORE_MIN, reason: 'same-spelling' }],
      }));
  }

  /** A second line of one name in one session of a list that does not tell joinings apart. */
  private repeats(row: AttendanceRow, record: MatchRecord, person: IndexedPerson): boolean {
    if (this.listsJoins() || person.nameKey !== this.people.nameKey(record)) return false;
    return row.stays.some((stay) => person.stays.some((other) => other.sessionNumber === stay.sessionNumber));
  }

  private listsJoins(): boolean {
    return this.input.layout === 'zoom-joins' || this.input.layout === 'zoom-report';
  }

  /** In one session at the same time under two addresses: two people, or one with two devices. A person must say. */
  private inTwoPlaces(row: AttendanceRow, record: MatchRecord, person: IndexedPerson): boolean {
    if (person.row === null || !this.input.layout.startsWith('zoom')) return false;
    if (record.email !== null && record.email === person.record.email) return false;
    return row.stays.some((stay) =>
      person.stays.some((other) => other.sessionNumber === stay.sessionNumber && overlaps(stay, other)),
    );
  }
}

/** What a row says of a person, as it is compared. */
export function recordOf(row: AttendanceRow, organisation: MatchedOrganisation | null): MatchRecord {
  const { givenNames, surnames, document, phone, email, birthYear, sex, municipality } = row;
  return {
    givenNames,
    surnames,
    document,
    phone,
    email,
    birthYear,
    sex,
    municipality,
    organisationKeys: organisation === null ? [] : [organisation.id],
  };
}

/** Everything that is compared, in one text. */
export function wordsOf({ givenNames, surnames, document, phone, email, birthYear, sex, municipality, organisationKeys }: MatchRecord): string {
  const words = [givenNames, surnames, document?.number, document?.complement, phone, email, birthYear, sex, municipality, ...organisationKeys];
  return words.join('\n');
}

/** Whether two stays of which the file gives the times were at the same time. */
function overlaps(one: AttendanceRow['stays'][number], other: AttendanceRow['stays'][number]): boolean {
  if (one.from === null || one.to === null || other.from === null || other.to === null) return false;
  return one.from < other.to && other.from < one.to;
}
