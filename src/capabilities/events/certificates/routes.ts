/** Routes of certificates. */
import type { FastifyReply } from 'fastify';
import type { Pool, PoolClient } from 'pg';
import type { z } from 'zod';
import { lockMember } from '../../../access/member-queries.ts';
import type { Ledger } from '../../../ledger/ledger.ts';
import { contextOf } from '../../../ledger/routes.ts';
import { findOwnUploads } from '../../../ledger/upload-queries.ts';
import type { Files } from '../../../platform/attachments/files.ts';
import { dayIn } from '../../../platform/calendar.ts';
import type { Clock } from '../../../platform/clock.ts';
import { inProgramme } from '../../../platform/database/programme-transaction.ts';
import { TypesettingBusy, type DocumentPlan, type Typesetting } from '../../../platform/documents/typesetting.ts';
import { houseAddress, type Caller, type ProgrammeInfo, type Routes } from '../../../platform/http/route.ts';
import { Problem } from '../../../platform/problem.ts';
import { canonicalOf } from '../../../registry/queries.ts';
import { certificationOf, type Certification } from './certification.ts';
import {
  issueCertificates,
  listOwnCertificates,
  previewCertificate,
  readCertification,
  readCertificatePdf,
  readCertificatesPdf,
  readOwnCertificatePdf,
} from './contract.ts';
import { draftsOf } from './issuing.ts';
import { lineOf, panelOf, sampleOf } from './panel.ts';
import { findCertificates, type CertificateRow } from './queries.ts';
import { imagesOf } from './refuser.ts';
import { folioOf } from './rules.ts';
import { documentOf, printedOf } from './sheets.ts';
import { SHEET_WORDS } from './sheet-words.ts';

/** Certificates written in one go. */
const APPENDED_MAX = 200;

export interface CertificateParts {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly ledger: Ledger;
  readonly files: Files;
  readonly typesetting: Typesetting;
  /** Address under which the house is reached, where it is set; else the one the request came to. */
  readonly publicAddress: string | null;
}

export function certificateRoutes(routes: Routes, parts: CertificateParts): void {
  const { pool, typesetting, files } = parts;
  routes.inside(readCertification, async ({ programme, caller, params, request }) => {
    const certification = await readOf(pool, programme, caller, params.id);
    return panelOf(certification, houseAddress(parts.publicAddress, request));
  });

  routes.inside(issueCertificates, ({ programme, caller, params, body, request }) =>
    issue(parts, { programme, caller, processId: params.id, ...body, address: houseAddress(parts.publicAddress, request) }),
  );

  routes.inside(previewCertificate, async ({ programme, caller, params, body, request, reply }) => {
    const certification = await readOf(pool, programme, caller, params.id);
    await insistOnOwnImages(pool, programme, caller, { asked: imagesOf(body.says), known: certification });
    const printed = sampleOf(certification, body, houseAddress(parts.publicAddress, request), dayIn(parts.clock.now(), programme.timeZone));
    const plan = await documentOf(files, programme.id, [printed], { title: printed.folio, author: programme.name, madeAt: parts.clock.now() });
    return send(reply, await made(() => typesetting.svg(plan)), 'image/svg+xml', null);
  });

  pdfRoutes(routes, parts);
}

function pdfRoutes(routes: Routes, parts: CertificateParts): void {
  const { pool } = parts;
  routes.inside(readCertificatePdf, ({ programme, caller, params, reply }) =>
    inProgramme(pool, programme.id, (client) => findCertificates(client, programme.id, { id: params.id }), { scope: caller.scope })
      .then((rows) => sendOne(parts, programme, rows[0], reply)),
  );

  routes.inside(readCertificatesPdf, async ({ programme, caller, params, reply }) => {
    const { process, certificates } = await readOf(pool, programme, caller, params.id);
    const valid = certificates.filter(({ annulledOn }) => annulledOn === null);
    const first = valid[0];
    if (first === undefined) throw new Problem('nothing-to-print');
    const words = SHEET_WORDS[first.language];
    const plan = await planOf(parts, programme, valid, words.allTitle(process.title));
    if (plan === null) throw new Problem('nothing-to-print');
    return send(reply, await made(() => parts.typesetting.pdf(plan)), 'application/pdf', `${words.files}-${process.code}`);
  });

  routes.inside(listOwnCertificates, ({ programme, caller }) =>
    inProgramme(pool, programme.id, async (client) => ({ items: (await ownOf(client, programme, caller)).map(lineOf) })),
  );

  routes.inside(readOwnCertificatePdf, ({ programme, caller, params, reply }) =>
    inProgramme(pool, programme.id, (client) => ownOf(client, programme, caller))
      .then((rows) => sendOne(parts, programme, rows.find(({ id }) => id === params.id), reply)),
  );
}

async function readOf(pool: Pool, programme: ProgrammeInfo, caller: Caller, processId: string): Promise<Certification> {
  const found = await inProgramme(pool, programme.id, (client) => certificationOf(client, programme.id, processId), { scope: caller.scope });
  if (found === null) throw new Problem('not-found', { process: processId });
  return found;
}

/** Certificates of the person whom the caller is. */
async function ownOf(client: PoolClient, programme: ProgrammeInfo, caller: Caller): Promise<CertificateRow[]> {
  const member = await lockMember(client, programme.id, caller.userId);
  const personId = member === null || member.personId === null ? null : await canonicalOf(client, programme.id, member.personId);
  return personId === null ? [] : findCertificates(client, programme.id, { personId });
}

interface Issuing extends z.output<typeof issueCertificates.body> {
  readonly programme: ProgrammeInfo;
  readonly caller: Caller;
  readonly processId: string;
  readonly address: string;
}

async function issue(parts: CertificateParts, asked: Issuing): Promise<z.input<typeof issueCertificates.answer>> {
  const { programme, caller, processId, language, address } = asked;
  const certification = await readOf(parts.pool, programme, caller, processId);
  const wanted = new Set(asked.personIds);
  const candidates = certification.candidates.filter(({ personId }) => wanted.has(personId));
  const refused: { personId: string; code: string }[] = candidates.flatMap(({ personId, whyNot }) =>
    whyNot === null || whyNot === 'already-certified' ? [] : [{ personId, code: whyNot }],
  );
  let already = candidates.filter(({ whyNot }) => whyNot === 'already-certified').length;
  let issued = 0;
  const open = candidates.filter(({ whyNot }) => whyNot === null);
  const drafts = draftsOf(certification, open, {
    language,
    address,
    today: dayIn(parts.clock.now(), programme.timeZone),
  });
  if (drafts === null) throw new Problem('no-certificate-design');
  for (let from = 0; from < drafts.length; from += APPENDED_MAX) {
    const chunk = drafts.slice(from, from + APPENDED_MAX);
    const answers = await parts.ledger.append(contextOf(programme, caller), chunk);
    answers.forEach((answer, index) => {
      if (answer.answer !== 'refused') issued += 1;
      // Somebody else pressed at the same time.
      else if (answer.code === 'already-certified') already += 1;
      else refused.push({ personId: open[from + index]?.personId ?? '', code: answer.code });
    });
  }
  return { issued, already, refused };
}

/** A design that nobody has saved yet may name the files its author uploaded, and those the design already carries. */
async function insistOnOwnImages(
  pool: Pool,
  programme: ProgrammeInfo,
  caller: Caller,
  { asked, known }: { readonly asked: readonly string[]; readonly known: Certification },
): Promise<void> {
  const carried = known.design === null ? [] : imagesOf(known.design.says);
  const own = await inProgramme(pool, programme.id, (client) => findOwnUploads(client, programme.id, caller.userId, asked));
  const strange = asked.find((hash) => !carried.includes(hash) && !own.has(hash));
  if (strange !== undefined) throw new Problem('not-found', { file: strange });
}

async function sendOne(parts: CertificateParts, programme: ProgrammeInfo, row: CertificateRow | undefined, reply: FastifyReply): Promise<FastifyReply> {
  if (row === undefined) throw new Problem('not-found');
  if (row.annulledOn !== null) throw new Problem('certificate-annulled');
  const words = SHEET_WORDS[row.language];
  const folio = folioOf(row.series, row.folioNumber);
  const plan = await planOf(parts, programme, [row], words.oneTitle(folio));
  if (plan === null) throw new Problem('holder-erased');
  return send(reply, await made(() => parts.typesetting.pdf(plan)), 'application/pdf', `${words.file}-${folio}`);
}

/** null where nothing of it can be printed any more. Dated by the newest of them, so that it comes out the same again. */
async function planOf(parts: CertificateParts, programme: ProgrammeInfo, rows: readonly CertificateRow[], title: string): Promise<DocumentPlan | null> {
  const printed = await inProgramme(parts.pool, programme.id, (client) => printedOf(client, programme.id, rows));
  const madeAt = new Date(Math.max(...rows.map(({ recordedAt }) => recordedAt.getTime())));
  return printed.length === 0 ? null : documentOf(parts.files, programme.id, printed, { title, author: programme.name, madeAt });
}

/** Asks for a document; whoever comes while too many wait is told to try again. */
async function made(set: () => Promise<Uint8Array>): Promise<Uint8Array> {
  try {
    return await set();
  } catch (error) {
    if (error instanceof TypesettingBusy) throw new Problem('documents-busy');
    throw error;
  }
}

function send(reply: FastifyReply, bytes: Uint8Array, mediaType: string, stem: string | null): FastifyReply {
  reply.type(mediaType).header('x-content-type-options', 'nosniff').header('cache-control', 'no-store');
  if (stem !== null) reply.header('content-disposition', `attachment; filename="${stem.replaceAll(/[^\w-]+/g, '-')}.pdf"`);
  return reply.send(Buffer.from(bytes));
}
