/** Filters live in the address, so that every view can be sent as a link. */
import { computed, type WritableComputedRef } from 'vue';
import { useRoute, useRouter, type RouteLocationNormalizedLoaded } from 'vue-router';

/** One value of the query, or `''` where it is not there. */
export function queryText(route: Pick<RouteLocationNormalizedLoaded, 'query'>, name: string): string {
  const value = route.query[name];
  const one = Array.isArray(value) ? value[0] : value;
  return one ?? '';
}

/** The query with some values changed; `''` takes a value out. */
export function queryWith(
  route: Pick<RouteLocationNormalizedLoaded, 'query'>,
  changes: Readonly<Record<string, string>>,
): Record<string, string> {
  const names = [...new Set([...Object.keys(route.query), ...Object.keys(changes)])];
  const pairs = names.map((name) => [name, changes[name] ?? queryText(route, name)] as const);
  return Object.fromEntries(pairs.filter(([, value]) => value !== ''));
}

/** A value of the address to read and write. Writing replaces the address, so that Back leaves the page. */
export function useQueryText(name: string, otherwise = ''): WritableComputedRef<string> {
  const route = useRoute();
  const router = useRouter();
  return computed({
    get: () => queryText(route, name) || otherwise,
    set: (value) => void router.replace({ query: queryWith(route, { [name]: value === otherwise ? '' : value }) }),
  });
}
