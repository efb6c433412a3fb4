/** Routes of registering from outside. What is public answers with HTML or a calendar, and tells nobody who is known. */
import type { FastifyInstance } from 'fastify';
import type { Pool } from 'pg';
import type { Disclose } from '../../../ledger/disclosed.ts';
import { dayIn } from '../../../platform/calendar.ts';
import type { Clock } from '../../../platform/clock.ts';
import { inProgramme } from '../../../platform/database/programme-transaction.ts';
import { houseAddress, type Routes } from '../../../platform/http/route.ts';
import { normaliseName } from '../../../registry/names.ts';
import type { Boxes } from '../public-forms/rules.ts';
import { servePublicForm, writeFromOutside, type FormParts, type Found, type PublicForm } from '../public-forms/serving.ts';
import { OPEN_REGISTRATION } from '../public-forms/queries.ts';
import { registrationRequested } from '../registration-entries.ts';
import { calendarPage } from '../registration-pages.ts';
import { askToRegister, readRequests, savePublicCalendar, sendRequest } from './contract.ts';
import { LOOK } from './page.ts';
import { publicProcess, requestsPage, type PublicProcess } from './pages.ts';
import { faultsOf, NOTHING_TYPED, saidIn, type Faults, type Typed } from './rules.ts';
import type { es } from './texts.es.ts';

/** A training room shares one address. */
const MAX = { pages: 120, byAddress: 30, toProcess: 400 };

export interface RequestParts {
  readonly pool: Pool;
  readonly clock: Clock;
  /** Where people reach the house; null: as each asks for it. */
  readonly publicAddress: string | null;
  readonly disclose: Disclose;
}

export function requestRoutes(routes: Routes, { pool, clock, publicAddress, disclose }: RequestParts): void {
  routes.inside(readRequests, ({ programme, params, caller, request }) => {
    const asked = { programme, processId: params.id, now: clock.now(), address: houseAddress(publicAddress, request), searches: caller.may('person.read') };
    return inProgramme(pool, programme.id, async (client) => {
      const page = await requestsPage(client, asked);
      // Telephones and documents are shown in full, as whoever answers must compare them and call.
      for (const { id, phone, document } of page.items) {
        if (phone !== null || document !== null) await disclose(client, programme.id, { what: 'entry', id }, caller.userId);
      }
      return page;
    }, { scope: caller.scope });
  });
}

/** `app` is a part of the server of its own (public-forms/serving.ts). */
export function publicRegistrationRoutes(app: FastifyInstance, routes: Routes, parts: FormParts): void {
  const reach = servePublicForm(app, routes, parts, registration(parts));

  routes.open(savePublicCalendar, (asked) =>
    reach(asked, async ({ open, programme }) => {
      const { request, reply } = asked;
      const wanted = { id: open.process.id, now: parts.clock.now(), address: houseAddress(parts.publicAddress, request) };
      const { fileName, text } = await inProgramme(parts.pool, programme.id, (client) => calendarPage(client, programme, wanted), { readOnly: true });
      reply.header('cache-control', 'no-store').header('content-disposition', `attachment; filename="${fileName}"`);
      return reply.type('text/calendar; charset=utf-8').send(text);
    }),
  );
}

function registration(parts: FormParts): PublicForm<PublicProcess, Typed, Faults, typeof es.page> {
  return {
    opens: OPEN_REGISTRATION,
    page: askToRegister,
    form: sendRequest,
    look: LOOK,
    max: MAX,
    blank: { typed: NOTHING_TYPED, faults: {} },
    find: publicProcess,
    typedIn,
    faultsOf: (typed, { programme }) => faultsOf(typed, yearIn(parts, programme)),
    isFaulty: (faults) => Object.keys(faults).length > 0,
    async write(found, { typed, id, language }) {
      const { payload, said } = requestOf(found, typed, yearIn(parts, found.programme));
      const says = { id, kind: registrationRequested, payload: { ...payload, language }, private: said };
      // The same words sent again are there already, and whoever sent them is told what everybody is told.
      const refused = await writeFromOutside(parts, found.programme, says, ['already-requested', 'registration-closed']);
      return refused === 'registration-closed' ? 'closed' : 'taken';
    },
  };
}

function typedIn(boxes: Boxes): Typed {
  return {
    surnames: boxes['apellidos'] ?? '',
    givenNames: boxes['nombres'] ?? '',
    document: boxes['documento'] ?? '',
    sex: boxes['sexo'] ?? '',
    birthYear: boxes['nacimiento'] ?? '',
    phone: boxes['telefono'] ?? '',
    organisation: boxes['organizacion'] ?? '',
    agrees: boxes['acepto'] === '1',
  };
}

function yearIn({ clock }: FormParts, { timeZone }: Found<PublicProcess>['programme']): number {
  return Number(dayIn(clock.now(), timeZone).slice(0, 4));
}

/** What was typed as the ledger keeps it: an organisation that is invited by its id, and who asks apart. */
function requestOf({ open }: Found<PublicProcess>, typed: Typed, year: number) {
  const { sex, birthYear, name, document, contact, organisationName } = saidIn(typed, year);
  const wanted = normaliseName(organisationName ?? '');
  const invited = open.invited.find((one) => wanted !== '' && normaliseName(one.organisationName) === wanted);
  return {
    payload: { processId: open.process.id, openingId: open.openingId, agreedTo: open.agreedTo, sex, birthYear, organisationId: invited?.organisationId ?? null },
    said: { name, contact, ...(document === null ? {} : { document }), ...(organisationName === null ? {} : { organisationName }) },
  };
}
