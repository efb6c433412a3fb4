/**
 * Entries of the events: a process, who is invited to it, its sessions, who attended them for how long, what they learnt and
 * thought of it, what came of it months later, who spoke, what was handed out, and who was certified.
 */
import { z } from 'zod';
import { entryKind, uuid, type Reference } from '../../ledger/entry.ts';
import { SEXES } from '../../registry/entries.ts';
import { departmentCode, municipalityCode } from '../../registry/particulars.ts';
import { isCode } from '../../verification/rules.ts';
import { isWording } from './certificates/rules.ts';
import { materialBefore2, processBefore2, satisfactionBefore2, sessionBefore2 } from './earlier-versions.ts';

export const MODALITIES = ['on-site', 'virtual', 'mixed'] as const;

export const processOpened = entryKind({
  kind: 'events.process-opened',
  version: 2,
  payload: z.strictObject({
    code: z.string().trim().min(1).max(20),
    title: z.string().trim().min(1).max(200),
    topic: z.string().trim().max(200).nullable(),
    /** `training` counts towards people trained; `webinar` is an event of its own. */
    format: z.enum(['training', 'webinar']),
    /** Share of the sessions' minutes a person must attend to count as trained, percent. */
    thresholdPercent: z.int().min(0).max(100),
    partnerId: uuid.nullable(),
    /** How the series as a whole is held, and where; each session says its own. Null: nobody said. */
    modality: z.enum(MODALITIES).nullable(),
    department: departmentCode.nullable(),
    municipality: municipalityCode.nullable(),
    /** House, hall or address. */
    venue: z.string().trim().min(1).max(200).nullable(),
    /** Who pays, and the document that says so: one is not stated without the other (`funder-needs-source`). */
    funderId: uuid.nullable(),
    funderSource: z.string().trim().min(1).max(500).nullable(),
    /** How many people there is room for; null: no limit. */
    capacity: z.int().min(1).max(100_000).nullable(),
  }),
  earlier: { 1: processBefore2 },
  permission: 'process.write',
  references: ({ partnerId, funderId }) => [...organisation('partner', partnerId), ...organisation('funder', funderId)],
});

/** An organisation is invited to send people to a process: how many, and what share of them should be women. */
export const organisationInvited = entryKind({
  kind: 'events.organisation-invited',
  version: 1,
  payload: z.strictObject({
    processId: uuid,
    organisationId: uuid,
    /** How many people it may send. */
    quota: z.int().min(1).max(10_000),
    /** Least share of women among them, percent; null: no goal was agreed. */
    womenGoalPercent: z.int().min(0).max(100).nullable(),
  }),
  permission: 'process.write',
  references: ({ processId, organisationId }) => [
    { role: 'process', target: processId, kind: 'events.process-opened' },
    ...organisation('organisation', organisationId),
  ],
});

/**
 * A person is registered for a process before it is held. Who has a place and who waits follows from the order of these
 * entries (registration-places.ts); a registration says nothing of attendance. Withdrawn: the person cancelled.
 */
export const registrationRecorded = entryKind({
  kind: 'events.registration-recorded',
  version: 1,
  payload: z.strictObject({
    processId: uuid,
    personId: uuid,
    /** Organisation they will represent; null where nobody said. */
    organisationId: uuid.nullable(),
  }),
  permission: 'registration.write',
  references: ({ processId, personId, organisationId }) => [
    { role: 'process', target: processId, kind: 'events.process-opened' },
    { role: 'person', target: personId, kind: 'registry.person-registered' },
    ...organisation('organisation', organisationId),
  ],
});

export const sessionScheduled = entryKind({
  kind: 'events.session-scheduled',
  version: 2,
  payload: z.strictObject({
    processId: uuid,
    /** 1 for the first session of the process. */
    number: z.int().min(1).max(500),
    title: z.string().trim().max(200).nullable(),
    heldOn: z.iso.date(),
    /** `14:30`, in the programme's time zone; null: nobody said. */
    startsAt: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/).nullable(),
    durationMinutes: z.int().min(1).max(1440),
    modality: z.enum(MODALITIES),
    department: departmentCode.nullable(),
    municipality: municipalityCode.nullable(),
  }),
  earlier: { 1: sessionBefore2 },
  permission: 'process.write',
  references: (payload) => [{ role: 'process', target: payload.processId, kind: 'events.process-opened' }],
});

/** One stay of one person in one session; a person who leaves and comes back has several, and minutes add up. */
export const attendanceRecorded = entryKind({
  kind: 'events.attendance-recorded',
  version: 1,
  payload: z.strictObject({
    processId: uuid,
    sessionId: uuid,
    personId: uuid,
    /** Organisation represented that day; null where the list does not say. */
    organisationId: uuid.nullable(),
    durationMinutes: z.int().min(0).max(1440),
    /** Where the person took part: the session's place, or the participant's own where the session is virtual. */
    department: departmentCode.nullable(),
    municipality: municipalityCode.nullable(),
    /** Row of the imported file (from 1); null when typed by hand. */
    sourceRow: z.int().min(1).nullable(),
  }),
  /** The name as the list wrote it, where it differs from the registered one. */
  privateParts: {
    asWritten: z.string().trim().max(240),
    /** Sheet and column heading: words of the file, which may name a person. */
    listPlace: z.strictObject({ sheet: z.string().max(100).nullable(), column: z.string().max(100).nullable() }),
  },
  permission: 'attendance.write',
  references: (payload) => [
    { role: 'process', target: payload.processId, kind: 'events.process-opened' },
    { role: 'session', target: payload.sessionId, kind: 'events.session-scheduled' },
    { role: 'person', target: payload.personId, kind: 'registry.person-registered' },
    ...organisation('organisation', payload.organisationId),
  ],
});

export const TEST_MOMENTS = ['pre', 'post'] as const;

/**
 * What one person scored in the test before or after a process. Taken on the day of the entry. One stands for each person,
 * process and moment: another is a correction.
 */
export const testResultRecorded = entryKind({
  kind: 'events.test-result-recorded',
  version: 1,
  payload: z.strictObject({
    processId: uuid,
    personId: uuid,
    /** Organisation represented then; null where nobody said. */
    organisationId: uuid.nullable(),
    moment: z.enum(TEST_MOMENTS),
    score: z.number().min(0).max(10_000),
    /** Most that could be scored; the score is not above it (`score-above-maximum`). */
    maxScore: z.number().positive().max(10_000),
    department: departmentCode.nullable(),
    municipality: municipalityCode.nullable(),
  }),
  permission: 'assessment.write',
  references: ({ processId, personId, organisationId }) => [...ofPerson(processId, personId), ...organisation('organisation', organisationId)],
});

/** Most letters of a comment. */
export const COMMENT_MAX = 2000;
/** Key of a question: answers are kept under it, so it stays when the wording is mended. */
const questionKey = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/);
const wording = z.strictObject({ es: z.string().trim().min(1).max(300), en: z.string().trim().min(1).max(300) });

/** What a process asks its participants, each answered from 1 to 5. Until it is set, the default form holds. */
export const satisfactionFormSet = entryKind({
  kind: 'events.satisfaction-form-set',
  version: 1,
  payload: z.strictObject({
    processId: uuid,
    questions: z.array(wording.extend({ key: questionKey })).min(1).max(20),
    /** What 1 to 5 mean, in that order. */
    scale: z.array(wording).length(5),
  }),
  permission: 'process.write',
  references: ({ processId }) => ofProcess(processId),
});

/** Whoever has the address may answer the form. Once for each process; withdrawn: answering by link is closed. */
export const satisfactionOpened = entryKind({
  kind: 'events.satisfaction-opened',
  version: 1,
  payload: z.strictObject({
    processId: uuid,
    /** In the public address; made as codes of papers are (verification/rules.ts). */
    code: z.string().refine(isCode),
    /** Last day on which one may answer; null: until it is closed. */
    closesOn: z.iso.date().nullable(),
  }),
  permission: 'process.write',
  references: ({ processId }) => ofProcess(processId),
});

/** One answered form. Anonymous: it names nobody, and nothing leads from it to a person. */
export const satisfactionRecorded = entryKind({
  kind: 'events.satisfaction-recorded',
  version: 2,
  payload: z.strictObject({
    processId: uuid,
    /** The opening by whose link it came; null: staff typed it from paper. */
    openingId: uuid.nullable(),
    /** Session it is about; null: the process as a whole. */
    sessionId: uuid.nullable(),
    /** By key of question; a question left blank is absent. */
    answers: z.record(questionKey, z.int().min(1).max(5)).refine((answers) => Object.keys(answers).length > 0),
  }),
  earlier: { 1: satisfactionBefore2 },
  /** People write names into comments. */
  privateParts: { comment: z.string().trim().max(COMMENT_MAX) },
  permission: 'assessment.write',
  references: ({ processId, openingId, sessionId }) => [
    ...ofProcess(processId),
    ...(openingId === null ? [] : [{ role: 'opening', target: openingId, kind: satisfactionOpened.kind }]),
    ...ofSession(sessionId),
  ],
});

/** Months after its last session in which a process asks what came of it; until it is set, the default holds. */
export const followUpScheduled = entryKind({
  kind: 'events.follow-up-scheduled',
  version: 1,
  payload: z.strictObject({ processId: uuid, months: z.int().min(1).max(24) }),
  permission: 'process.write',
  references: ({ processId }) => ofProcess(processId),
});

export const FOLLOW_UP_RESULTS = ['applied', 'partly', 'not-applied', 'not-reached'] as const;

/** A participant was asked, on the day of the entry, whether they apply what they learnt. */
export const followUpRecorded = entryKind({
  kind: 'events.follow-up-recorded',
  version: 1,
  payload: z.strictObject({
    processId: uuid,
    personId: uuid,
    organisationId: uuid.nullable(),
    result: z.enum(FOLLOW_UP_RESULTS),
    /** Day on which to ask again; null: no other contact is meant. */
    nextContactOn: z.iso.date().nullable(),
    department: departmentCode.nullable(),
    municipality: municipalityCode.nullable(),
  }),
  /** What they apply, in their words: it describes their firm, which is nobody else's business. */
  privateParts: { what: z.string().trim().max(2000) },
  permission: 'assessment.write',
  references: ({ processId, personId, organisationId }) => [...ofPerson(processId, personId), ...organisation('organisation', organisationId)],
});

export const SPEAKER_ROLES = ['speaker', 'facilitator', 'moderator'] as const;

/** Somebody speaks, facilitates or moderates. The name is public by the role, but can be taken out like any name. */
export const speakerNamed = entryKind({
  kind: 'events.speaker-named',
  version: 1,
  payload: z.strictObject({
    processId: uuid,
    /** Null: in the process as a whole. */
    sessionId: uuid.nullable(),
    position: z.string().trim().min(1).max(200).nullable(),
    /** One of the registry, or as it was written; null where nobody said. */
    organisationId: uuid.nullable(),
    organisationName: z.string().trim().min(1).max(200).nullable(),
    /** As they say; null: nobody asked. Never guessed from the name. */
    sex: z.enum(SEXES).nullable(),
    role: z.enum(SPEAKER_ROLES),
  }),
  privateParts: { name: z.string().trim().min(1).max(200) },
  permission: 'process.write',
  references: ({ processId, sessionId, organisationId }) => [
    ...ofProcess(processId),
    ...ofSession(sessionId),
    ...organisation('organisation', organisationId),
  ],
});

export const MATERIAL_KINDS = ['presentation', 'guide', 'exercise', 'recording', 'reading', 'form', 'other'] as const;
export const MATERIAL_LANGUAGES = ['es', 'ay', 'qu', 'gn', 'en', 'pt'] as const;

/** Something was handed out: by link, or as a file kept by its hash. One of the two (`needs-link-or-file`). */
export const materialShared = entryKind({
  kind: 'events.material-shared',
  version: 2,
  payload: z.strictObject({
    processId: uuid,
    sessionId: uuid.nullable(),
    title: z.string().trim().min(1).max(200),
    link: z.url({ protocol: /^https$/ }).max(500).nullable(),
    fileSha256: z.string().regex(/^[0-9a-f]{64}$/).nullable(),
    language: z.enum(MATERIAL_LANGUAGES),
    materialKind: z.enum(MATERIAL_KINDS),
    /** Whether anybody finds it in the library of the public site; whoever says so answers for its naming nobody. */
    inLibrary: z.boolean(),
  }),
  earlier: { 1: materialBefore2 },
  permission: 'process.write',
  references: ({ processId, sessionId }) => [...ofProcess(processId), ...ofSession(sessionId)],
});

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const shortLine = z.string().trim().min(1).max(120);
/** Spanish always; English where somebody wrote it: without it no certificate is issued in English. */
const certificateWording = <Text extends z.ZodType>(text: Text) => z.strictObject({ es: text, en: text.nullable() });

/** Who signs; private, as they are people. */
export const certificateSignatories = z
  .array(z.strictObject({ name: shortLine, position: shortLine, organisation: shortLine.nullable() }))
  .max(4);
/** A name as printed. */
export const certificateHolder = z.strictObject({ givenNames: z.string().max(120), surnames: z.string().max(240) });

export const CERTIFIES = ['attendance', 'approval'] as const;
export const CERTIFICATE_LANGUAGES = ['es', 'en'] as const;

/** How certificates look and what they say: of one process, or (`processId` null) of every process that has none of its own. */
export const certificateDesignSet = entryKind({
  kind: 'events.certificate-design-set',
  version: 1,
  payload: z.strictObject({
    processId: uuid.nullable(),
    /** `approval`: whoever issues says who passed; the share of attendance is asked all the same. */
    certifies: z.enum(CERTIFIES),
    paper: z.enum(['a4', 'letter']),
    title: certificateWording(shortLine),
    /** With fields between braces (certificates/rules.ts). */
    body: certificateWording(z.string().trim().min(1).max(600).refine(isWording)),
    /** Hours as agreed with who certifies; null: the minutes of the sessions held, by 60. */
    statedHours: z.int().min(1).max(2000).nullable(),
    /** Files the entry carries, with the words for who cannot see them. */
    logos: z.array(z.strictObject({ sha256, name: shortLine })).max(6),
    /** Signature drawn for each signatory, in their order; null: they sign by hand. */
    signatures: z.array(sha256.nullable()).max(4),
    /** What stands before the number of a folio. */
    series: z.string().regex(/^[A-Z0-9]+(-[A-Z0-9]+)*$/).max(12),
    /** Agreement or resolution under which it is issued. */
    agreement: z.string().trim().min(1).max(200).nullable(),
  }),
  privateParts: { signatories: certificateSignatories },
  permission: 'certificate.design',
  references: ({ processId }) => (processId === null ? [] : [{ role: 'process', target: processId, kind: 'events.process-opened' }]),
});

/**
 * A certificate is issued to one person for one process. Its folio is no part of it: the number follows from its place in
 * the ledger (certificates/queries.ts), so a series has neither gaps nor doubles. Withdrawn: annulled, its number stays.
 */
export const certificateIssued = entryKind({
  kind: 'events.certificate-issued',
  version: 1,
  payload: z.strictObject({
    processId: uuid,
    personId: uuid,
    designId: uuid,
    certifies: z.enum(CERTIFIES),
    language: z.enum(CERTIFICATE_LANGUAGES),
    series: z.string().max(12),
    /** What the verification page is asked for (verification/rules.ts). */
    code: z.string().refine(isCode),
    /** Address of the house as it stands in the QR code. */
    address: z.url({ protocol: /^https?$/ }).max(200),
    /** What is printed, as it stood: a certificate printed again says the same. */
    minutes: z.int().min(1).max(2000 * 60),
    processTitle: z.string().max(200),
    partnerName: z.string().max(200).nullable(),
    firstOn: z.iso.date(),
    lastOn: z.iso.date(),
  }),
  /** The name as printed. Erased with the person: then the certificate can be verified, and no longer printed. */
  privateParts: { holder: certificateHolder },
  permission: 'certificate.issue',
  references: ({ processId, personId, designId }) => [
    { role: 'process', target: processId, kind: 'events.process-opened' },
    { role: 'person', target: personId, kind: 'registry.person-registered' },
    { role: 'design', target: designId, kind: certificateDesignSet.kind },
  ],
});

function ofProcess(processId: string): Reference[] {
  return [{ role: 'process', target: processId, kind: 'events.process-opened' }];
}

function ofPerson(processId: string, personId: string): Reference[] {
  return [...ofProcess(processId), { role: 'person', target: personId, kind: 'registry.person-registered' }];
}

function ofSession(sessionId: string | null): Reference[] {
  return sessionId === null ? [] : [{ role: 'session', target: sessionId, kind: 'events.session-scheduled' }];
}

function organisation(role: string, id: string | null): Reference[] {
  return id === null ? [] : [{ role, target: id, kind: 'registry.organisation-registered' }];
}
