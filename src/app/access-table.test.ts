/** Every route and every kind of entry, for every role: who may passes, who may not is refused. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { presentAccess } from '../../test/cast/present-access.ts';
import { draft, person, withdrawal } from '../../test/cast/drafts.ts';
import { PARTNER_A, PASSWORD, servedHouse, type Actor, type ServedHouse } from '../../test/cast/house.ts';
import { indicator } from '../../test/cast/indicators.ts';
import { contractsOf, nameOf } from '../../test/cast/routes.ts';
import { insertMembership } from '../access/queries.ts';
import { KINDS_WITHIN_SCOPE, ROLE_RULES, ROLES, type Role } from '../access/rules.ts';
import type { Draft } from '../ledger/entry.ts';
import type { Contract } from '../platform/contract.ts';
import { projectRoot } from '../platform/database/project-root.ts';
import { SERVER_PAGES } from '../web/worker/addresses.ts';
import { KINDS } from './catalogue.ts';

/** Written by hand, so that a change of the rules is a change of two places: route -> what it asks for. */
const P = '/api/programmes/:programme';
const ROUTES: Readonly<Record<string, string>> = {
  'GET /api/me': 'anyone',
  'POST /api/sign-in': 'anyone',
  'POST /api/sign-in/second-factor': 'anyone',
  'POST /api/sign-out': 'anyone',
  'POST /api/set-up': 'anyone',
  'POST /api/devices': 'signed-in',
  'POST /api/devices/:id/session': 'anyone',
  'DELETE /api/devices/:id/session': 'anyone',
  'POST /api/devices/:id/contact': 'anyone',
  'GET /api/invitations/:token': 'anyone',
  'POST /api/invitations/:token/acceptance': 'anyone',
  'GET /api/calendars/:token': 'anyone',
  'GET /api/password-links/:token': 'anyone',
  'POST /api/password-links/:token/use': 'anyone',
  'GET /api/account/sessions': 'signed-in',
  'DELETE /api/account/sessions': 'signed-in',
  'DELETE /api/account/sessions/:id': 'signed-in',
  'POST /api/account/password': 'signed-in',
  'POST /api/account/second-factor': 'signed-in',
  'POST /api/account/second-factor/confirmation': 'signed-in',
  'POST /api/account/second-factor/removal': 'signed-in',
  [`GET ${P}/own-page`]: 'self.read',
  [`GET ${P}/members`]: 'user.read',
  [`PUT ${P}/members/:id`]: 'user.write',
  [`POST ${P}/members/:id/ending`]: 'user.write',
  [`POST ${P}/members/:id/return`]: 'user.write',
  [`POST ${P}/members/:id/sign-out`]: 'user.write',
  [`POST ${P}/members/:id/password-link`]: 'access.configure',
  [`GET ${P}/devices`]: 'user.read',
  [`DELETE ${P}/devices/:id`]: 'user.write',
  [`GET ${P}/invitations`]: 'user.read',
  [`POST ${P}/invitations`]: 'user.write',
  [`DELETE ${P}/invitations/:id`]: 'user.write',
  [`GET ${P}/access-settings`]: 'user.read',
  [`PUT ${P}/access-settings`]: 'access.configure',
  [`POST ${P}/entries`]: 'entry.append',
  [`GET ${P}/entries/:id`]: 'entry.read',
  [`GET ${P}/conflicts`]: 'entry.read',
  [`GET ${P}/conflicts/:id`]: 'entry.read',
  [`GET ${P}/waiting-entries`]: 'entry.read',
  [`POST ${P}/effect`]: 'figure.read',
  [`GET ${P}/batches`]: 'import.read',
  [`GET ${P}/files/:sha256`]: 'file.read',
  [`POST ${P}/files`]: 'file.write',
  [`PUT ${P}/files/:sha256/part`]: 'file.write',
  [`GET ${P}/indicators/:code/figure`]: 'figure.read',
  [`GET ${P}/indicators/:code/evidence`]: 'figure.read',
  [`GET ${P}/indicators/:code/plan`]: 'figure.read',
  [`GET ${P}/indicators/:code/observations`]: 'figure.read',
  [`POST ${P}/indicator-preview`]: 'framework.write',
  [`GET ${P}/indicator-choices`]: 'framework.write',
  [`GET ${P}/framework`]: 'figure.read',
  [`GET ${P}/home`]: 'figure.read',
  [`POST ${P}/workbook`]: 'self.read',
  [`GET ${P}/description`]: 'figure.read',
  [`GET ${P}/deliverables`]: 'figure.read',
  [`GET ${P}/iati`]: 'report.export',
  [`POST ${P}/iati-imports/preview`]: 'framework.write',
  [`POST ${P}/iati-imports`]: 'framework.write',
  [`GET ${P}/publication`]: 'publication.write',
  [`GET ${P}/publication/preview`]: 'publication.write',
  [`GET ${P}/publication/hidden`]: 'publication.write',
  [`GET ${P}/workplan`]: 'figure.read',
  [`GET ${P}/notes`]: 'figure.read',
  [`GET ${P}/results-chain`]: 'figure.read',
  [`GET ${P}/risks`]: 'figure.read',
  [`GET ${P}/budget`]: 'budget.read',
  [`GET ${P}/report`]: 'report.read',
  [`GET ${P}/reports/:id/file`]: 'report.write',
  [`GET ${P}/reports/:id/versions/:version/file`]: 'report.read',
  [`GET ${P}/reports`]: 'report.read',
  [`POST ${P}/reports/preview`]: 'report.write',
  [`POST ${P}/reports/:id/versions`]: 'report.write',
  [`GET ${P}/reports/:id/versions/:version`]: 'report.read',
  [`GET ${P}/reports/:id/versions/:version/check`]: 'report.read',
  [`GET ${P}/reports/:id/versions/:version/changes`]: 'report.read',
  [`GET ${P}/reports/:id/versions/:version/changes/:indicator`]: 'report.read',
  [`GET ${P}/reports/missing`]: 'report.write',
  [`GET ${P}/reminders`]: 'reminder.read',
  [`GET ${P}/reminders/settings`]: 'report.write',
  [`GET ${P}/reminders/feed`]: 'reminder.read',
  [`POST ${P}/reminders/feed`]: 'reminder.read',
  [`DELETE ${P}/reminders/feed`]: 'reminder.read',
  [`GET ${P}/indicators/:code/approved-reports`]: 'report.read',
  [`GET ${P}/people`]: 'person.read',
  [`GET ${P}/people/:id`]: 'person.read',
  [`POST ${P}/people/:id/disclosure`]: 'person.reveal',
  [`GET ${P}/organisations`]: 'organisation.read',
  [`GET ${P}/duplicates`]: 'person.merge',
  [`GET ${P}/distinctions`]: 'person.merge',
  [`POST ${P}/duplicates/postponed`]: 'person.merge',
  [`GET ${P}/duplicate-search`]: 'person.merge',
  [`POST ${P}/duplicate-search`]: 'person.merge',
  [`GET ${P}/merges/:id/since`]: 'person.merge',
  [`GET ${P}/organisation-merges/:id/since`]: 'organisation.merge',
  [`GET ${P}/organisation-duplicates`]: 'organisation.merge',
  [`GET ${P}/organisation-distinctions`]: 'organisation.merge',
  [`POST ${P}/organisation-duplicates/postponed`]: 'organisation.merge',
  [`POST ${P}/organisation-candidates`]: 'organisation.write',
  [`GET ${P}/organisations/:id`]: 'organisation.read',
  [`GET ${P}/organisations/:id/history`]: 'organisation.read',
  [`GET ${P}/people/:id/history`]: 'person.read',
  [`POST ${P}/organisations/:id/disclosure`]: 'person.reveal',
  [`POST ${P}/organisations/export`]: 'organisation.read',
  [`POST ${P}/people/export`]: 'person.read',
  [`GET ${P}/registry-settings`]: 'organisation.read',
  [`POST ${P}/registry-settings/counts`]: 'organisation.read',
  [`POST ${P}/candidates`]: 'person.write',
  [`POST ${P}/registry-imports/:what`]: 'import.open',
  [`GET ${P}/registry-imports`]: 'import.open',
  [`GET ${P}/registry-imports/:id`]: 'import.open',
  [`GET ${P}/registry-imports/:id/rows`]: 'import.open',
  [`PUT ${P}/registry-imports/:id/reading`]: 'import.open',
  [`PUT ${P}/registry-imports/:id/rows/:row`]: 'import.open',
  [`POST ${P}/registry-imports/:id/opening`]: 'import.open',
  [`DELETE ${P}/registry-imports/:id`]: 'import.open',
  [`GET ${P}/day`]: 'attendance.read',
  [`GET ${P}/phone/rows`]: 'entry.append',
  [`GET ${P}/phone/copy-key`]: 'entry.append',
  [`POST ${P}/phone/copy-openings`]: 'entry.append',
  [`GET ${P}/processes`]: 'process.read',
  [`GET ${P}/processes/:id`]: 'process.read',
  [`GET ${P}/processes/:id/invited`]: 'process.read',
  [`GET ${P}/processes/:id/calendar`]: 'process.read',
  [`GET ${P}/processes/:id/tests`]: 'process.read',
  [`GET ${P}/processes/:id/satisfaction`]: 'process.read',
  [`GET ${P}/processes/:id/satisfaction-opening`]: 'attendance.read',
  [`GET ${P}/processes/:id/badges`]: 'attendance.read',
  [`GET ${P}/badges/:code`]: 'person.read',
  [`GET ${P}/sessions/:id/check-in`]: 'attendance.read',
  [`GET ${P}/processes/:id/satisfaction-sheets`]: 'person.read',
  [`GET ${P}/processes/:id/follow-up`]: 'process.read',
  [`GET ${P}/processes/:id/materials`]: 'process.read',
  [`GET ${P}/processes/:id/registrations`]: 'attendance.read',
  [`GET ${P}/processes/:id/requests`]: 'attendance.read',
  [`GET ${P}/processes/:id/certificates`]: 'certificate.read',
  [`POST ${P}/processes/:id/certificates`]: 'certificate.issue',
  [`POST ${P}/processes/:id/certificate-preview`]: 'certificate.design',
  [`GET ${P}/processes/:id/certificates/pdf`]: 'certificate.read',
  [`GET ${P}/certificates/:id/pdf`]: 'certificate.read',
  [`GET ${P}/own-certificates`]: 'self.read',
  [`GET ${P}/own-events`]: 'self.read',
  [`GET ${P}/own-events/:id/calendar`]: 'self.read',
  [`POST ${P}/own-consents`]: 'self.write',
  [`POST ${P}/own-requests`]: 'self.write',
  [`GET ${P}/data-requests`]: 'request.answer',
  [`GET ${P}/own-certificates/:id/pdf`]: 'self.read',
  'GET /verificar': 'anyone',
  'GET /p/:code': 'anyone',
  'GET /p/:code/datos.json': 'anyone',
  'GET /p/:code/datos.csv': 'anyone',
  'GET /p/:code/figura/:indicator': 'anyone',
  'GET /p/:code/figura/:indicator/imagen.svg': 'anyone',
  'GET /p/:code/imagen.png': 'anyone',
  'GET /p/:code/calendario': 'anyone',
  'GET /p/:code/calendario/imagen.png': 'anyone',
  'GET /p/:code/biblioteca': 'anyone',
  'GET /p/:code/biblioteca/imagen.png': 'anyone',
  'GET /p/:code/biblioteca/:id': 'anyone',
  'GET /p/:code/privacidad': 'anyone',
  'GET /p/:code/privacidad/imagen.png': 'anyone',
  [`GET ${P}/privacy`]: 'publication.write',
  'GET /verificar/:code': 'anyone',
  'GET /inscripcion/:code': 'anyone',
  'POST /inscripcion/:code': 'anyone',
  'GET /inscripcion/:code/calendario.ics': 'anyone',
  'GET /opinion/:code': 'anyone',
  'POST /opinion/:code': 'anyone',
  'GET /asistencia/:code': 'anyone',
  'POST /asistencia/:code': 'anyone',
  'GET /credencial/:code': 'anyone',
  [`GET ${P}/sessions/:id`]: 'attendance.read',
  [`POST ${P}/processes/:id/imports`]: 'import.open',
  [`GET ${P}/imports`]: 'import.open',
  [`GET ${P}/imports/:id`]: 'import.open',
  [`GET ${P}/imports/:id/rows`]: 'import.open',
  [`PUT ${P}/imports/:id/reading`]: 'import.open',
  [`PUT ${P}/imports/:id/rows/:row`]: 'import.open',
  [`POST ${P}/imports/:id/opening`]: 'import.open',
  [`DELETE ${P}/imports/:id`]: 'import.open',
};

/** Kind -> what it asks for, and whether a member narrowed to a partner may write it at all. */
const ENTRY_KINDS: Readonly<Record<string, readonly [permission: string, withinScope: boolean]>> = {
  'ledger.entry-withdrawn': ['entry.withdraw', true],
  'ledger.batch-opened': ['import.open', true],
  'ledger.batch-withdrawn': ['import.withdraw', true],
  'registry.person-registered': ['person.write', true],
  'registry.organisation-registered': ['organisation.write', true],
  'registry.role-recorded': ['person.write', true],
  'registry.consent-stated': ['person.write', true],
  'registry.erasure-requested': ['self.write', true],
  'registry.erasure-answered': ['request.answer', false],
  'registry.correction-requested': ['self.write', true],
  'registry.correction-answered': ['request.answer', false],
  'registry.organisation-sized': ['organisation.write', false],
  'registry.organisation-described': ['organisation.write', false],
  'registry.size-rule-set': ['framework.write', false],
  'registry.age-groups-set': ['framework.write', false],
  'registry.people-merged': ['person.merge', true],
  'registry.people-distinguished': ['person.merge', false],
  'registry.organisations-merged': ['organisation.merge', false],
  'registry.organisations-distinguished': ['organisation.merge', false],
  'events.process-opened': ['process.write', true],
  'events.organisation-invited': ['process.write', true],
  'events.registration-recorded': ['registration.write', true],
  'events.registration-opened': ['process.write', true],
  'events.registration-requested': ['registration.write', true],
  'events.registration-answered': ['registration.write', true],
  'events.session-scheduled': ['process.write', true],
  'events.attendance-recorded': ['attendance.write', true],
  'events.attendance-sheet-kept': ['attendance.write', true],
  'events.check-in-opened': ['attendance.write', true],
  'events.check-in-declared': ['attendance.write', true],
  'events.test-result-recorded': ['assessment.write', true],
  'events.satisfaction-form-set': ['process.write', true],
  'events.satisfaction-opened': ['process.write', true],
  'events.satisfaction-recorded': ['assessment.write', true],
  'events.follow-up-scheduled': ['process.write', true],
  'events.follow-up-recorded': ['assessment.write', true],
  'events.speaker-named': ['process.write', true],
  'events.material-shared': ['process.write', true],
  'events.certificate-design-set': ['certificate.design', true],
  'events.certificate-issued': ['certificate.issue', true],
  'results.programme-described': ['framework.write', false],
  'results.framework-defined': ['framework.write', false],
  'results.indicator-defined': ['framework.write', false],
  'results.observation-recorded': ['observation.write', false],
  'results.target-set': ['framework.write', false],
  'results.follow-up-set': ['framework.write', false],
  'results.product-delivered': ['deliverable.write', false],
  'results.total-declared': ['deliverable.write', false],
  'results.publication-described': ['framework.write', false],
  'results.activity-planned': ['workplan.write', false],
  'results.activity-progressed': ['workplan.write', false],
  'results.note-written': ['framework.write', false],
  'results.assumption-stated': ['framework.write', false],
  'results.risk-noted': ['workplan.write', false],
  'results.page-published': ['publication.write', false],
  'results.privacy-stated': ['publication.write', false],
  'results.reminders-scheduled': ['report.write', false],
  'results.lesson-noted': ['workplan.write', false],
  'results.currency-set': ['budget.write', false],
  'results.budget-agreed': ['budget.write', false],
  'results.spending-recorded': ['budget.write', false],
  'results.report-prepared': ['report.write', false],
  'results.report-submitted': ['report.write', false],
  'results.report-returned': ['report.approve', false],
  'results.report-approved': ['report.approve', false],
};

const ALL: readonly Role[] = ROLES;
const COORDINATION: readonly Role[] = ['administrator', 'coordinator', 'me-officer'];
const FIELD: readonly Role[] = [...COORDINATION, 'partner-coordinator', 'expert-trainer', 'trainer'];
const READERS: readonly Role[] = [...FIELD, 'evaluator', 'donor'];
const HOLDERS: Readonly<Record<string, readonly Role[]>> = {
  'self.read': ALL,
  'self.write': ALL,
  'request.answer': ['administrator', 'coordinator'],
  'figure.read': READERS,
  'process.read': READERS,
  'person.read': FIELD,
  'person.reveal': FIELD,
  'organisation.read': FIELD,
  'attendance.read': FIELD,
  'entry.read': FIELD,
  'entry.append': FIELD,
  'import.read': FIELD,
  'file.read': FIELD,
  'person.write': FIELD,
  'organisation.write': FIELD,
  'process.write': FIELD,
  'registration.write': FIELD,
  'attendance.write': FIELD,
  'assessment.write': FIELD,
  'file.write': FIELD,
  'certificate.read': FIELD,
  'reminder.read': FIELD,
  'certificate.design': [...COORDINATION, 'partner-coordinator'],
  'certificate.issue': [...COORDINATION, 'partner-coordinator'],
  'import.open': FIELD,
  'entry.withdraw': FIELD,
  'import.withdraw': [...COORDINATION, 'partner-coordinator'],
  'person.merge': COORDINATION,
  'organisation.merge': COORDINATION,
  'framework.write': COORDINATION,
  'observation.write': COORDINATION,
  'deliverable.write': COORDINATION,
  'workplan.write': COORDINATION,
  'budget.read': [...COORDINATION, 'evaluator', 'donor'],
  'budget.write': COORDINATION,
  'report.export': COORDINATION,
  'report.read': [...COORDINATION, 'evaluator', 'donor'],
  'report.write': COORDINATION,
  'publication.write': COORDINATION,
  'report.approve': ['administrator', 'coordinator'],
  'user.read': ['administrator', 'coordinator'],
  'user.write': ['administrator', 'coordinator'],
  'access.configure': ['administrator'],
};

let served: ServedHouse;
let contracts: Contract[];

beforeAll(async () => {
  served = await servedHouse();
  contracts = await contractsOf(served.house);
  for (const role of ROLES) {
    const id = await served.house.signIn.addUser({ name: role, username: `as-${role}`, password: PASSWORD });
    const partnerId = ROLE_RULES[role].reaches.includes('programme') ? null : PARTNER_A;
    await insertMembership(served.house.pool, id, served.programme.id, role, { partnerId });
  }
});
afterAll(() => served.close());

const mayOf = (permission: string): readonly Role[] => HOLDERS[permission] ?? [];

function addressOf({ path }: Contract): string {
  return path
    .replace(':programme', served.programme.id)
    .replace(':id', randomUUID())
    .replace(':version', randomUUID())
    .replace(':indicator', randomUUID())
    .replace(':row', '1')
    .replace(':code', 'X')
    .replace(':sha256', '0'.repeat(64));
}

function call(who: Actor, contract: Contract): Promise<{ status: number; body: unknown }> {
  const address = addressOf(contract);
  if (contract.method === 'GET') return who.get(address);
  if (contract.method === 'DELETE') return who.delete(address);
  return contract.method === 'PUT' ? who.put(address, {}) : who.post(address, {});
}

describe('the table', () => {
  test('has a row for every route and every kind, with what it asks for', () => {
    expect(Object.fromEntries(contracts.map((contract) => [nameOf(contract), contract.permission]))).toEqual(ROUTES);
    const kinds = KINDS.map(({ kind, permission }) => [kind, [permission, KINDS_WITHIN_SCOPE.includes(kind)]]);
    expect(Object.fromEntries(kinds)).toEqual(ENTRY_KINDS);
  });

  test('the worker of the phone knows every page that the server writes', async () => {
    const names = contracts.filter(({ path }) => !path.startsWith('/api/')).map(({ path }) => path.split('/')[1]);
    expect([...new Set(names)].sort()).toEqual([...SERVER_PAGES].sort());
  });

  test('knows every permission of every role', () => {
    for (const role of ROLES) {
      const expected = Object.keys(HOLDERS).filter((permission) => mayOf(permission).includes(role));
      expect([role, [...ROLE_RULES[role].permissions].sort()]).toEqual([role, expected.sort()]);
    }
  });

  test('stands in docs/access.md as the code has it', async () => {
    const text = readFileSync(join(projectRoot(), 'docs', 'access.md'), 'utf8');
    expect(text).toContain(await presentAccess());
  });
});

describe('over HTTP', () => {
  for (const role of ROLES) {
    test(`${role}: every route of the programme`, async () => {
      const who = await served.as(`as-${role}`);
      for (const contract of contracts.filter(({ path }) => path.startsWith(P))) {
        const reply = await call(who, contract);
        const refused = reply.status === 403 && JSON.stringify(reply.body).includes('"forbidden"');
        expect([nameOf(contract), refused]).toEqual([nameOf(contract), !mayOf(contract.permission).includes(role)]);
        expect(reply.status).toBeLessThan(500);
      }
    });

    test(`${role}: every kind of entry`, async () => {
      const who = await served.as(`as-${role}`);
      for (const [kind, [permission]] of Object.entries(ENTRY_KINDS)) {
        const reply = await who.post(`/api/programmes/${served.programme.id}/entries`, {
          entries: [draft(kind, { nothing: 'fits' }, kind === 'ledger.entry-withdrawn' ? { rootId: randomUUID(), supersedes: [randomUUID()] } : {})],
        });
        const text = JSON.stringify(reply.body);
        const refused = text.includes('"forbidden"') || text.includes('"not-allowed"');
        expect([kind, refused]).toEqual([kind, !mayOf(permission).includes(role) || !mayOf('entry.append').includes(role)]);
      }
    });
  }

  test('whoever may not say something may not take it back either', async () => {
    const coordinator = await served.as('as-coordinator');
    const trainer = await served.as('as-expert-trainer');
    const send = (who: Actor, ...entries: Draft[]) => who.post(`/api/programmes/${served.programme.id}/entries`, { entries });
    const [ana, anita] = [person('Quispe, Ana'), person('Quispe, Anita')];
    const merge = draft('registry.people-merged', { personIds: [ana.id, anita.id], score: null, explanation: [], chosen: {}, decidedBy: 'person' });
    const defined = indicator('ALL');
    expect((await send(coordinator, ana, anita, merge, defined)).text).not.toContain('refused');
    const notAllowed = { answer: 'refused', code: 'not-allowed' };
    const tried = await send(trainer, withdrawal(defined), withdrawal(merge), withdrawal(ana));
    expect(tried.body).toMatchObject({ answers: [notAllowed, notAllowed, { answer: 'accepted' }] });
    expect((await send(coordinator, withdrawal(defined), withdrawal(merge))).text).not.toContain('refused');
  });

  test('a stranger is asked to sign in, whoever is no member learns of no programme', async () => {
    const nadie = await served.as('nadie');
    for (const contract of contracts.filter(({ permission }) => permission !== 'anyone')) {
      expect([nameOf(contract), (await call(served.stranger, contract)).status]).toEqual([nameOf(contract), 401]);
      if (contract.path.startsWith(P)) expect([nameOf(contract), (await call(nadie, contract)).status]).toEqual([nameOf(contract), 404]);
    }
  });
});
