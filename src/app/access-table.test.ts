/** Every route and every kind of entry, for every role: who may passes, who may not is refused. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { P, ROUTES } from '../../test/cast/access-rows.ts';
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
