/** Hangs every route on the HTTP server. */
import type { FastifyInstance } from 'fastify';
import { gatekeeper } from '../access/gatekeeper.ts';
import { invitationRoutes } from '../access/invitation-routes.ts';
import { memberRoutes } from '../access/member-routes.ts';
import { ownPageRoutes } from '../access/own-page.ts';
import { accessRoutes } from '../access/routes.ts';
import { eventsRoutes } from '../capabilities/events/routes.ts';
import { indicatorRoutes } from '../capabilities/results/indicator-routes.ts';
import { planRoutes } from '../capabilities/results/plan-routes.ts';
import { resultsRoutes } from '../capabilities/results/routes.ts';
import { figureRoutes } from '../figures/routes.ts';
import { conflictRoutes } from '../ledger/conflict-routes.ts';
import { ledgerRoutes } from '../ledger/routes.ts';
import type { Contract } from '../platform/contract.ts';
import { routes } from '../platform/http/route.ts';
import { httpServer, type ServerOptions } from '../platform/http/server.ts';
import { disclosing } from '../registry/disclosure.ts';
import { importerRoutes } from '../registry/importer-routes.ts';
import { linesOf } from '../registry/people-lines.ts';
import { duplicateRoutes } from '../registry/duplicate-routes.ts';
import { maskOf } from '../registry/people.ts';
import { registryRoutes } from '../registry/routes.ts';
import { LEDGER_PARTS } from './catalogue.ts';
import type { House } from './house.ts';

export async function makeServer(house: House, options: ServerOptions & { readonly heard?: (contract: Contract) => void }): Promise<FastifyInstance> {
  const app = await httpServer(options);
  const { pool, clock, ledger, figures, files, signIn, importer, registryImporter, effect } = house;
  const all = routes(app, gatekeeper(pool, signIn), options.heard);
  const access = { pool, signing: signIn, clock };
  accessRoutes(app, all, access);
  memberRoutes(all, access);
  invitationRoutes(all, access);
  ownPageRoutes(all, access);
  const disclose = disclosing(clock);
  ledgerRoutes(all, { pool, ledger, kinds: LEDGER_PARTS.kinds, files, effect, disclose });
  conflictRoutes(all, { pool, kinds: LEDGER_PARTS.kinds, mask: maskOf, disclose });
  figureRoutes(all, figures);
  registryRoutes(all, { pool, clock, kinds: LEDGER_PARTS.kinds });
  duplicateRoutes(all, { pool, clock, kinds: LEDGER_PARTS.kinds, searches: house.searches });
  importerRoutes(all, registryImporter);
  eventsRoutes(all, pool, importer, linesOf);
  resultsRoutes(all, pool, figures);
  planRoutes(all, pool, figures);
  indicatorRoutes(all, pool, figures);
  return app;
}
