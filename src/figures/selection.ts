/** What a figure lets through. Pure. */
import type { Columns } from './columns.ts';
import { departmentOf, municipalityOf, organisationOf } from './cells.ts';
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

/** A selection that names any record of an organisation means the whole organisation. */
export function unified(selection: Selection, { canonicalOrganisation }: View): Selection {
  const { organisation, partner } = selection;
  if (organisation === null && partner === null) return selection;
  const whole = (numbers: ReadonlySet<number> | null) => (numbers === null ? null : new Set([...numbers].map((one) => canonicalOrganisation[one] ?? one)));
  return { ...selection, organisation: whole(organisation), partner: whole(partner) };
}

/** A selection made quick to ask: lists by number instead of sets. */
export interface CompiledSelection {
  readonly sex: ReadonlySet<number> | null;
  readonly ageBand: ReadonlySet<number> | null;
  readonly youth: ReadonlySet<number> | null;
  /** 1 at every number that is let through, one place on: nothing (-1) stands at 0. */
  readonly kind: Uint8Array | null;
  readonly organisation: Uint8Array | null;
  readonly department: Uint8Array | null;
  readonly municipality: Uint8Array | null;
  readonly sector: Uint8Array | null;
  readonly partner: Uint8Array | null;
  readonly activity: Uint8Array | null;
  /** Nothing is asked of single facts. */
  readonly everyFact: boolean;
}

const KINDS_MAX = 64;
const DEPARTMENTS_MAX = 10;
/** INE codes of six digits begin with 0. */
const MUNICIPALITIES_MAX = 100_000;
const SECTORS_MAX = 100;

export function compiled({ sex, ageBand, youth, ...selection }: Selection, columns: Columns): CompiledSelection {
  const kind = maskOf(selection.kind, KINDS_MAX);
  const organisation = maskOf(selection.organisation, columns.organisations.size);
  const department = maskOf(selection.department, DEPARTMENTS_MAX);
  const municipality = maskOf(selection.municipality, MUNICIPALITIES_MAX);
  const sector = maskOf(selection.sector, SECTORS_MAX);
  const partner = maskOf(selection.partner, columns.organisations.size);
  const activity = maskOf(selection.activity, columns.activities.size);
  const asked = { kind, organisation, department, municipality, sector, partner, activity };
  return { sex, ageBand, youth, ...asked, everyFact: Object.values(asked).every((mask) => mask === null) };
}

/** Whether a selection lets a fact through, apart from whom it names. */
export function passes(columns: Columns, view: View, selection: CompiledSelection, fact: number): boolean {
  if (selection.everyFact) return true;
  const { activity, department, municipality, partner } = selection;
  if (activity !== null && !lets(activity, columns.activity.at(fact))) return false;
  if (department !== null && !lets(department, departmentOf(columns.place.at(fact)))) return false;
  if (municipality !== null && !lets(municipality, municipalityOf(columns.place.at(fact)))) return false;
  if (partner !== null && !lets(partner, view.partner[columns.activity.at(fact)] ?? -1)) return false;
  return passesFor(view, selection, organisationOf(columns, view, fact));
}

/** Whether a selection lets through what names an organisation (-1: none). */
function passesFor(view: View, { kind, organisation, sector }: CompiledSelection, named: number): boolean {
  if (kind !== null && !lets(kind, named < 0 ? 0 : (view.organisationKind[named] ?? 0))) return false;
  if (organisation !== null && !lets(organisation, named)) return false;
  return sector === null || lets(sector, named < 0 ? 0 : (view.organisationSector[named] ?? 0));
}

function maskOf(numbers: ReadonlySet<number> | null, size: number): Uint8Array | null {
  if (numbers === null) return null;
  const mask = new Uint8Array(size + 1);
  for (const number of numbers) if (number >= -1 && number < size) mask[number + 1] = 1;
  return mask;
}

/** Whether a list lets a number through. */
export function lets(mask: Uint8Array, number: number): boolean {
  return mask[number + 1] === 1;
}
