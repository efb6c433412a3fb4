/** What people ask of their own data, and how they are answered. */
import { z } from 'zod';
import { entryKind, uuid } from '../ledger/entry.ts';
import { OWN_REQUEST_ANSWERS } from './own-requests/rules.ts';

const text = (max: number) => z.string().trim().min(1).max(max);
const ofPerson = (target: string) => ({ role: 'person', target, kind: 'registry.person-registered' });

/** Somebody asks that what tells who they are be erased. It erases nothing: whoever coordinates answers. */
export const erasureRequested = entryKind({
  kind: 'registry.erasure-requested',
  version: 1,
  payload: z.strictObject({ personId: uuid }),
  /** Why, where they say. */
  privateParts: { words: text(1000) },
  permission: 'self.write',
  readPermission: 'person.read',
  references: ({ personId }) => [ofPerson(personId)],
});

/** Somebody says what is wrong in what is held about them. */
export const correctionRequested = entryKind({
  kind: 'registry.correction-requested',
  version: 1,
  payload: z.strictObject({ personId: uuid }),
  privateParts: { words: text(1000) },
  permission: 'self.write',
  readPermission: 'person.read',
  references: ({ personId }) => [ofPerson(personId)],
});

const answered = z.strictObject({ requestId: uuid, personId: uuid, answer: z.enum(OWN_REQUEST_ANSWERS) });
/** To whoever asked; why, where it was declined. */
const answerParts = { words: text(1000) };

/**
 * Whoever asked to be erased was answered, once and for good. Done, all private parts of that person leave the ledger, of every
 * record that is one with theirs; what was counted stays counted.
 */
export const erasureAnswered = entryKind({
  kind: 'registry.erasure-answered',
  version: 1,
  payload: answered,
  privateParts: answerParts,
  permission: 'request.answer',
  readPermission: 'person.read',
  references: ({ requestId, personId }) => [ofPerson(personId), { role: 'request', target: requestId, kind: erasureRequested.kind }],
});

/** Whoever said that something is wrong was answered; the correction itself is written as any other. */
export const correctionAnswered = entryKind({
  kind: 'registry.correction-answered',
  version: 1,
  payload: answered,
  privateParts: answerParts,
  permission: 'request.answer',
  readPermission: 'person.read',
  references: ({ requestId, personId }) => [ofPerson(personId), { role: 'request', target: requestId, kind: correctionRequested.kind }],
});
