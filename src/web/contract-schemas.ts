/**
 * Stands in for zod in the browser's build. Contracts declare their shapes with zod; the browser needs only their
 * method, path and types, and the types are gone once compiled. Without this the first screen would carry zod (26 kB).
 * Asking it to validate is a mistake and says so.
 */
const VALIDATING = new Set<PropertyKey>(['parse', 'safeParse', 'parseAsync', 'safeParseAsync', 'decode', 'encode']);

function shape(): unknown {
  return stand;
}

const stand: unknown = new Proxy(shape, {
  get(_target, name) {
    if (VALIDATING.has(name)) throw new Error(`The browser does not validate (${String(name)}).`);
    return stand;
  },
});

export const z = stand;
