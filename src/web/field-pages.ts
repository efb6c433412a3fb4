/**
 * The pages that work in the field, without connection. Whatever is imported in this file is kept on the phone as soon as
 * it has opened the application once (scripts/worker-bundle.mjs); the pages of router.ts are kept once they were visited.
 */
import type { RouteRecordRaw } from 'vue-router';

/** Pages outside a programme. */
export const FIELD_PAGES_OUTSIDE: readonly RouteRecordRaw[] = [
  { path: '/entrar', name: 'sign-in', component: () => import('../access/views/SignInPage.vue'), meta: { open: true } },
  { path: '/cuenta', name: 'account', component: () => import('../access/views/AccountPage.vue') },
  { path: '/instalar', name: 'install', component: () => import('./install/InstallPage.vue'), meta: { anybody: true } },
  { path: '/', name: 'start', component: () => import('./shell/LostPage.vue') },
];

/** What stands over every page while a PIN is asked for. */
export const lockScreen = () => import('./people/LockScreen.vue');

/** What stands around the pages of a programme. */
export const programmeShell = () => import('./shell/ProgrammeShell.vue');

/** Pages inside a programme. */
export const FIELD_PAGES: readonly RouteRecordRaw[] = [
  { path: 'hoy', name: 'today', component: () => import('../capabilities/events/field/views/TodayPage.vue') },
  { path: 'registrar', name: 'record', component: () => import('../capabilities/events/field/views/RecordPage.vue') },
  { path: 'procesos', name: 'processes', component: () => import('../capabilities/events/views/ProcessesPage.vue') },
  { path: 'procesos/:id', name: 'process', component: () => import('../capabilities/events/views/ProcessPage.vue') },
  { path: 'procesos/:id/inscripcion', name: 'registrations', component: () => import('../capabilities/events/views/RegistrationPage.vue') },
  { path: 'sesiones/:id', name: 'session', component: () => import('../capabilities/events/views/SessionPage.vue') },
  { path: 'sesiones/:id/hoja', name: 'attendance-sheet', component: () => import('../capabilities/events/views/AttendanceSheetPage.vue') },
  { path: 'personas', name: 'people', component: () => import('../registry/views/PeoplePage.vue') },
  { path: 'personas/:id', name: 'person', component: () => import('../registry/views/PersonPage.vue') },
  { path: 'organizaciones', name: 'organisations', component: () => import('../registry/views/OrganisationsPage.vue') },
  { path: 'organizaciones/:id', name: 'organisation', component: () => import('../registry/views/OrganisationPage.vue') },
  { path: 'conflictos', name: 'conflicts', component: () => import('../ledger/views/ConflictsPage.vue') },
  { path: 'conflictos/:id', name: 'conflict', component: () => import('../ledger/views/ConflictPage.vue') },
  { path: 'este-telefono', name: 'this-phone', component: () => import('./people/ThisPhonePage.vue') },
  { path: 'por-enviar', name: 'to-send', component: () => import('./offline/ToSendPage.vue') },
];
