/** What a certificate says and who gets one. Pure. */

/** Fields a wording may hold between braces, in either language. */
export const WORDING_FIELDS = {
  proceso: 'process',
  process: 'process',
  fechas: 'dates',
  dates: 'dates',
  horas: 'hours',
  hours: 'hours',
  socio: 'partner',
  partner: 'partner',
} as const;
export type WordingField = (typeof WORDING_FIELDS)[keyof typeof WORDING_FIELDS];

/** A stretch of a wording: as written, or the value of a field, which is printed bold. */
export interface Stretch {
  readonly text: string;
  readonly strong: boolean;
}

const FIELD = /\{([^{}]*)\}/g;

/** The first field that there is none of; null where the wording can be printed. */
export function strangeField(wording: string): string | null {
  const strange = [...wording.matchAll(FIELD)].find(([, name = '']) => fieldOf(name) === null);
  if (strange !== undefined) return strange[0];
  return wording.replaceAll(FIELD, '').match(/[{}]/)?.[0] ?? null;
}

export function isWording(text: string): boolean {
  return strangeField(text) === null;
}

/** The wording with its fields filled in. A value is never read as a wording: `{horas}` in a title stays as it is. */
export function filled(wording: string, values: Readonly<Record<WordingField, string>>): Stretch[] {
  const stretches: Stretch[] = [];
  let from = 0;
  for (const match of wording.matchAll(FIELD)) {
    const field = fieldOf(match[1] ?? '');
    if (field === null) continue;
    stretches.push({ text: wording.slice(from, match.index), strong: false }, { text: values[field], strong: true });
    from = match.index + match[0].length;
  }
  stretches.push({ text: wording.slice(from), strong: false });
  return stretches.filter(({ text }) => text !== '');
}

function fieldOf(name: string): WordingField | null {
  const known: Readonly<Record<string, WordingField>> = WORDING_FIELDS;
  return known[name.trim().toLowerCase()] ?? null;
}

/** Whether the minutes attended are the share of the minutes held that the process asks: the figures' own rule. */
export function reachesShare(minutes: number, heldMinutes: number, thresholdPercent: number): boolean {
  return heldMinutes > 0 && minutes * 100 >= thresholdPercent * heldMinutes;
}

/** Minutes that a certificate certifies. */
export function certifiedMinutes(statedHours: number | null, heldMinutes: number): number {
  return statedHours === null ? heldMinutes : statedHours * 60;
}

/** `CBD-0012`. */
export function folioOf(series: string, number: number): string {
  return `${series}-${String(number).padStart(4, '0')}`;
}

export interface Attended {
  readonly personId: string;
  readonly minutes: number;
  readonly hasName: boolean;
  /** Has a certificate of the process that is not annulled. */
  readonly certified: boolean;
}

export interface Asked {
  readonly heldMinutes: number;
  readonly thresholdPercent: number;
}

/** Why somebody is issued none; the first that holds. */
export type NotIssued = 'already-certified' | 'below-threshold' | 'nameless';

export function whyNot(person: Attended, { heldMinutes, thresholdPercent }: Asked): NotIssued | null {
  if (person.certified) return 'already-certified';
  if (!reachesShare(person.minutes, heldMinutes, thresholdPercent)) return 'below-threshold';
  return person.hasName ? null : 'nameless';
}
