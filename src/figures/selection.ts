/** What a figure lets through. Pure. */
import type { Columns } from './columns.ts';
import { departmentOf, municipalityOf, PLACES_MAX } from './cells.ts';
import type { View } from './view.ts';

/** Allowed numbers per dimension; null lets everything through. */
export interface Selection {
  readonly sex: ReadonlySet<number> | null;
  readonly kind: ReadonlySet<number> | null;
  readonly organisation: ReadonlySet<number> | null;
  readonly department: ReadonlySet<number> | null;
  readonly municipality: ReadonlySet<number> | null;
  readonly sector: ReadonlySet<number> | null;
  readonly partner: ReadonlySet<number> | null;
  readonly activity: ReadonlySet<number> | null;
  readonly ageBand: ReadonlySet<number> | null;
  readonly youth: ReadonlySet<number> | null;
}

/** A selection made quick to ask: per fact one list is looked at for each of the three things it names. */
export interface CompiledSelection {
  readonly sex: ReadonlySet<number> | null;
  readonly ageBand: ReadonlySet<number> | null;
  readonly youth: ReadonlySet<number> | null;
  // 1 at every number that is let through, one place on: nothing (-1) stands at 0; null: all are.
  readonly kind: Uint8Array | null;
  /** By record. */
  readonly organisation: Uint8Array | null;
  readonly place: Uint8Array | null;
  readonly activity: Uint8Array | null;
  /** Nothing is asked of single facts. */
  readonly everyFact: boolean;
  /** Nothing is asked at all. */
  readonly isEverything: boolean;
}

const KINDS_MAX = 64;

export function compiled(selection: Selection, columns: Columns, view: View): CompiledSelection {
  const { sex, ageBand, youth, kind: kinds } = selection;
  const kind = kinds === null ? null : maskOf(KINDS_MAX, (number) => kinds.has(number));
  const organisation = organisationMask(selection, columns.organisations.size, view);
  const place = placeMask(selection);
  const activity = activityMask(selection, columns.activities.size, view);
  const everyFact = organisation === null && place === null && activity === null;
  const isEverything = everyFact && sex === null && ageBand === null && youth === null;
  return { sex, ageBand, youth, kind, organisation, place, activity, everyFact, isEverything };
}

/** Whether a selection lets a fact through, apart from whom it names. */
export function passes(columns: Columns, { everyFact, organisation, place, activity }: CompiledSelection, fact: number): boolean {
  if (everyFact) return true;
  if (place !== null && !lets(place, columns.place.at(fact))) return false;
  if (activity !== null && !lets(activity, columns.activity.at(fact))) return false;
  return organisation === null || lets(organisation, columns.organisation.at(fact));
}

/** Whether a list lets a number through. */
export function lets(mask: Uint8Array, number: number): boolean {
  return mask[number + 1] === 1;
}

/** An organisation is asked for as the whole that its records make, whichever of them a selection names. */
function organisationMask({ kind, organisation, sector }: Selection, size: number, view: View): Uint8Array | null {
  if (kind === null && organisation === null && sector === null) return null;
  const wholeOf = (record: number): number => view.canonicalOrganisation[record] ?? record;
  const named = organisation === null ? null : new Set([...organisation].map(wholeOf));
  return maskOf(size, (record) => {
    const whole = wholeOf(record);
    if (kind !== null && !kind.has(view.organisationKind[whole] ?? 0)) return false;
    if (named !== null && !named.has(whole)) return false;
    return sector === null || sector.has(view.organisationSector[whole] ?? 0);
  });
}

function placeMask({ department, municipality }: Selection): Uint8Array | null {
  if (department === null && municipality === null) return null;
  return maskOf(PLACES_MAX, (place) => (department?.has(departmentOf(place)) ?? true) && (municipality?.has(municipalityOf(place)) ?? true));
}

function activityMask({ activity, partner }: Selection, size: number, view: View): Uint8Array | null {
  if (activity === null && partner === null) return null;
  const wholes = partner === null ? null : new Set([...partner].map((record) => view.canonicalOrganisation[record] ?? record));
  return maskOf(size, (one) => (activity?.has(one) ?? true) && (wholes?.has(view.partner[one] ?? -1) ?? true));
}

/** Every number below `size`, and -1, asked once. */
function maskOf(size: number, isLet: (number: number) => boolean): Uint8Array {
  const mask = new Uint8Array(size + 1);
  for (let number = -1; number < size; number += 1) if (isLet(number)) mask[number + 1] = 1;
  return mask;
}
