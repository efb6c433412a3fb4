/** Period, moment and filters of a figure, kept in the address under Spanish names. */
import { computed, type ComputedRef } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import { queryText, queryWith } from '../../web/route-query.ts';

/** Name in the request -> name in the address. */
const NAMES = {
  from: 'desde',
  to: 'hasta',
  asOf: 'al',
  sex: 'sexo',
  organisationKind: 'tipo',
  organisation: 'organizacion',
  department: 'departamento',
  process: 'proceso',
  ageBand: 'edad',
  youth: 'jovenes',
  municipality: 'municipio',
  sector: 'sector',
  partner: 'socio',
} as const;

export type FigureQueryName = keyof typeof NAMES;

export interface FigureQuery {
  /** As the routes of the server want it; lists are joined with commas. */
  readonly asked: ComputedRef<Partial<Record<FigureQueryName, string>>>;
  /** The same for links to other pages of figures. */
  readonly inAddress: ComputedRef<Record<string, string>>;
  readonly text: (name: FigureQueryName) => string;
  readonly list: (name: FigureQueryName) => string[];
  readonly set: (changes: Partial<Record<FigureQueryName, string>>) => void;
}

/** The filters of the page the user is on. Setting them replaces the address. */
export function useFigureQuery(): FigureQuery {
  const route = useRoute();
  const router = useRouter();
  const text = (name: FigureQueryName): string => queryText(route, NAMES[name]);
  const asked = computed(() => valuesOf((name) => name));
  const inAddress = computed(() => valuesOf((name) => NAMES[name]));

  function valuesOf(named: (name: FigureQueryName) => string): Record<string, string> {
    const pairs = figureQueryNames().map((name) => [named(name), text(name)] as const);
    return Object.fromEntries(pairs.filter(([, value]) => value !== ''));
  }
  function set(changes: Partial<Record<FigureQueryName, string>>): void {
    const renamed = figureQueryNames().flatMap((name) => {
      const value = changes[name];
      return value === undefined ? [] : [[NAMES[name], value] as const];
    });
    void router.replace({ query: queryWith(route, Object.fromEntries(renamed)) });
  }
  const list = (name: FigureQueryName): string[] => text(name).split(',').filter((part) => part !== '');
  return { asked, inAddress, text, list, set };
}

function figureQueryNames(): FigureQueryName[] {
  return ['from', 'to', 'asOf', 'sex', 'organisationKind', 'organisation', 'department', 'process', 'ageBand', 'youth', 'municipality', 'sector', 'partner'];
}
