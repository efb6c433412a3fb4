import { describe, expect, test } from 'vitest';
import { SAYS, SIGNATORIES } from '../../../../../test/cast/certificates.ts';
import { certificateDesignSet } from '../../entries.ts';
import { draftOf, faultsOf, saysOf, typedFrom } from './design-typed.ts';
import { es } from '../texts.es.ts';

const PROCESS = '0198a000-0000-7000-8000-000000000001';
const before = {
  id: '0198a000-0000-7000-8000-000000000002', leaves: ['0198a000-0000-7000-8000-000000000003'], conflictFields: [],
  says: certificateDesignSet.payload.parse({ processId: null, ...SAYS }), signatories: SIGNATORIES,
};
const start = () => typedFrom(null, es.form.start, 'Apoyo 2021/b');

describe('a design as it is typed', () => {
  test('starts so that only who signs is missing, with a series from the code of the process', () => {
    expect(start().series).toBe('APOYO-2021-B');
    expect(faultsOf(start())).toEqual({ 'signatory 0': 'signatory' });
  });

  test('says what is wrong, box by box', () => {
    const typed = { ...start(), heading: ' ', body: 'Por {nota}', bodyEn: 'For {process}', hours: '2,5', series: 'a-', logos: [{ sha256: 'x', name: '' }], signatories: [] };
    expect(faultsOf(typed)).toEqual({ heading: 'heading', body: { field: '{nota}' }, headingEn: 'english', hours: 'hours', series: 'series', 'logo 0': 'logoName' });
  });

  test('reads back what was saved', () => {
    const typed = typedFrom(before, es.form.start, 'X');
    expect(saysOf(typed, PROCESS)).toEqual(before.says);
    expect(faultsOf(typed)).toEqual({});
  });

  test('corrects the design that holds for the same, and is a new one where it holds for others', () => {
    const typed = typedFrom(before, es.form.start, 'X');
    expect(draftOf(typed, PROCESS, before, '2021-11-26')).toMatchObject({ rootId: before.id, supersedes: before.leaves });
    expect(draftOf({ ...typed, scope: 'process' }, PROCESS, before, '2021-11-26')).toMatchObject({ rootId: null, payload: { processId: PROCESS } });
    const image = 'a'.repeat(64);
    const signed = { ...typed, signatories: typed.signatories.map((one) => ({ ...one, sha256: image })) };
    expect(draftOf(signed, PROCESS, before, '2021-11-26').attachments).toEqual([image]);
  });
});
