/** Routes of checking in by the QR code of a session. What is public answers with HTML. */
import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { Pool } from 'pg';
import type { Clock } from '../../../platform/clock.ts';
import { inProgramme } from '../../../platform/database/programme-transaction.ts';
import { houseAddress, type Gatekeeper, type Routes } from '../../../platform/http/route.ts';
import { checkInDeclared } from '../check-in-entries.ts';
import type { PeopleOf } from '../process-pages.ts';
import { OPEN_CHECK_IN } from '../public-forms/queries.ts';
import { servePublicForm, writeFromOutside, type FormParts, type PublicForm } from '../public-forms/serving.ts';
import { askCheckIn, readCheckIn, sendCheckIn } from './contract.ts';
import { LOOK } from './page.ts';
import { countSetAside } from './queries.ts';
import { checkInPage, expectedBearer, expectedUser, openSession, type OpenSession } from './pages.ts';
import { faultOf, NOTHING_TYPED, typedIn, type Fault, type Typed } from './rules.ts';
import type { es } from './texts.es.ts';

/** A whole hall checks in at once, through one connection. A guesser of codes has some ten billion to go through. */
const MAX = { pages: 600, byAddress: 300, toProcess: 1000 };

interface CheckInParts extends FormParts {
  readonly peopleOf: PeopleOf;
  readonly userOf: Gatekeeper['userOf'];
}

export function checkInRoutes(routes: Routes, { pool, clock, publicAddress }: { readonly pool: Pool; readonly clock: Clock; readonly publicAddress: string | null }): void {
  routes.inside(readCheckIn, ({ programme, params, caller, request }) => {
    const asked = { programme, sessionId: params.id, now: clock.now(), address: houseAddress(publicAddress, request) };
    return inProgramme(pool, programme.id, (client) => checkInPage(client, asked), { scope: caller.scope });
  });
}

/** `app` is a part of the server of its own (public-forms/serving.ts). */
export function publicCheckInRoutes(app: FastifyInstance, routes: Routes, parts: CheckInParts): void {
  servePublicForm(app, routes, parts, checkIn(parts));
}

function checkIn(parts: CheckInParts): PublicForm<OpenSession, Typed, Fault, typeof es.page> {
  const { pool, peopleOf, userOf } = parts;
  return {
    opens: OPEN_CHECK_IN,
    page: askCheckIn,
    form: sendCheckIn,
    look: LOOK,
    max: MAX,
    blank: { typed: NOTHING_TYPED, faults: null },
    find: openSession,
    // A form that another site has a browser send comes without the cookie of the session (SameSite), so as nobody.
    async known(request, { open, programme }) {
      const user = await userOf(request);
      if (user === null) return {};
      const self = await inProgramme(pool, programme.id, (client) => expectedUser(client, programme.id, open.process, user.id, peopleOf), { readOnly: true });
      return { self };
    },
    typedIn,
    faultsOf: (typed) => faultOf(typed),
    isFaulty: (fault) => fault !== null,
    async write({ open, programme }, { typed }) {
      const { process, session, openingId } = open;
      const own = typed.asSelf ? typed.self : null;
      const personId = own?.personId ?? (await inProgramme(pool, programme.id, (client) => expectedBearer(client, programme.id, process, typed.code), { readOnly: true }));
      if (personId === null) return { faults: 'unknown' };
      const payload = { processId: process.id, sessionId: session.id, personId, openingId, declaredBy: own === null ? 'badge' : 'account' };
      const setAside = await inProgramme(pool, programme.id, (client) => countSetAside(client, programme.id, session.id, personId), { readOnly: true });
      const refused = await writeFromOutside(parts, programme, { id: idOf(openingId, personId, setAside), kind: checkInDeclared, payload, private: {} }, ['check-in-closed', 'already-checked-in']);
      return refused === 'check-in-closed' ? 'closed' : 'taken';
    },
  };
}

/** Of one person in one session there is one: said again, by whatever way, it is the same entry. After it was set aside it is another. */
function idOf(openingId: string, personId: string, setAside: number): string {
  const hex = createHash('sha256').update(`check-in ${openingId} ${personId}${setAside === 0 ? '' : ` ${setAside}`}`).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-');
}
