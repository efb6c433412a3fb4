/** Organisations as lists write them, matched forgivingly with those the programme knows. Pure. */
import type { OrganisationKind } from './entries.ts';
import { editDistance, normaliseName } from './names.ts';
import { findDepartment } from './place-search.ts';

export interface KnownOrganisation {
  readonly id: string;
  readonly name: string;
  readonly acronym: string | null;
  readonly organisationKind: string;
}

export interface MatchedOrganisation {
  readonly id: string;
  readonly name: string;
  readonly organisationKind: string;
  readonly isNew: boolean;
}

/** Words that do not tell two organisations apart. */
const EMPTY_WORDS = new Set(['de', 'del', 'la', 'las', 'el', 'los', 'y', 'e', 'en', 'srl', 'sa', 'ltda', 'bolivia']);
/** Words of a name in which one letter may be wrong, and the length from which a wrong letter is a slip. */
const SLIPS_MAX = 2;
const SLIP_LENGTH_MIN = 5;

/** An organisation while a list is read: the kind of a new one may be said by a later row. */
type Met = { -readonly [Key in keyof MatchedOrganisation]: MatchedOrganisation[Key] } & { kindSaid: boolean };

/** Finds or makes the organisation a list names; one new organisation per distinct name. */
export class OrganisationMatcher {
  private readonly byText = new Map<string, Met>();
  /** Names that may be met with a slip, by their number of words. */
  private readonly byWordCount = new Map<number, { words: string[]; organisation: Met }[]>();
  private readonly newId: () => string;

  constructor(known: readonly KnownOrganisation[], newId: () => string) {
    this.newId = newId;
    for (const { id, name, acronym, organisationKind } of known) {
      const organisation = { id, name, organisationKind, isNew: false, kindSaid: true };
      this.remember(keyOf(name), organisation);
      if (acronym !== null) this.remember(keyOf(acronym), organisation);
    }
  }

  /** `kind` is taken for a new organisation, the first time a row states one; nobody stating any, it is `other`. */
  match(text: string, kind: OrganisationKind | null): MatchedOrganisation {
    const key = keyOf(text);
    const { name, acronym } = acronymIn(text);
    const organisation = this.byText.get(key) ?? this.find(keyOf(name), acronym) ?? this.make(text);
    this.remember(key, organisation);
    if (acronym !== null) {
      this.remember(keyOf(name), organisation);
      this.remember(keyOf(acronym), organisation);
    }
    if (kind !== null && !organisation.kindSaid) {
      organisation.organisationKind = kind;
      organisation.kindSaid = true;
    }
    return organisation;
  }

  private find(key: string, acronym: string | null): Met | undefined {
    return this.byText.get(key) ?? (acronym === null ? undefined : this.byText.get(keyOf(acronym))) ?? this.nearly(key);
  }

  private make(text: string): Met {
    return { id: this.newId(), name: text.trim(), organisationKind: 'other', isNew: true, kindSaid: false };
  }

  private remember(key: string, organisation: Met): void {
    if (this.byText.has(key)) return;
    this.byText.set(key, organisation);
    const words = key.split(' ');
    const list = this.byWordCount.get(words.length) ?? [];
    list.push({ words, organisation });
    this.byWordCount.set(words.length, list);
  }

  /** Word by word: "Santa Rosa" and "Santa Rita", or "Distrito 10" and "Distrito 11", are two. */
  private nearly(key: string): Met | undefined {
    const words = key.split(' ');
    if (words.length < 2) return undefined;
    return this.byWordCount.get(words.length)?.find((item) => {
      let slips = 0;
      return words.every((word, at) => {
        const other = item.words[at] ?? '';
        if (word === other) return true;
        slips += 1;
        return slips <= SLIPS_MAX && isSlip(word, other);
      });
    })?.organisation;
  }
}

function isSlip(word: string, other: string): boolean {
  if (Math.min(word.length, other.length) < SLIP_LENGTH_MIN || /\d/.test(word + other)) return false;
  return editDistance(word, other, 1) <= 1;
}

/** Key of an organisation's name: no accents, case, punctuation or empty words, unless nothing else is left. */
export function keyOf(text: string): string {
  const whole = normaliseName(text);
  const words = whole.split(' ').filter((word) => !EMPTY_WORDS.has(word));
  return words.join(' ') || whole || text.trim();
}

/** `Cámara Andina (CAI)` also names CAI; `Fabriles (Oruro)` or `Fabriles (LP)` names a place. */
function acronymIn(text: string): { name: string; acronym: string | null } {
  const match = /^(.{4,}?)\s*\(([A-ZÁÉÍÓÚÑ.]{2,12})\)$/.exec(text.trim());
  const [, name = '', acronym = ''] = match ?? [];
  if (match === null || findDepartment(acronym) !== null) return { name: text, acronym: null };
  return { name, acronym };
}
