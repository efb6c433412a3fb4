/** Routes of answering by link. What is public answers with HTML; nothing of whoever sends it is kept. */
import type { FastifyInstance } from 'fastify';
import type { Pool } from 'pg';
import type { Clock } from '../../../platform/clock.ts';
import { inProgramme } from '../../../platform/database/programme-transaction.ts';
import { houseAddress, type Routes } from '../../../platform/http/route.ts';
import { satisfactionRecorded } from '../entries.ts';
import { OPEN_SATISFACTION } from '../public-forms/queries.ts';
import { servePublicForm, writeFromOutside, type FormParts, type PublicForm } from '../public-forms/serving.ts';
import { askOpinion, listSheets, readAnswering, sendOpinion } from './contract.ts';
import { LOOK } from './page.ts';
import { answeringPage, openForm, sheetsPage, type OpenForm } from './pages.ts';
import { faultsOf, isFaulty, NO_FAULTS, NOTHING_TYPED, saidIn, typedIn, type Faults, type Typed } from './rules.ts';
import type { es } from './texts.es.ts';

/** A whole room answers at once, through one connection. */
const MAX = { pages: 300, byAddress: 120, toProcess: 400 };

export interface AnsweringParts {
  readonly pool: Pool;
  readonly clock: Clock;
  /** Where people reach the house; null: as each asks for it. */
  readonly publicAddress: string | null;
}

export function answeringRoutes(routes: Routes, { pool, clock, publicAddress }: AnsweringParts): void {
  routes.inside(readAnswering, ({ programme, params, caller, request }) => {
    const asked = { programme, processId: params.id, now: clock.now(), address: houseAddress(publicAddress, request) };
    return inProgramme(pool, programme.id, (client) => answeringPage(client, asked), { scope: caller.scope });
  });

  routes.inside(listSheets, ({ programme, params, caller }) =>
    inProgramme(pool, programme.id, (client) => sheetsPage(client, programme.id, params.id), { scope: caller.scope }),
  );
}

/** `app` is a part of the server of its own (public-forms/serving.ts). */
export function publicOpinionRoutes(app: FastifyInstance, routes: Routes, parts: FormParts): void {
  servePublicForm(app, routes, parts, opinion(parts));
}

function opinion(parts: FormParts): PublicForm<OpenForm, Typed, Faults, typeof es.page> {
  return {
    opens: OPEN_SATISFACTION,
    page: askOpinion,
    form: sendOpinion,
    look: LOOK,
    max: MAX,
    blank: { typed: NOTHING_TYPED, faults: NO_FAULTS },
    find: openForm,
    typedIn,
    faultsOf: (typed, { open }) => faultsOf(typed, open.form.questions.map(({ key }) => key)),
    isFaulty,
    // Of the same page sent again the first stands. Between page and sending, answering may have been closed or the questions changed.
    async write({ open, programme }, { typed, id }) {
      const { answers, comment } = saidIn(typed);
      const payload = { processId: open.process.id, openingId: open.openingId, sessionId: null, answers };
      const says = { id, kind: satisfactionRecorded, payload, private: comment === '' ? {} : { comment } };
      const refused = await writeFromOutside(parts, programme, says, ['satisfaction-closed', 'unknown-question']);
      if (refused === null) return 'taken';
      return refused === 'satisfaction-closed' ? 'closed' : { faults: { ...NO_FAULTS, whole: 'changed' } };
    },
  };
}
