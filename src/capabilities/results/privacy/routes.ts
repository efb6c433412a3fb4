/** Routes of the notice about personal data: the public page, and what staff change. */
import type { Pool } from 'pg';
import { inProgramme } from '../../../platform/database/programme-transaction.ts';
import type { Routes } from '../../../platform/http/route.ts';
import type { SiteServer } from '../../../site/serving.ts';
import { pathOf } from '../../../site/rules.ts';
import { privacyStated } from '../privacy-entries.ts';
import { readPrivacy } from './contract.ts';
import { privacyWords } from './page.ts';
import { findNotice } from './queries.ts';

export interface PrivacyParts {
  readonly pool: Pool;
  /** Where people reach the house; null: as each asks for it. */
  readonly publicAddress: string | null;
}

export function privacyRoutes(routes: Routes, server: SiteServer, { pool, publicAddress }: PrivacyParts): void {
  server.page('privacy', privacyWords);
  routes.inside(readPrivacy, async ({ programme }) => {
    const notice = await inProgramme(pool, programme.id, (client) => findNotice(client, programme.id));
    return {
      notice: notice === null ? null : { id: notice.id, leaves: notice.leaves, from: notice.from, says: privacyStated.payload.parse(notice.body) },
      address: `${publicAddress ?? ''}${pathOf(programme.code, 'privacy', 'es')}`,
    };
  });
}
