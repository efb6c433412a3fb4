/** Routes of registering from outside: the public page, which is HTML and needs no JavaScript, and what staff see of it. */
import { z } from 'zod';
import { contract } from '../../../platform/contract.ts';
import { byCode, formAt, ofProcess, opening, pageAt, standing } from '../public-forms/contract.ts';
import { REQUEST_ANSWERS } from '../registration-entries.ts';

const box = z.string().max(500).optional();

/** What the process is, and the form. */
export const askToRegister = pageAt('/inscripcion/:code');

/** Names of the boxes are those of the page, in Spanish. */
export const sendRequest = formAt(
  '/inscripcion/:code',
  z
    .object({
      apellidos: box,
      nombres: box,
      documento: box,
      sexo: box,
      nacimiento: box,
      telefono: box,
      organizacion: box,
      acepto: box,
      envio: box,
      sitio: box,
    })
    .nullable(),
);

/** The sessions as a calendar file. */
export const savePublicCalendar = contract({
  method: 'GET',
  path: '/inscripcion/:code/calendario.ics',
  permission: 'anyone',
  params: byCode,
  query: z.object({}),
  body: z.null(),
  answer: z.unknown(),
});

/** Whether a process is open to the public, and who asked, in the order in which they did. */
export const readRequests = contract({
  method: 'GET',
  path: '/api/programmes/:programme/processes/:id/requests',
  permission: 'attendance.read',
  params: ofProcess,
  query: z.object({}),
  body: z.null(),
  answer: z.object({
    processId: z.uuid(),
    /** Day of the last session, where all are past: then nobody can ask. */
    heldOn: z.string().nullable(),
    opening: z.object({ ...opening, consent: z.object({ es: z.string(), en: z.string().nullable() }) }).nullable(),
    items: z.array(
      z.object({
        ...standing,
        requestedOn: z.string(),
        givenNames: z.string(),
        surnames: z.string(),
        sex: z.string(),
        birthYear: z.int().nullable(),
        /** As it is typed into a form: number, complement, department that issued it. */
        document: z.object({ number: z.string(), complement: z.string().nullable(), issuedIn: z.string().nullable() }).nullable(),
        phone: z.string().nullable(),
        organisationId: z.uuid().nullable(),
        /** Of the registry, or as they wrote it. */
        organisationName: z.string().nullable(),
        organisationKind: z.string().nullable(),
        /** People of the registry whom they may be; null: not looked for. */
        matches: z.int().nullable(),
        answer: z
          .object({
            id: z.uuid(),
            leaves: z.array(z.uuid()),
            answer: z.enum(REQUEST_ANSWERS),
            answeredOn: z.string(),
            reason: z.string().nullable(),
            /** null: declined, or the registration was cancelled since. */
            registration: z.object({
              id: z.uuid(), leaves: z.array(z.uuid()), personId: z.uuid(),
              /** Whether the answer made it; else the person was registered already, and stays so when the answer is taken back. */
              isNew: z.boolean(),
            }).nullable(),
          })
          .nullable(),
      }),
    ),
  }),
});
