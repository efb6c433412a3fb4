/** The route of the qualitative account. */
import type { Pool } from 'pg';
import type { Figures } from '../../../figures/figures.ts';
import { inProgramme } from '../../../platform/database/programme-transaction.ts';
import type { Routes } from '../../../platform/http/route.ts';
import { listNotes } from './contract.ts';
import { notesAt } from './notes.ts';

export function notesRoutes(routes: Routes, pool: Pool, figures: Figures): void {
  routes.inside(listNotes, async ({ programme, query, caller }) => {
    const { asOf, position, indicators } = await figures.momentAt(programme, query.asOf);
    const notes = await inProgramme(pool, programme.id, (client) => notesAt(client, programme.id, position), { scope: caller.scope });
    return {
      asOf,
      position,
      indicators: [...indicators].map(([code, { id }]) => ({ id, code })),
      notes: caller.may('person.read') ? notes : notes.map((note) => ({ ...note, recordedBy: null })),
    };
  });
}
