// Takes the shapes that zod describes out of the browser's build, which validates nothing (src/web/contract-schemas.ts): what
// `z.object({ … })` evaluates to there is `z` itself, so `z` is written in its place. Imports that only shapes had asked for go too.

/** Whoever asks for one of these is told of the mistake by the stand-in. */
const VALIDATING = new Set(['parse', 'safeParse', 'parseAsync', 'safeParseAsync', 'decode', 'encode']);

/** A plugin for the build of the pages. */
export function withoutShapes() {
  return {
    name: 'digna-without-shapes',
    enforce: 'post',
    transform(code, id) {
      if (!id.endsWith('.ts') || !/import \{[^}]*\bz\b[^}]*\} from ["']zod["']/.test(code)) return null;
      const shapes = [];
      findShapes(this.parse(code), shapes);
      let rest = code;
      for (const { start, end } of shapes.toReversed()) rest = `${rest.slice(0, start)}z${rest.slice(end)}`;
      return { code: withoutIdleImports(rest, this.parse(rest)), map: null };
    },
  };
}

/** What only a shape had asked for is not imported any more. None of our modules is imported for what it does by itself. */
function withoutIdleImports(code, { body }) {
  let rest = code;
  for (const one of body.toReversed()) {
    if (one.type !== 'ImportDeclaration' || one.specifiers.length === 0 || !one.source.value.startsWith('.')) continue;
    const used = one.specifiers.filter(({ local }) => rest.match(new RegExp(`\\b${local.name}\\b`, 'g')).length > 1);
    if (used.length > 0) continue;
    rest = rest.slice(0, one.start) + rest.slice(one.end);
  }
  return rest;
}

/** The longest chains of calls and names that begin with `z`, from left to right. */
function findShapes(node, found) {
  if (typeof node !== 'object' || node === null) return;
  if (Array.isArray(node)) {
    for (const one of node) findShapes(one, found);
    return;
  }
  if ((node.type === 'CallExpression' || node.type === 'MemberExpression') && beginsWithZ(node)) {
    found.push(node);
    return;
  }
  for (const value of Object.values(node)) findShapes(value, found);
}

function beginsWithZ(node) {
  if (node.type === 'Identifier') return node.name === 'z';
  if (node.type === 'CallExpression') return beginsWithZ(node.callee);
  return node.type === 'MemberExpression' && !VALIDATING.has(node.property.name) && beginsWithZ(node.object);
}
