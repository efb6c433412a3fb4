/** Route of what was observed of an indicator, as of a moment. */
import type { Pool } from 'pg';
import { inProgramme } from '../../../platform/database/programme-transaction.ts';
import type { Routes } from '../../../platform/http/route.ts';
import { definitionOf, type Figures } from '../../../figures/figures.ts';
import { observationRecorded } from '../entries.ts';
import { readObservations } from '../plan-queries.ts';
import { listObservations } from './contract.ts';
import { findOrganisations } from './queries.ts';

export function observationsRoutes(routes: Routes, pool: Pool, figures: Figures): void {
  routes.inside(listObservations, async ({ programme, params, query, caller }) => {
    const moment = await figures.momentAt(programme, query.asOf);
    const { id, indicator } = definitionOf(moment, params.code);
    const { aggregate } = indicator;
    return inProgramme(pool, programme.id, async (client) => {
      const rows = caller.scope === null ? await readObservations(client, programme.id, moment.position, id) : [];
      const said = rows.map((row) => ({ row, observation: observationRecorded.payload.parse(row.body) }));
      const organisations = await findOrganisations(client, programme.id, said.flatMap(({ observation }) => observation.organisationId ?? []));
      const personal = caller.may('person.read');
      const observations = said.map(({ row, observation }) => ({
        entryId: row.rootId,
        observedOn: observation.observedOn,
        value: Number(observation.value),
        organisationId: observation.organisationId,
        organisationName: organisations.get(observation.organisationId ?? '')?.name ?? null,
        organisationKind: organisations.get(observation.organisationId ?? '')?.kind ?? null,
        department: observation.department,
        municipality: observation.municipality,
        source: observation.source,
        note: personal ? observation.note : null,
        recordedBy: personal ? row.recordedBy : null,
        position: row.position,
      }));
      observations.sort((a, b) => (a.observedOn === b.observedOn ? b.position - a.position : a.observedOn < b.observedOn ? 1 : -1));
      return {
        indicatorId: id,
        scale: aggregate.kind === 'observed' ? aggregate.scale : null,
        observations: observations.map(({ position: _position, ...line }) => line),
        narrowedTo: caller.scopeName,
      };
    });
  });
}
