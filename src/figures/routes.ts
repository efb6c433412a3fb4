/** Routes of the figures. */
import type { Routes } from '../platform/http/route.ts';
import { readEvidence, readFigure } from './contract.ts';
import { evidenceOf } from './evidence.ts';
import type { Figures } from './figures.ts';

export function figureRoutes(routes: Routes, figures: Figures): void {
  routes.inside(readFigure, ({ programme, params, query }) => figures.figure(programme, params.code, query));
  routes.inside(readEvidence, ({ programme, params, query, caller }) =>
    evidenceOf(figures, programme, params.code, query, caller.may('person.read')),
  );
}
