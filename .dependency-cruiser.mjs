/** Directions of imports. Each rule says why; ARCHITECTURE.md draws the picture. */
const CAPABILITY = '^src/capabilities/([^/]+)/';
const PURE = '(entries|rules|facts|contract|texts\\.(es|en))\\.ts$';
const PURE_FIGURES =
  'figures/(ages|amounts|kept-figures|touched|credit|shares|figure-value|group-words|rule-words|case-amounts|cases|composed|observed|pairs|periods|tally|value|version-rows|evaluate|evaluation|explanation|facts-at-hand|joining|lasting|columns|int-column|sorting|view|cells|entity-count|selection|status|indicator|fact)\\.ts$';
const PURE_EVENTS = 'assessments/(learning-gain|score-paste)|pasting/pasted-[a-z]+|satisfaction/(default-form|satisfaction-results)';
const PURE_LEDGER = 'ledger/(conflict|entry|file-purposes|stored|versions|fold|succession)\\.ts$';
const PURE_RESULTS =
  'earlier-versions|decimals|deliverables/rules|budget/(money|written-money)|workplan/activity-words|iati/(activity|code-lists|document|import-entries|import-plan|publication|published-money|sector-list|suppression|xml)|report/(content|difference|missing|things)|' +
  'publication/(bolivia-shapes|disclosure|hidden|publishable|results|steps|telling)';
const PURE_REGISTRY =
  'registry/(cell-values|column-guesses|earlier-versions|import-[a-z-]+|list-filter|matching|blocking|glance|names|name-[a-z]+|' +
  'organisation-(names|matcher|matching|blocking)|own-request-entries|pair-memory|particulars|place-search|places|score-bounds|sectors|settings-(counts|faults)|sheet-headings|sort-key|surnames|value-that-stands)\\.ts$';

export default {
  forbidden: [
    { name: 'no-cycles', severity: 'error', comment: 'A circle of imports has no first file to read.', from: {}, to: { circular: true, dependencyTypesNot: ['type-only'] } },
    {
      name: 'platform-knows-no-domain',
      severity: 'error',
      comment: 'Plumbing without domain words can be understood, and replaced, alone.',
      from: { path: '^src/platform/' },
      to: { path: '^src/(app|ledger|figures|registry|access|verification|site|capabilities|web)/' },
    },
    {
      name: 'core-knows-no-capability',
      severity: 'error',
      comment: 'Ledger, figures, registry and access serve every capability, so they know none.',
      from: { path: '^src/(ledger|figures|registry|access|verification|site)/', pathNot: '(\\.test\\.ts$|/views/)' },
      to: { path: '^src/capabilities/' },
    },
    {
      name: 'capabilities-meet-in-entries',
      severity: 'error',
      comment: 'Capabilities meet in the ledger: of each other they may import entries.ts only.',
      from: { path: CAPABILITY, pathNot: '(\\.test\\.ts$|/views/)' },
      to: { path: '^src/capabilities/', pathNot: ['^src/capabilities/$1/', '/entries\\.ts$'] },
    },
    {
      name: 'pure-stays-pure',
      severity: 'error',
      comment: 'What runs on the phone and on the server alike imports only what does too.',
      from: { path: `^src/.*(${PURE}|${PURE_FIGURES}|${PURE_LEDGER}|${PURE_REGISTRY}|results/(${PURE_RESULTS})\\.ts$|events/(attendance-[a-z-]+|earlier-versions|import-plan|check-in-entries|registration-(entries|places|shares)|${PURE_EVENTS})\\.ts$)`, pathNot: '\\.test\\.ts$' },
      to: {
        pathNot: [
          PURE,
          `^src/${PURE_FIGURES}`,
          `^src/${PURE_LEDGER}`,
          `^src/${PURE_REGISTRY}`,
          '^src/registry/search-text\\.ts$',
          '^src/web/codes/code-words\\.ts$',
          `^src/capabilities/events/(attendance-[a-z-]+|earlier-versions|import-[a-z-]+|${PURE_EVENTS})\\.ts$`,
          `^src/capabilities/results/(${PURE_RESULTS})\\.ts$`,
          '^src/platform/(contract|calendar|number-text|attachments/media-types)\\.ts$',
          '^node_modules/(zod|canonicalize)/',
        ],
      },
    },
    {
      name: 'views-stay-in-the-browser',
      severity: 'error',
      comment: 'Screens reach the server through contracts; importing its code would pull it into the phone.',
      from: { path: '(^src/web/|/views/)', pathNot: '\\.test\\.ts$' },
      to: { path: '(queries|routes|projector|projection-queries|ledger/(append|ledger|prepare|sealed)|platform/(database|http|attachments|spreadsheet)/.*)\\.?' , pathNot: '(^src/web/|^node_modules/|/views/)' },
    },
    {
      name: 'server-never-draws',
      severity: 'error',
      comment: 'The server knows no screen.',
      from: { path: '^src/', pathNot: '(^src/web/|/views/|\\.test\\.ts$)' },
      // Words are no screen: those of codes are needed in the files the server makes, others by the command line.
      to: { path: '(^src/web/|/views/|\\.vue$)', pathNot: '(^src/web/codes/code-words\\.|^src/web/problems/sentences\\.|/texts\\.(es|en)\\.ts$)' },
    },
    {
      name: 'only-app-assembles',
      severity: 'error',
      comment: 'src/app is the only place that sees everything; nobody imports it.',
      from: { path: '^src/', pathNot: '(^src/app/|\\.test\\.ts$)' },
      to: { path: '^src/app/' },
    },
    {
      name: 'only-queries-speak-sql',
      severity: 'error',
      comment: 'The driver is spoken to in platform/database and, through a client, in *queries.ts; others pass it on as a type.',
      from: { path: '^src/', pathNot: '(^src/platform/database/|\\.test\\.ts$)' },
      to: { path: 'node_modules/pg/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      comment: 'A file nobody imports is dead or in the wrong place.',
      from: { orphan: true, path: '^src/', pathNot: '(\\.d\\.m?ts$|\\.mjs$|\\.css$|\\.html$|\\.svg$|\\.test\\.ts$|^src/app/(serve|cli)\\.ts$|^src/web/contract-schemas\\.ts$)' },
      to: {},
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default', 'types'] },
  },
};
