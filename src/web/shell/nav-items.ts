/** The places of a programme, by area, the pages that each holds, and who sees them. */
import type { FunctionalComponent } from 'vue';
import { Building2, CalendarCheck, CalendarDays, CalendarRange, CirclePlus, CloudUpload, Coins, FileCheck, FileText, Globe, House, IdCard, ListTodo, ListTree, Settings, Upload, UsersRound } from '@lucide/vue';
import { currentProgramme, may, worksOnPhone } from '../session.ts';

type PageName =
  | 'today'
  | 'record'
  | 'to-send'
  | 'home'
  | 'framework'
  | 'deliverables'
  | 'reports'
  | 'reminders'
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
  | 'data-requests'
  | 'conflicts'
  | 'waiting'
  | 'programme'
  | 'registry-settings'
  | 'users'
  | 'mine';
/** Places that hold several pages, as tabs. */
type GroupName = 'publish' | 'plan' | 'review' | 'settings';
export type PlaceName = PageName | GroupName;

export interface PlacePage {
  readonly name: PageName;
  readonly permission: string;
  /** Other pages that belong to this one. */
  readonly covers: readonly string[];
}

export interface Place {
  /** Of its only page, or of the group. */
  readonly name: PlaceName;
  readonly icon: FunctionalComponent;
  readonly area: 'top' | 'results' | 'work' | 'registry' | 'bottom';
  /** At least one; the first is where the place begins. */
  readonly pages: readonly PlacePage[];
  /** Only for whoever works on a phone. */
  readonly field?: true;
}

const page = (name: PageName, permission: string, ...covers: string[]): PlacePage => ({ name, permission, covers });

/** So few that all of them stand on a screen 800 px high (a journey looks). */
const PLACES: readonly Place[] = [
  { name: 'today', icon: CalendarDays, area: 'top', field: true, pages: [page('today', 'entry.append')] },
  { name: 'record', icon: CirclePlus, area: 'top', field: true, pages: [page('record', 'entry.append')] },
  { name: 'to-send', icon: CloudUpload, area: 'top', field: true, pages: [page('to-send', 'entry.append')] },
  { name: 'mine', icon: IdCard, area: 'top', pages: [page('mine', 'self.read')] },
  { name: 'home', icon: House, area: 'top', pages: [page('home', 'figure.read')] },
  { name: 'framework', icon: ListTree, area: 'results', pages: [page('framework', 'figure.read', 'indicator', 'results-chain', 'framework-editor', 'indicator-editor')] },
  { name: 'deliverables', icon: FileCheck, area: 'results', pages: [page('deliverables', 'figure.read')] },
  { name: 'reports', icon: FileText, area: 'results', pages: [page('reports', 'report.read', 'report', 'report-form', 'report-changes', 'report-download'), page('reminders', 'reminder.read')] },
  { name: 'publish', icon: Globe, area: 'results', pages: [page('publication', 'publication.write'), page('iati', 'report.export', 'iati-data', 'iati-import')] },
  { name: 'plan', icon: CalendarRange, area: 'work', pages: [page('workplan', 'figure.read'), page('risks', 'figure.read')] },
  { name: 'budget', icon: Coins, area: 'work', pages: [page('budget', 'budget.read')] },
  { name: 'processes', icon: CalendarCheck, area: 'work', pages: [page('processes', 'process.read', 'process', 'session')] },
  { name: 'imports', icon: Upload, area: 'work', pages: [page('imports', 'import.read', 'import', 'registry-import')] },
  { name: 'people', icon: UsersRound, area: 'registry', pages: [page('people', 'person.read', 'person', 'import-people')] },
  { name: 'organisations', icon: Building2, area: 'registry', pages: [page('organisations', 'organisation.read', 'organisation', 'import-organisations')] },
  { name: 'review', icon: ListTodo, area: 'registry', pages: [page('duplicates', 'person.merge'), page('data-requests', 'request.answer'), page('conflicts', 'entry.read', 'conflict'), page('waiting', 'entry.read')] },
  { name: 'settings', icon: Settings, area: 'bottom', pages: [page('programme', 'figure.read'), page('registry-settings', 'organisation.read'), page('users', 'user.read')] },
];

const FIRST: readonly PlaceName[] = ['home', 'framework', 'processes', 'people'];
const FIELD_FIRST: readonly PlaceName[] = ['today', 'organisations', 'record', 'to-send'];

/** The areas with a heading, in their order. */
export const AREAS = ['results', 'work', 'registry'] as const;

/** Places the user may visit in the open programme, with the pages they may see of each. */
export function placesAllowed(): Place[] {
  return PLACES.map((place) => ({ ...place, pages: place.pages.filter(({ permission }) => may(permission)) })).filter(
    ({ name, pages, field }) => pages.length > 0 && (name !== 'mine' || showsOwnPage()) && (field !== true || worksOnPhone()),
  );
}

/** The tabs of a narrow screen; the other places are behind the last of them. */
export function tabsOf(places: readonly Place[]): readonly Place[] {
  const first = worksOnPhone() ? FIELD_FIRST : FIRST;
  return first.flatMap((name) => places.filter((place) => place.name === name));
}

/** Whoever has other pages is offered their own only where there is a record to see. */
function showsOwnPage(): boolean {
  return !may('figure.read') || currentProgramme.value?.linked === true;
}

/** What a place is called: a group of which only one page may be seen is that page. */
export function nameOf({ name, pages }: Place): PlaceName {
  const [only, ...others] = pages;
  return only !== undefined && others.length === 0 ? only.name : name;
}

/** Whether the user may not visit the page `route`. */
export function isRefused(route: unknown): boolean {
  return PLACES.some(({ pages, field }) => pages.some((one) => isOf(one, route) && (!may(one.permission) || (field === true && !worksOnPhone()))));
}

/** Whether the page `route` belongs to the place. */
export function belongsTo({ pages }: Place, route: unknown): boolean {
  return pages.some((one) => isOf(one, route));
}

function isOf({ name, covers }: PlacePage, route: unknown): boolean {
  return name === route || (typeof route === 'string' && covers.includes(route));
}
