/** Hangs every route on the HTTP server. */
import type { FastifyInstance } from 'fastify';
import { gatekeeper } from '../access/gatekeeper.ts';
import { accessRoutes } from '../access/routes.ts';
import { eventsRoutes } from '../capabilities/events/routes.ts';
import { resultsRoutes } from '../capabilities/results/routes.ts';
import { figureRoutes } from '../figures/routes.ts';
import { ledgerRoutes } from '../ledger/routes.ts';
import { routes } from '../platform/http/route.ts';
import { httpServer, type ServerOptions } from '../platform/http/server.ts';
import { linesOf } from '../registry/people-lines.ts';
import { duplicateRoutes } from '../registry/duplicate-routes.ts';
import { registryRoutes } from '../registry/routes.ts';
import type { House } from './house.ts';

export async function makeServer(house: House, options: ServerOptions): Promise<FastifyInstance> {
  const app = await httpServer(options);
  const { pool, clock, ledger, figures, files, signIn, importer, effect } = house;
  const all = routes(app, gatekeeper(pool, signIn));
  accessRoutes(app, all, pool, signIn, clock);
  ledgerRoutes(all, pool, ledger, files, effect);
  figureRoutes(all, figures);
  registryRoutes(all, pool, clock);
  duplicateRoutes(all, pool, clock, house.searches);
  eventsRoutes(all, pool, importer, linesOf);
  resultsRoutes(all, pool, figures);
  return app;
}
