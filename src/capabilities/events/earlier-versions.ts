/** Shapes that processes, sessions, answers of satisfaction and materials had before, and how they read today. Pure; they never change again. */
import { z } from 'zod';
import { earlierVersion } from '../../ledger/entry.ts';

/** Version 1 of `events.process-opened`: no modality, place, funder or capacity. */
export const processBefore2 = earlierVersion(
  z.strictObject({
    code: z.string().trim().min(1).max(20),
    title: z.string().trim().min(1).max(200),
    topic: z.string().trim().max(200).nullable(),
    format: z.enum(['training', 'webinar']),
    thresholdPercent: z.int().min(0).max(100),
    partnerId: z.uuid().toLowerCase().nullable(),
  }),
  (old) => ({
    ...old,
    modality: null,
    department: null,
    municipality: null,
    venue: null,
    funderId: null,
    funderSource: null,
    capacity: null,
  }),
);

/** Version 1 of `events.session-scheduled`: the hour was not asked. */
export const sessionBefore2 = earlierVersion(
  z.strictObject({
    processId: z.uuid().toLowerCase(),
    number: z.int().min(1).max(500),
    title: z.string().trim().max(200).nullable(),
    heldOn: z.iso.date(),
    durationMinutes: z.int().min(1).max(1440),
    modality: z.enum(['on-site', 'virtual', 'mixed']),
    department: z.string().regex(/^0[1-9]$/).nullable(),
    municipality: z.string().regex(/^0[1-9]\d{4}$/).nullable(),
  }),
  (old) => ({ ...old, startsAt: null }),
);

/** Version 1 of `events.satisfaction-recorded`: all were typed by staff. */
export const satisfactionBefore2 = earlierVersion(
  z.strictObject({
    processId: z.uuid().toLowerCase(),
    sessionId: z.uuid().toLowerCase().nullable(),
    answers: z.record(z.string().regex(/^[a-z][a-z0-9-]{0,39}$/), z.int().min(1).max(5)).refine((answers) => Object.keys(answers).length > 0),
  }),
  (old) => ({ ...old, openingId: null }),
);

/** Version 1 of `events.material-shared`: it went to participants only. */
export const materialBefore2 = earlierVersion(
  z.strictObject({
    processId: z.uuid().toLowerCase(),
    sessionId: z.uuid().toLowerCase().nullable(),
    title: z.string().trim().min(1).max(200),
    link: z.url({ protocol: /^https$/ }).max(500).nullable(),
    fileSha256: z.string().regex(/^[0-9a-f]{64}$/).nullable(),
    language: z.enum(['es', 'ay', 'qu', 'gn', 'en', 'pt']),
    materialKind: z.enum(['presentation', 'guide', 'exercise', 'recording', 'reading', 'form', 'other']),
  }),
  (old) => ({ ...old, inLibrary: false }),
);
