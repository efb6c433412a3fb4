/** The route of who speaks in a process and what is handed out in it. */
import { z } from 'zod';
import { fileDetails } from '../../../ledger/contract.ts';
import { contract } from '../../../platform/contract.ts';
import { MATERIAL_KINDS, MATERIAL_LANGUAGES, SPEAKER_ROLES } from '../entries.ts';

const standing = { id: z.uuid(), leaves: z.array(z.uuid()), conflictFields: z.array(z.string()), notedOn: z.string() };

export const readMaterials = contract({
  method: 'GET',
  path: '/api/programmes/:programme/processes/:id/materials',
  permission: 'process.read',
  params: z.object({ programme: z.uuid(), id: z.uuid() }),
  query: z.object({}),
  body: z.null(),
  answer: z.object({
    processId: z.uuid(),
    sessions: z.array(z.object({ id: z.uuid(), number: z.int(), title: z.string().nullable(), heldOn: z.string() })),
    /** Their names are public by the role. */
    speakers: z.array(
      z.object({
        ...standing,
        sessionId: z.uuid().nullable(),
        name: z.string(),
        position: z.string().nullable(),
        organisationId: z.uuid().nullable(),
        /** Of the registry, or as it was written. */
        organisationName: z.string().nullable(),
        sex: z.string(),
        role: z.enum(SPEAKER_ROLES),
      }),
    ),
    /** People, not lines: who speaks twice under one name is one. */
    speakersBySex: z.array(z.object({ sex: z.string(), people: z.int() })),
    materials: z.array(
      z.object({
        ...standing,
        sessionId: z.uuid().nullable(),
        title: z.string(),
        link: z.string().nullable(),
        /** Saved by whoever may read files. */
        file: fileDetails.nullable(),
        language: z.enum(MATERIAL_LANGUAGES),
        materialKind: z.enum(MATERIAL_KINDS),
        /** Whether anybody finds it in the public library. */
        inLibrary: z.boolean(),
      }),
    ),
  }),
});
