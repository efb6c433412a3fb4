/** Routes of certificates. A design is set, and a certificate annulled, by appending entries. */
import { z } from 'zod';
import { contract } from '../../../platform/contract.ts';
import { CERTIFICATE_LANGUAGES, certificateDesignSet, certificateSignatories, CERTIFIES } from '../entries.ts';

const one = z.object({ programme: z.uuid(), id: z.uuid() });
const none = z.object({});
const language = z.enum(CERTIFICATE_LANGUAGES);

const certificateLine = z.object({
  id: z.uuid(),
  leafId: z.uuid(),
  folio: z.string(),
  code: z.string(),
  certifies: z.enum(CERTIFIES),
  language,
  hours: z.number(),
  issuedOn: z.string(),
  annulledOn: z.string().nullable(),
  processTitle: z.string(),
});

const design = z.object({
  id: z.uuid(),
  leaves: z.array(z.uuid()),
  conflictFields: z.array(z.string()),
  says: certificateDesignSet.payload,
  signatories: certificateSignatories,
});

/** Everything the panel of a process shows. */
export const readCertification = contract({
  method: 'GET',
  path: '/api/programmes/:programme/processes/:id/certificates',
  permission: 'certificate.read',
  params: one,
  query: none,
  body: z.null(),
  answer: z.object({
    /** The process's own design, else the programme's; null: nobody has set one. */
    design: design.nullable(),
    heldMinutes: z.int(),
    thresholdPercent: z.int(),
    /** Where the QR codes of certificates issued now lead. */
    address: z.string(),
    /** Everybody who attended, by surname. */
    candidates: z.array(
      z.object({
        personId: z.uuid(),
        givenNames: z.string(),
        surnames: z.string(),
        percent: z.int(),
        whyNot: z.enum(['already-certified', 'below-threshold', 'nameless']).nullable(),
      }),
    ),
    certificates: z.array(
      certificateLine.extend({
        personId: z.uuid(),
        /** null: erased. */
        holder: z.string().nullable(),
        /** The attendance as it counts now no longer reaches what the process asks. */
        belowNow: z.boolean(),
        /** The registered name is another by now. */
        renamed: z.boolean(),
      }),
    ),
  }),
});

/** Issues to whoever of these may have one. Asked twice, nobody gets two. */
export const issueCertificates = contract({
  method: 'POST',
  path: '/api/programmes/:programme/processes/:id/certificates',
  permission: 'certificate.issue',
  params: one,
  query: none,
  body: z.strictObject({ language, personIds: z.array(z.uuid()).min(1).max(2000) }),
  answer: z.object({
    issued: z.int(),
    /** Had one already. */
    already: z.int(),
    refused: z.array(z.object({ personId: z.uuid(), code: z.string() })),
  }),
});

/** What a design would look like: a picture (SVG) with an invented name. Nothing is kept. */
export const previewCertificate = contract({
  method: 'POST',
  path: '/api/programmes/:programme/processes/:id/certificate-preview',
  permission: 'certificate.design',
  params: one,
  query: none,
  body: z.strictObject({ language, says: certificateDesignSet.payload, signatories: certificateSignatories }),
  answer: z.unknown(),
});

/** One certificate as PDF: the same bytes whenever it is asked for. */
export const readCertificatePdf = contract({
  method: 'GET',
  path: '/api/programmes/:programme/certificates/:id/pdf',
  permission: 'certificate.read',
  params: one,
  query: none,
  body: z.null(),
  answer: z.unknown(),
});

/** Every certificate of a process that is not annulled, in one PDF, by folio. */
export const readCertificatesPdf = contract({
  method: 'GET',
  path: '/api/programmes/:programme/processes/:id/certificates/pdf',
  permission: 'certificate.read',
  params: one,
  query: none,
  body: z.null(),
  answer: z.unknown(),
});

/** The caller's own. */
export const listOwnCertificates = contract({
  method: 'GET',
  path: '/api/programmes/:programme/own-certificates',
  permission: 'self.read',
  params: z.object({ programme: z.uuid() }),
  query: none,
  body: z.null(),
  answer: z.object({ items: z.array(certificateLine) }),
});

export const readOwnCertificatePdf = contract({
  method: 'GET',
  path: '/api/programmes/:programme/own-certificates/:id/pdf',
  permission: 'self.read',
  params: one,
  query: none,
  body: z.null(),
  answer: z.unknown(),
});
