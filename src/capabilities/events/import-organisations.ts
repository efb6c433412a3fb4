/** Organisations as lists write them, matched forgivingly with those the programme knows. Pure. */
import type { OrganisationKind } from '../../registry/entries.ts';
import { editDistance, normaliseName } from '../../registry/names.ts';

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
/** Letters two names may differ by, where they are long enough for that to be a slip. */
const SLIPS_MAX = 2;
const SLIP_LENGTH_MIN = 12;

/** Finds or makes the organisation a list names; one new organisation per distinct name. */
export class OrganisationMatcher {
  private readonly byText = new Map<string, MatchedOrganisation>();
  private readonly keys: { key: string; organisation: MatchedOrganisation }[] = [];
  private readonly newId: () => string;
  /** Organisations to register, in the order met. */
  readonly made: MatchedOrganisation[] = [];

  constructor(known: readonly KnownOrganisation[], newId: () => string) {
    this.newId = newId;
    for (const { id, name, acronym, organisationKind } of known) {
      const organisation = { id, name, organisationKind, isNew: false };
      this.remember(keyOf(name), organisation);
      if (acronym !== null) this.remember(keyOf(acronym), organisation);
    }
  }

  match(text: string, kind: OrganisationKind | null): MatchedOrganisation {
    const key = keyOf(text);
    const known = this.byText.get(key) ?? this.byText.get(acronymIn(text)) ?? this.nearly(key);
    if (known !== undefined) {
      this.byText.set(key, known);
      return known;
    }
    const organisation = { id: this.newId(), name: text.trim(), organisationKind: kind ?? 'other', isNew: true };
    this.remember(key, organisation);
    this.made.push(organisation);
    return organisation;
  }

  private remember(key: string, organisation: MatchedOrganisation): void {
    if (key === '' || this.byText.has(key)) return;
    this.byText.set(key, organisation);
    this.keys.push({ key, organisation });
  }

  private nearly(key: string): MatchedOrganisation | undefined {
    if (key.length < SLIP_LENGTH_MIN) return undefined;
    return this.keys.find(
      (item) => Math.abs(item.key.length - key.length) <= SLIPS_MAX && editDistance(item.key, key, SLIPS_MAX) <= SLIPS_MAX,
    )?.organisation;
  }
}

/** Key of an organisation's name: no accents, case, punctuation or empty words. */
export function keyOf(text: string): string {
  return normaliseName(text)
    .split(' ')
    .filter((word) => !EMPTY_WORDS.has(word))
    .join(' ');
}

/** `Cámara Andina (CAI)` also names CAI. */
function acronymIn(text: string): string {
  return keyOf(/\(([^)]{2,15})\)/.exec(text)?.[1] ?? '');
}
