/** Where a matter is settled, and the picture beside it. */
import type { FunctionalComponent } from 'vue';
import { Award, Bell, CalendarCheck, CalendarClock, CalendarX, CircleDashed, Copy, FileText, GitFork, Hourglass, MessageCircleQuestionMark, ShieldQuestionMark, TriangleAlert, Upload } from '@lucide/vue';
import type { AnswerOf } from '../../../../web/api.ts';
import type { readHome } from '../contract.ts';

export type MatterLine = AnswerOf<typeof readHome>['matters'][number];

interface Place {
  readonly icon: FunctionalComponent;
  /** Name of the page. */
  readonly name: string;
  readonly query?: Readonly<Record<string, string>>;
}

const PLACES: Readonly<Record<MatterLine['kind'], Place>> = {
  'report-returned': { icon: FileText, name: 'report' },
  'report-reminder': { icon: Bell, name: 'reminders' },
  'report-due': { icon: FileText, name: 'report' },
  'report-to-answer': { icon: FileText, name: 'report' },
  'report-to-read': { icon: FileText, name: 'report' },
  'data-requests': { icon: ShieldQuestionMark, name: 'data-requests' },
  'sessions-today': { icon: CalendarCheck, name: 'session' },
  'sessions-unrecorded': { icon: CalendarX, name: 'process' },
  'activities-late': { icon: CalendarClock, name: 'workplan', query: { plazo: 'atrasadas' } },
  'follow-ups': { icon: MessageCircleQuestionMark, name: 'process', query: { parte: 'seguimiento' } },
  'figures-late': { icon: TriangleAlert, name: 'framework', query: { estado: 'atrasado' } },
  conflicts: { icon: GitFork, name: 'conflicts' },
  import: { icon: Upload, name: 'import' },
  'people-import': { icon: Upload, name: 'registry-import' },
  'organisations-import': { icon: Upload, name: 'registry-import' },
  'people-duplicates': { icon: Copy, name: 'duplicates' },
  'organisation-duplicates': { icon: Copy, name: 'duplicates', query: { que: 'organisations' } },
  certificates: { icon: Award, name: 'process', query: { parte: 'certificados', abrir: 'emitir' } },
  'figures-missing': { icon: CircleDashed, name: 'framework', query: { estado: 'sin-dato' } },
  waiting: { icon: Hourglass, name: 'waiting' },
};

export function iconOf({ kind }: MatterLine): FunctionalComponent {
  return PLACES[kind].icon;
}

export function placeOf({ kind, count, id }: MatterLine, programme: string) {
  const { name, query = {} } = PLACES[kind];
  const params: Record<string, string> = id === null || kind === 'report-reminder' ? { programme } : { programme, id };
  return { name: kind === 'sessions-unrecorded' && count === 1 ? 'session' : name, params, query };
}
