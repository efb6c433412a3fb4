/** A programme as somebody would keep it on paper, and its figures counted by brute force. */
import type { Draft } from '../../src/ledger/entry.ts';
import type { Version } from '../../src/ledger/fold.ts';
import { paperState } from './paper-state.ts';

export const PEOPLE = 4;
export type Kind = 'employers' | 'workers' | 'enterprise';
/** Of the organisations, in their order. */
export const KINDS: Kind[] = ['employers', 'workers', 'enterprise'];

export interface Told {
  readonly trained: number;
  readonly women: number;
  readonly young: number;
  /** People with a stay that counts, however short, and women among them. */
  readonly came: number;
  readonly womenCame: number;
  readonly organisations: number;
  readonly minutes: number;
  readonly perStay: number;
}

/** An attendance with all its versions, each after those it has seen. */
export interface Stay {
  readonly draft: Draft;
  readonly versions: Version[];
  readonly who: number;
  readonly where: number;
  readonly organisation: number;
  readonly batch: string | null;
}

/** How many minutes stand, and whether the attendance stands at all. */
function standingOf(stay: Stay): { minutes: number; gone: boolean } {
  const { fields } = paperState(stay.versions);
  return { minutes: Number(fields['minutes']), gone: fields['withdrawn'] === true };
}

/** Versions of a stay that no other has seen. */
export function leavesOf(stay: Stay): string[] {
  const seen = new Set(stay.versions.flatMap(({ supersedes }) => supersedes));
  return stay.versions.map(({ id }) => id).filter((id) => !seen.has(id));
}

export function versionOf(draft: Draft, position: number): Version {
  const payload = draft.kind === 'ledger.entry-withdrawn' ? {} : { minutes: draft.payload['durationMinutes'] };
  return { id: draft.id, position, kind: draft.kind, supersedes: draft.supersedes, occurredOn: draft.occurredOn, payload, private: {} };
}

/** What a person would keep on paper. */
export class Reference {
  readonly stays: Stay[] = [];
  readonly merges: { draft: Draft; one: number; other: number; sexOf: number | null; birthOf: number | null; gone: boolean }[] = [];
  /** Organisations declared one; `chosen` is the one whose kind stands, if somebody said. */
  readonly unions: { draft: Draft; one: number; other: number; chosen: number | null; gone: boolean }[] = [];
  readonly sex: ('woman' | 'man' | null)[] = Array.from({ length: PEOPLE }, () => null);
  readonly birthYear: (number | null)[] = Array.from({ length: PEOPLE }, () => null);
  /** The oldest age at which one is young; null before the programme said so. */
  youngTo: number | null = null;
  /** Kinds of organisation that the indicators count. */
  kinds: readonly Kind[] = ['employers', 'workers'];
  /** Least share of its minutes that each process asks for, percent. */
  readonly thresholds = [80, 80];
  /** Minutes of each session. */
  readonly lengths = [100, 100, 100];
  readonly gonePeople = new Set<number>();
  readonly goneOrganisations = new Set<number>();
  /** What the organisation's own entry says, and what imports said since: the later the stronger. */
  readonly ownKind: Kind[] = [...KINDS];
  readonly described: { of: number; kind: Kind; batch: string }[] = [];
  readonly goneSessions = new Set<number>();
  readonly batches = new Map<string, 'unopened' | 'open' | 'withdrawn'>();

  /** People trained, women and young people among them, organisations named and minutes: by hand. Everything happens in 2020. */
  figures(ids: readonly string[], organisationIds: readonly string[]): Told {
    const groups = groupsOf(PEOPLE, this.merges);
    const kinds = this.countedKinds(organisationIds);
    let trained = 0;
    let women = 0;
    let young = 0;
    let came = 0;
    let womenCame = 0;
    for (const group of groups) {
      const own = this.stays.filter((stay) => group.includes(stay.who) && this.counts(stay));
      const ordered = [...group].sort((a, b) => ((ids[a] ?? '') < (ids[b] ?? '') ? -1 : 1));
      const isWoman = this.standing(ordered, 'sexOf', this.sex) === 'woman';
      if (own.some((stay) => kinds[stay.organisation])) {
        came += 1;
        womenCame += isWoman ? 1 : 0;
      }
      const inProcess = (process: number) => own.filter((stay) => (stay.where < 2 ? 0 : 1) === process);
      const reached = [0, 1].filter((process) => {
        const ofSession = (where: number) => own.filter((stay) => stay.where === where).reduce((total, stay) => total + standingOf(stay).minutes, 0);
        const held = (process === 0 ? [0, 1] : [2]).filter((where) => !this.goneSessions.has(where));
        const lengthOf = (where: number) => this.lengths[where] ?? 0;
        // A session of 100 minutes gives nobody more than 100.
        const sum = held.reduce((total, where) => total + Math.min(lengthOf(where), ofSession(where)), 0);
        const asked = (this.thresholds[process] ?? 0) * held.reduce((total, where) => total + lengthOf(where), 0);
        return held.length > 0 && sum * 100 >= asked && inProcess(process).length > 0 && inProcess(process).some((stay) => kinds[stay.organisation]);
      });
      if (reached.length === 0) continue;
      trained += 1;
      women += isWoman ? 1 : 0;
      const born = this.standing(ordered, 'birthOf', this.birthYear);
      if (born !== null && this.youngTo !== null && 2020 - born <= this.youngTo) young += 1;
    }
    const counted = this.stays.filter((stay) => this.counts(stay) && kinds[stay.organisation]);
    const named = counted.map((stay) => stay.organisation);
    const minutes = counted.reduce((sum, stay) => sum + standingOf(stay).minutes, 0);
    const perStay = counted.length === 0 ? 0 : Math.round((minutes * 10_000) / counted.length) / 10_000;
    const organisations = groupsOf(3, this.unions).filter((group) => group.some((one) => named.includes(one))).length;
    return { trained, women, young, came, womenCame, organisations, minutes, perStay };
  }

  /** What stands for a person: what the last merge chose, if that says anything, else the first that does. Whoever was withdrawn says nothing. */
  private standing<T>(ordered: readonly number[], field: 'sexOf' | 'birthOf', said: readonly (T | null)[]): T | null {
    const winner = this.merges.filter(({ gone, one }) => !gone && ordered.includes(one)).findLast((merge) => merge[field] !== null)?.[field] ?? null;
    const asked = [...(winner === null ? [] : [winner]), ...ordered].filter((who) => !this.gonePeople.has(who));
    return asked.map((who) => said[who] ?? null).find((value) => value !== null) ?? null;
  }

  /** Per organisation: whether its kind is one that the indicators count. */
  private countedKinds(ids: readonly string[]): boolean[] {
    return this.kindsOf(ids).map((kind) => kind !== null && this.kinds.includes(kind));
  }

  /** Per organisation: its kind, all that are one together. Whichever was withdrawn says nothing, and nothing said of it counts. */
  kindsOf(ids: readonly string[]): (Kind | null)[] {
    const said = KINDS.map((_, of) => {
      if (this.goneOrganisations.has(of)) return null;
      return this.described.findLast((words) => words.of === of && this.batches.get(words.batch) === 'open')?.kind ?? this.ownKind[of] ?? null;
    });
    const kinds = [...said];
    for (const group of groupsOf(3, this.unions)) {
      const ordered = [...group].sort((a, b) => ((ids[a] ?? '') < (ids[b] ?? '') ? -1 : 1));
      const chosen = this.unions.filter(({ gone, one }) => !gone && group.includes(one)).findLast((union) => union.chosen !== null)?.chosen ?? null;
      const asked = [...(chosen === null ? [] : [chosen]), ...ordered];
      for (const one of group) kinds[one] = asked.map((who) => said[who] ?? null).find((kind) => kind !== null) ?? null;
    }
    return kinds;
  }

  /** Sex and year of birth that stand for each person with a record that stands, as a list says them. */
  people(ids: readonly string[]): { readonly sex: string; readonly born: number }[] {
    return groupsOf(PEOPLE, this.merges).flatMap((group) => {
      if (group.every((who) => this.gonePeople.has(who))) return [];
      const ordered = [...group].sort((a, b) => ((ids[a] ?? '') < (ids[b] ?? '') ? -1 : 1));
      return [{ sex: this.standing(ordered, 'sexOf', this.sex) ?? 'unknown', born: this.standing(ordered, 'birthOf', this.birthYear) ?? 0 }];
    });
  }

  private counts(stay: Stay): boolean {
    return !standingOf(stay).gone && (stay.batch === null || this.batches.get(stay.batch) === 'open');
  }
}

function groupsOf(size: number, edges: readonly { one: number; other: number; gone: boolean }[]): number[][] {
  let groups = Array.from({ length: size }, (_, who) => [who]);
  for (const edge of edges.filter(({ gone }) => !gone)) {
    const one = groups.find((group) => group.includes(edge.one)) ?? [];
    const other = groups.find((group) => group.includes(edge.other)) ?? [];
    if (one !== other) groups = [...groups.filter((group) => group !== one && group !== other), [...one, ...other]];
  }
  return groups;
}
