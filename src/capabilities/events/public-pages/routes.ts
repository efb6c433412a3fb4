/** Routes of the events' part of the public site: calendar, library, and the files of the library. */
import type { Files } from '../../../platform/attachments/files.ts';
import { findFileDetails } from '../../../ledger/upload-queries.ts';
import type { Routes } from '../../../platform/http/route.ts';
import type { SiteServer } from '../../../site/serving.ts';
import { materialShared } from '../entries.ts';
import { calendarWords } from './calendar-page.ts';
import { saveLibraryFile } from './contract.ts';
import { libraryWords } from './library-page.ts';
import { findLibrary } from './queries.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export function publicPagesRoutes(routes: Routes, server: SiteServer, files: Files): void {
  server.page('calendar', calendarWords);
  server.page('library', libraryWords);
  routes.open(saveLibraryFile, (asked) =>
    server.reach(asked, async ({ client, programme }) => {
      const { id } = asked.params;
      const [row] = UUID.test(id) ? await findLibrary(client, programme.id, id) : [];
      const sha256 = row === undefined ? null : materialShared.payload.parse(row.body).fileSha256;
      const details = sha256 === null ? undefined : (await findFileDetails(client, programme.id, [sha256])).get(sha256);
      if (sha256 === null || details === undefined) return null;
      const bytes = await files.read(programme.id, sha256);
      if (bytes === null) return null;
      return (reply) => {
        reply.header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(details.fileName)}`);
        return reply.header('x-content-type-options', 'nosniff').type(details.mediaType).send(bytes);
      };
    }),
  );
}
