/** Every address of the product. Pages are loaded when they are first visited; those of the field stand in field-pages.ts. */
import { createRouter, createWebHistory, type RouteLocationNormalized, type RouteRecordRaw } from 'vue-router';
import { departed } from './arrival.ts';
import { aBreath } from './a-breath.ts';
import { FIELD_PAGES, FIELD_PAGES_OUTSIDE, programmeShell } from './field-pages.ts';
import { HOUSE_PATH } from './house-address.ts';
import { currentProgramme, may, openSession, session } from './session.ts';
import { locked, whenUnlocked } from './people/lock.ts';
import { phoneFor } from './offline/phone-for.ts';
import { queryText } from './route-query.ts';

const inProgramme: RouteRecordRaw[] = [
  ...FIELD_PAGES.map(inField),
  { path: '', name: 'home', component: () => import('../capabilities/results/home/views/HomePage.vue') },
  { path: 'marco', name: 'framework', component: () => import('../capabilities/results/views/FrameworkPage.vue') },
  { path: 'productos', name: 'deliverables', component: () => import('../capabilities/results/deliverables/views/DeliverablesPage.vue') },
  { path: 'plan', name: 'workplan', component: () => import('../capabilities/results/workplan/views/WorkplanPage.vue') },
  { path: 'presupuesto', name: 'budget', component: () => import('../capabilities/results/budget/views/BudgetPage.vue') },
  { path: 'riesgos', name: 'risks', component: () => import('../capabilities/results/risks/views/RisksPage.vue') },
  { path: 'marco/cadena', name: 'results-chain', component: () => import('../capabilities/results/chain/views/ChainPage.vue') },
  { path: 'marco/estructura', name: 'framework-editor', component: () => import('../capabilities/results/views/FrameworkEditorPage.vue') },
  { path: 'marco/indicador', name: 'indicator-editor', component: () => import('../capabilities/results/views/IndicatorEditorPage.vue') },
  { path: 'informes', name: 'reports', component: () => import('../capabilities/results/report/views/ReportsPage.vue') },
  { path: 'informes/preparar', name: 'report-form', component: () => import('../capabilities/results/report/views/ReportFormPage.vue') },
  { path: 'informes/descargar', name: 'report-download', component: () => import('../capabilities/results/report/download/views/DownloadReportPage.vue') },
  { path: 'informes/recordatorios', name: 'reminders', component: () => import('../capabilities/results/reminders/views/RemindersPage.vue') },
  { path: 'informes/:id', name: 'report', component: () => import('../capabilities/results/report/views/ReportPage.vue') },
  { path: 'informes/:id/cambios/:version', name: 'report-changes', component: () => import('../capabilities/results/report/views/ReportChangesPage.vue') },
  { path: 'iati', name: 'iati', component: () => import('../capabilities/results/iati/views/IatiPage.vue') },
  { path: 'iati/importar', name: 'iati-import', component: () => import('../capabilities/results/iati/views/IatiImportPage.vue') },
  { path: 'iati/datos', name: 'iati-data', component: () => import('../capabilities/results/iati/views/PublicationPage.vue') },
  { path: 'publicar', name: 'publication', component: () => import('../capabilities/results/publication/views/PublicationPage.vue') },
  { path: 'programa', name: 'programme', component: () => import('../capabilities/results/views/ProgrammePage.vue') },
  { path: 'indicadores/:code', name: 'indicator', component: () => import('../figures/views/IndicatorPage.vue') },
  { path: 'procesos/:id/certificado', name: 'certificate-design', component: () => import('../capabilities/events/certificates/views/CertificateDesignPage.vue') },
  { path: 'procesos/:id/opinion', name: 'satisfaction-poster', component: () => import('../capabilities/events/open-satisfaction/views/PosterPage.vue') },
  { path: 'procesos/:id/credenciales', name: 'badges', component: () => import('../capabilities/events/badges/views/BadgesPage.vue') },
  { path: 'sesiones/:id/qr', name: 'session-check-in', component: () => import('../capabilities/events/check-in/views/CheckInPage.vue') },
  { path: 'importaciones', name: 'imports', component: () => import('../capabilities/events/views/ImportsPage.vue') },
  { path: 'importaciones/:id', name: 'import', component: () => import('../capabilities/events/views/ImportPage.vue') },
  { path: 'personas/importar', name: 'import-people', component: () => import('../registry/views/RegistryUploadPage.vue') },
  { path: 'organizaciones/importar', name: 'import-organisations', component: () => import('../registry/views/RegistryUploadPage.vue') },
  { path: 'importaciones/registro/:id', name: 'registry-import', component: () => import('../registry/views/RegistryImportPage.vue') },
  { path: 'pedidos-sobre-datos', name: 'data-requests', component: () => import('../registry/own-requests/views/OwnRequestsPage.vue') },
  { path: 'duplicados', name: 'duplicates', component: () => import('../registry/views/DuplicatesPage.vue') },
  { path: 'edades-y-tamanos', name: 'registry-settings', component: () => import('../registry/views/settings/RegistrySettingsPage.vue') },
  { path: 'usuarios', name: 'users', component: () => import('../access/views/MembersPage.vue') },
  { path: 'mis-datos', name: 'mine', component: () => import('../access/views/OwnPage.vue') },
  { path: 'en-espera', name: 'waiting', component: () => import('../ledger/views/WaitingPage.vue') },
  { path: ':rest(.+)+', name: 'lost', component: () => import('./shell/LostPage.vue') },
];

export const router = createRouter({
  history: createWebHistory(HOUSE_PATH),
  routes: [
    ...FIELD_PAGES_OUTSIDE.map(inField),
    {
      path: '/configurar',
      name: 'set-up',
      component: () => import('../access/views/SetUpPage.vue'),
      meta: { open: true },
    },
    {
      path: '/invitacion/:token',
      name: 'invitation',
      component: () => import('../access/views/InvitationPage.vue'),
      meta: { anybody: true },
    },
    {
      path: '/clave/:token',
      name: 'password-link',
      component: () => import('../access/views/PasswordLinkPage.vue'),
      meta: { anybody: true },
    },
    { path: '/:programme', component: programmeShell, children: inProgramme },
  ],
  // The first page of the window stands at its top already: to say so again would have it laid out before it is whole.
  scrollBehavior: (to, from, saved) => saved ?? (to.path === from.path || from.matched.length === 0 ? false : { top: 0 }),
});

router.beforeEach(async (to) => {
  if (locked.value) await whenUnlocked();
  if (session.user === undefined) await openSession();
  const way = redirection(to);
  if (way === true) await phoneFor(session.programmeCode);
  return way;
});

// The code of a page has just run: a slow phone answers a tap before it makes the page as well. What a page writes into its own address is there at once.
router.beforeResolve((to, from) => (to.path === from.path ? undefined : aBreath()));

router.afterEach((to, from) => {
  if (from.matched.length > 0 && to.path !== from.path) departed();
});

/** Pages see from it (`route.meta.field`) that they work without connection. */
function inField(route: RouteRecordRaw): RouteRecordRaw {
  return { ...route, meta: { ...route.meta, field: true } };
}

/** Where the user has to be sent instead, or true to let them through. */
function redirection(to: RouteLocationNormalized): true | { name: string; query?: Record<string, string> } | string {
  // Whoever holds a link opens it, signed in or not.
  if (to.meta['anybody'] === true) return true;
  if (session.setupNeeded) return to.name === 'set-up' ? true : { name: 'set-up' };
  if (session.user === null || session.user === undefined) {
    if (to.name === 'sign-in') return true;
    return { name: 'sign-in', query: to.fullPath === '/' ? {} : { volver: to.fullPath } };
  }
  session.programmeCode = typeof to.params['programme'] === 'string' ? to.params['programme'] : null;
  if (to.meta['open'] === true || to.name === 'start') return afterSignIn(to);
  if (currentProgramme.value?.secondFactorNeeded === true) return { name: 'account' };
  if (to.name === 'home' && !may('figure.read') && may('self.read')) return `/${session.programmeCode ?? ''}/mis-datos`;
  return true;
}

/** The page the user came for, else the home of the first programme. */
function afterSignIn(to: RouteLocationNormalized): true | string {
  const wanted = queryText(to, 'volver');
  if (wanted.startsWith('/') && !wanted.startsWith('//')) return wanted;
  const first = session.programmes[0];
  // Shortcuts of the installed application know no programme.
  const place = queryText(to, 'ir');
  if (first !== undefined && /^[a-z-]+$/.test(place)) return `/${first.code}/${place}`;
  if (first !== undefined) return first.home === 'today' ? `/${first.code}/hoy` : `/${first.code}`;
  return to.name === 'start' ? true : '/';
}
