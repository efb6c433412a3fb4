import { describe, expect, test } from 'vitest';
import type { Draft } from './entry.ts';
import { contentHash, privateDigest, sealedText } from './sealed.ts';

/** The published vector: see docs/ledger-format.md. It can never change. */
const draft: Draft = {
  id: '01890000-0000-7000-8000-000000000001',
  kind: 'events.attendance-recorded',
  schemaVersion: 1,
  occurredOn: '2020-10-14',
  occurredAt: null,
  payload: { minutes: 95, note: 'Taller «Ñandú»', list: [2, 1], nothing: null },
  private: { asWritten: { salt: '00'.repeat(32), value: 'Mamani C., Lidia' } },
  attachments: ['ff'.repeat(32), '0a'.repeat(32)],
  batchId: '01890000-0000-7000-8000-0000000000ba',
  rootId: null,
  supersedes: [],
  sourceId: null,
  device: null,
};
const references = [{ role: 'person', target: '01890000-0000-7000-8000-0000000000aa', kind: 'registry.person-registered' }];
const programmeId = '01890000-0000-7000-8000-0000000000ff';

describe('the sealed text', () => {
  test('is the published text, byte for byte', () => {
    expect(sealedText(programmeId, draft, references)).toBe(
      '{"attachments":["' + '0a'.repeat(32) + '","' + 'ff'.repeat(32) + '"],' +
        '"batchId":"01890000-0000-7000-8000-0000000000ba","id":"01890000-0000-7000-8000-000000000001",' +
        '"kind":"events.attendance-recorded","occurredAt":null,"occurredOn":"2020-10-14",' +
        '"payload":{"list":[2,1],"minutes":95,"note":"Taller «Ñandú»","nothing":null},' +
        '"private":{"asWritten":"f4dddaf591803785b6734b31261f1e6c5caa0bbcfd3063ed3ba03d756d711b76"},' +
        '"programmeId":"01890000-0000-7000-8000-0000000000ff",' +
        '"references":[{"role":"person","target":"01890000-0000-7000-8000-0000000000aa"}],' +
        '"rootId":"01890000-0000-7000-8000-000000000001","schemaVersion":1,"supersedes":[]}',
    );
  });

  test('has the published hash', () => {
    expect(contentHash(sealedText(programmeId, draft, references)).toString('hex')).toBe('2c0d2f769d6a8107e9a83d69a1db5a99889142fc9ee4c59c0850dfb17612ba39');
  });

  test('changes with every part of what was said', () => {
    const hash = (changed: Partial<Draft>): string =>
      contentHash(sealedText(programmeId, { ...draft, ...changed }, references)).toString('hex');
    const changes: Partial<Draft>[] = [
      {},
      { id: '01890000-0000-7000-8000-000000000002' },
      { occurredOn: '2020-10-15' },
      { occurredAt: '2020-10-14T10:00:00Z' },
      { payload: { ...draft.payload, minutes: 96 } },
      { private: { asWritten: { salt: '00'.repeat(32), value: 'Mamani C., Lidya' } } },
      { private: { asWritten: { salt: '01'.repeat(32), value: 'Mamani C., Lidia' } } },
      { attachments: [] },
      { batchId: null },
      { rootId: '01890000-0000-7000-8000-000000000003' },
      { supersedes: ['01890000-0000-7000-8000-000000000003'] },
    ];
    expect(new Set(changes.map(hash)).size).toBe(changes.length);
  });

  test('does not depend on the order in which keys or attachments were given', () => {
    const reordered = { ...draft, payload: { nothing: null, list: [2, 1], note: 'Taller «Ñandú»', minutes: 95 } };
    reordered.attachments = [...draft.attachments].reverse();
    expect(sealedText(programmeId, reordered, references)).toBe(sealedText(programmeId, draft, references));
  });

  test('knows a private part only by its salted digest', () => {
    expect(sealedText(programmeId, draft, references)).not.toContain('Mamani');
    expect(privateDigest('00'.repeat(32), 'a')).not.toBe(privateDigest('01'.repeat(32), 'a'));
  });
});
