/** What waits to be done: which matters there are, who does something about each, and which comes first. Pure. */
import { dayNumber, isoDay } from '../../../platform/calendar.ts';

/** Of two that are equally urgent, the one that stands here first. */
export const MATTER_KINDS = [
  'report-returned',
  'report-reminder',
  'report-due',
  'report-to-answer',
  'report-to-read',
  'data-requests',
  'sessions-today',
  'sessions-unrecorded',
  'activities-late',
  'follow-ups',
  'figures-late',
  'conflicts',
  'import',
  'people-import',
  'organisations-import',
  'people-duplicates',
  'organisation-duplicates',
  'certificates',
  'figures-missing',
  'waiting',
] as const;
export type MatterKind = (typeof MATTER_KINDS)[number];

/** What somebody has to be allowed so that the matter is theirs to settle. */
export const MATTER_PERMISSIONS: Readonly<Record<MatterKind, string>> = {
  'report-returned': 'report.write',
  'report-reminder': 'reminder.read',
  'report-due': 'report.write',
  'report-to-answer': 'report.approve',
  'report-to-read': 'report.read',
  'data-requests': 'request.answer',
  'sessions-today': 'attendance.write',
  'sessions-unrecorded': 'attendance.write',
  'activities-late': 'process.write',
  'follow-ups': 'assessment.write',
  'figures-late': 'observation.write',
  conflicts: 'entry.append',
  import: 'import.open',
  'people-import': 'import.open',
  'organisations-import': 'import.open',
  'people-duplicates': 'person.merge',
  'organisation-duplicates': 'organisation.merge',
  certificates: 'certificate.issue',
  'figures-missing': 'observation.write',
  waiting: 'entry.append',
};

export interface Matter {
  readonly kind: MatterKind;
  /** How many things are found where it leads. */
  readonly count: number;
  /** Day by which the first of them was to be done; null: no day was set. */
  readonly dueOn: string | null;
  /** Day on which somebody began it; null where that says nothing. */
  readonly since: string | null;
  /** The one thing it leads to; null where it leads to a list. */
  readonly id: string | null;
  /** How that thing is called, or the codes of what is listed. */
  readonly title: string | null;
}

export const URGENCIES = ['late', 'soon', 'open'] as const;
export type Urgency = (typeof URGENCIES)[number];

/** Days before its day on which a matter begins to press. */
const SOON_DAYS = 14;
/** A report takes longer: it is spoken of this many days before, where no reminders are scheduled. */
export const REPORT_SPOKEN_OF_DAYS = 45;

/** A figure off its target is late although no day is set to it. */
export function urgencyOf({ kind, dueOn }: Pick<Matter, 'kind' | 'dueOn'>, today: string): Urgency {
  if (kind === 'figures-late') return 'late';
  if (dueOn === null) return 'open';
  if (dueOn < today) return 'late';
  return dueOn <= daysAfter(today, SOON_DAYS) ? 'soon' : 'open';
}

/** What is late first, then what is due soon; then by kind, by day and by name. */
export function inOrder(matters: readonly Matter[], today: string): (Matter & { readonly urgency: Urgency })[] {
  const collator = new Intl.Collator('es', { numeric: true });
  return matters
    .map((matter) => ({ ...matter, urgency: urgencyOf(matter, today) }))
    .sort(
      (a, b) =>
        URGENCIES.indexOf(a.urgency) - URGENCIES.indexOf(b.urgency) ||
        MATTER_KINDS.indexOf(a.kind) - MATTER_KINDS.indexOf(b.kind) ||
        (a.dueOn ?? '').localeCompare(b.dueOn ?? '') ||
        collator.compare(a.title ?? '', b.title ?? ''),
    );
}

export function daysAfter(day: string, days: number): string {
  return isoDay(dayNumber(day) + days);
}
