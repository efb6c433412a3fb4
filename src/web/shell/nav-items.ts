/** The places of a programme, by area, and who sees each. */
import type { FunctionalComponent } from 'vue';
import { Building2, CalendarCheck, CalendarRange, Coins, Copy, FileCheck, FileCode, FileText, Flag, GitFork, Globe, House, IdCard, ListTree, ShieldAlert, SlidersHorizontal, Upload, UserCog, UsersRound } from '@lucide/vue';
import { currentProgramme, may } from '../session.ts';

export type PlaceName =
  | 'home'
  | 'framework'
  | 'deliverables'
  | 'reports'
  | 'iati'
  | 'publication'
  | 'workplan'
  | 'budget'
  | 'risks'
  | 'processes'
  | 'imports'
  | 'people'
  | 'organisations'
  | 'duplicates'
  | 'conflicts'
  | 'programme'
  | 'registry-settings'
  | 'users'
  | 'mine';

export interface Place {
  readonly name: PlaceName;
  readonly icon: FunctionalComponent;
  readonly permission: string;
  readonly area: 'top' | 'results' | 'work' | 'registry' | 'bottom';
  /** Other pages that belong to this place. */
  readonly covers: readonly string[];
}

const PLACES: readonly Place[] = [
  { name: 'mine', icon: IdCard, permission: 'self.read', area: 'top', covers: [] },
  { name: 'home', icon: House, permission: 'figure.read', area: 'top', covers: [] },
  { name: 'framework', icon: ListTree, permission: 'figure.read', area: 'results', covers: ['indicator', 'results-chain'] },
  { name: 'deliverables', icon: FileCheck, permission: 'figure.read', area: 'results', covers: [] },
  { name: 'reports', icon: FileText, permission: 'report.read', area: 'results', covers: ['report', 'report-form', 'report-changes'] },
  { name: 'iati', icon: FileCode, permission: 'report.export', area: 'results', covers: [] },
  { name: 'publication', icon: Globe, permission: 'publication.write', area: 'results', covers: [] },
  { name: 'workplan', icon: CalendarRange, permission: 'figure.read', area: 'work', covers: [] },
  { name: 'budget', icon: Coins, permission: 'budget.read', area: 'work', covers: [] },
  { name: 'risks', icon: ShieldAlert, permission: 'figure.read', area: 'work', covers: [] },
  { name: 'processes', icon: CalendarCheck, permission: 'process.read', area: 'work', covers: ['process', 'session'] },
  { name: 'imports', icon: Upload, permission: 'import.read', area: 'work', covers: ['import', 'registry-import'] },
  { name: 'people', icon: UsersRound, permission: 'person.read', area: 'registry', covers: ['person', 'import-people'] },
  { name: 'organisations', icon: Building2, permission: 'organisation.read', area: 'registry', covers: ['import-organisations'] },
  { name: 'duplicates', icon: Copy, permission: 'person.merge', area: 'registry', covers: [] },
  { name: 'registry-settings', icon: SlidersHorizontal, permission: 'organisation.read', area: 'bottom', covers: [] },
  { name: 'users', icon: UserCog, permission: 'user.read', area: 'bottom', covers: [] },
  { name: 'conflicts', icon: GitFork, permission: 'entry.read', area: 'registry', covers: ['conflict'] },
  { name: 'programme', icon: Flag, permission: 'figure.read', area: 'bottom', covers: [] },
];

/** The areas with a heading, in their order. */
export const AREAS = ['results', 'work', 'registry'] as const;

/** Places the user may visit in the open programme. */
export function placesAllowed(): Place[] {
  return PLACES.filter((place) => may(place.permission) && (place.name !== 'mine' || showsOwnPage()));
}

/** Whoever has other pages is offered their own only where there is a record to see. */
function showsOwnPage(): boolean {
  return !may('figure.read') || currentProgramme.value?.linked === true;
}

/** Whether the user may not visit the place to which the page `route` belongs. */
export function isRefused(route: unknown): boolean {
  return PLACES.some((place) => belongsTo(place, route) && !may(place.permission));
}

/** Whether the page `route` belongs to the place. */
export function belongsTo(place: Place, route: unknown): boolean {
  return place.name === route || (typeof route === 'string' && place.covers.includes(route));
}
