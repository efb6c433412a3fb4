/** Routes of the figures. */
import { withinScope } from '../access/scope.ts';
import type { Routes } from '../platform/http/route.ts';
import { readEvidence, readFigure } from './contract.ts';
import { evidenceOf } from './evidence.ts';
import type { Figures } from './figures.ts';

export function figureRoutes(routes: Routes, figures: Figures): void {
  const { pool } = figures.parts;
  routes.inside(readFigure, async ({ programme, params, query, caller }) => ({
    ...(await figures.figure(programme, params.code, { ...query, ...(await withinScope(pool, programme.id, caller)) })),
    narrowedTo: caller.scopeName,
  }));
  routes.inside(readEvidence, async ({ programme, params, query, caller }) => {
    const narrowing = await withinScope(pool, programme.id, caller);
    return evidenceOf(figures, programme, params.code, { ...query, ...narrowing }, caller.may('person.read'));
  });
}
