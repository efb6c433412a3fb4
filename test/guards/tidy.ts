/** The rules of STYLE.md that no linter knows. Each check takes files and answers with its complaints. */

/** Path from the root -> text. */
export type Tree = ReadonlyMap<string, string>;

const SOURCE = /^(src|test|bench|examples|scripts)\/.*\.(ts|vue|mjs)$/;
const source = (tree: Tree): [string, string][] => [...tree].filter(([path]) => SOURCE.test(path) && !path.startsWith('test/guards/'));

/** No file named for nothing. */
export function namesSaySomething(tree: Tree): string[] {
  return source(tree)
    .map(([path]) => path)
    .filter((path) => /(^|\/)(utils?|helpers?|common|shared|types|index|misc)\.(ts|vue|mjs)$/.test(path))
    .map((path) => `${path}: name the file for its topic`);
}

/** Nothing left over from writing. */
export function nothingLeftOver(tree: Tree): string[] {
  const words = [/\bFIXME\b/, /\bTODO\b/, /\bXXX\b/, /\b(describe|test|it)\.only\(/, /\bconsole\.log\(/, /@ts-(ignore|nocheck|expect-error)/];
  return source(tree).flatMap(([path, text]) =>
    words.filter((word) => word.test(text)).map((word) => `${path}: left over ${word.source}`),
  );
}

/** SQL is written in `*queries.ts` and in the database's own plumbing only. */
export function sqlStaysInQueries(tree: Tree): string[] {
  const allowed = /(queries\.ts$|^src\/platform\/database\/|\.test\.ts$|^test\/|^bench\/|^src\/ledger\/ledger\.ts$)/;
  return source(tree)
    .filter(([path]) => path.startsWith('src/') && !allowed.test(path))
    .filter(([, text]) => /[`'"]\s*(select\s.+\sfrom|insert\s+into|update\s+\w+\s+set|delete\s+from)\s/is.test(text))
    .map(([path]) => `${path}: SQL belongs in a queries.ts`);
}

/** Pure files take the moment and chance as arguments. */
export function pureFilesStayPure(tree: Tree): string[] {
  const pure = /^src\/.*(\/(entries|rules|facts|contract)\.ts|figures\/(ages|evaluate|columns|cells|entity-count|status|indicator)\.ts|registry\/(cell-values|column-guesses|earlier-versions|import-[a-z-]+|matching|names|organisation-matcher|particulars|places|sheet-headings)\.ts|ledger\/versions\.ts|events\/(attendance-[a-z-]+|earlier-versions|import-plan|registration-(entries|places|shares))\.ts)$/;
  const forbidden = [/\bnew Date\(\s*\)/, /\bDate\.now\(/, /\bMath\.random\(/, /\bcrypto\./, /\bfetch\(/, /\blocalStorage\b/, /\bperformance\.now\(/];
  return [...tree]
    .filter(([path]) => pure.test(path) && !path.endsWith('.test.ts'))
    .flatMap(([path, text]) => forbidden.filter((word) => word.test(text)).map((word) => `${path}: not pure, ${word.source}`));
}

/** Every capability can be found and read. */
export function capabilitiesHaveReadmes(tree: Tree): string[] {
  const names = new Set([...tree.keys()].flatMap((path) => /^src\/capabilities\/([^/]+)\//.exec(path)?.[1] ?? []));
  return [...names].filter((name) => !tree.has(`src/capabilities/${name}/README.md`)).map((name) => `${name}: no README.md`);
}

/** An entry kind begins with the name of its room. */
export function kindsAreNamedForTheirRoom(tree: Tree): string[] {
  return [...tree]
    .filter(([path]) => /^src\/.*\/entries\.ts$/.test(path))
    .flatMap(([path, text]) => {
      const room = path.split('/').at(-2) ?? '';
      const kinds = [...text.matchAll(/^\s*kind: '([a-z-]+\.[a-z-]+)'/gm)].map(([, kind = '']) => kind);
      return kinds.filter((kind) => !kind.startsWith(`${room}.`)).map((kind) => `${path}: ${kind} is not ${room}'s`);
    });
}

/** One title per page of documentation, and pages that speak of the project only. */
export function pagesHaveOneTitle(tree: Tree): string[] {
  return [...tree]
    .filter(([path]) => path.endsWith('.md'))
    .filter(([, text]) => text.replaceAll(/^```[\s\S]*?^```/gm, '').match(/^# /gm)?.length !== 1)
    .map(([path]) => `${path}: needs exactly one title`);
}

/** Screens take their words from texts. */
export function noWordsInTemplates(tree: Tree): string[] {
  return [...tree]
    .filter(([path]) => path.endsWith('.vue'))
    .flatMap(([path, text]) => {
      const template = /<template>([\s\S]*)<\/template>/.exec(text)?.[1] ?? '';
      const bare = template.replaceAll(/<!--[\s\S]*?-->/g, '').replaceAll(/\{\{[\s\S]*?\}\}/g, '');
      return [...bare.matchAll(/>([^<>]*\p{L}{3,}[^<>]*)</gu)]
        .map(([, words = '']) => words.trim())
        .filter((words) => !/[=&|"]/.test(words) && words !== 'Digna')
        .map((words) => `${path}: "${words.slice(0, 40)}" belongs in texts`);
    });
}

/** Pages of a programme stand under its code: whoever writes their address by hand leaves it out. */
export function linksNameTheirPage(tree: Tree): string[] {
  return source(tree)
    .filter(([path, text]) => path.endsWith('.vue') && /\bto="`\/[a-z]/.test(text))
    .map(([path]) => `${path}: link to the page by its name`);
}

export const CHECKS = {
  namesSaySomething,
  nothingLeftOver,
  sqlStaysInQueries,
  pureFilesStayPure,
  capabilitiesHaveReadmes,
  kindsAreNamedForTheirRoom,
  pagesHaveOneTitle,
  noWordsInTemplates,
  linksNameTheirPage,
};
