/** Documents: text stays text, the file is accessible, the same again is the same bytes. */
import { afterAll, describe, expect, test } from 'vitest';
import { readPdf } from '../../../test/cast/pdf-text.ts';
import { openTypesetting } from './typesetting.ts';

const typesetting = openTypesetting();
afterAll(() => typesetting.stop());

const HOSTILE = '#import "/letterhead.typ": * [x] *y* _z_ $a$ `b` \\ @c <d> = e // f #panic("no")';
const LETTERS = 'ÁÉÍÓÚÜÑ áéíóúüñ ¿¡ ä ï ü Ä Ï Ü q’ qh ch’ k’ p’ t’ x aymarʼa « » – € °';

/** A small report: every text comes from the data. */
const plan = (data: Record<string, unknown>) => ({
  template: 'platform/documents/example.typ',
  data: { title: 'Informe de prueba', language: 'es', head: 'Programa', words: [], rows: [], ...data },
  files: new Map<string, Uint8Array>(),
  madeAt: new Date('2021-11-26T12:00:00Z'),
});

describe('a document', () => {
  test('is PDF/UA-1: tagged, with title and language', async () => {
    const bytes = await typesetting.pdf(plan({ words: ['Hola'] }));
    const raw = Buffer.from(bytes).toString('latin1');
    expect(raw.startsWith('%PDF-1.7')).toBe(true);
    expect(raw).toContain('/StructTreeRoot');
    expect(raw).toContain('<pdfuaid:part>1</pdfuaid:part>');
    expect(await readPdf(bytes)).toMatchObject({ language: 'es-BO', title: 'Informe de prueba', roles: expect.arrayContaining(['H1', 'P', 'Table', 'TH']) });
  });

  test('prints whatever its data say as it is, and every letter of our languages', async () => {
    const { pages } = await readPdf(await typesetting.pdf(plan({ words: [HOSTILE, LETTERS], title: HOSTILE })));
    const shown = pages.join('').replaceAll(/\s/g, '');
    expect(shown).toContain(HOSTILE.replaceAll(/\s/g, ''));
    expect(shown).toContain(LETTERS.replaceAll(/\s/g, ''));
  });

  test('comes out the same again', async () => {
    const [one, other] = [await typesetting.pdf(plan({ words: ['a'] })), await typesetting.pdf(plan({ words: ['a'] }))];
    expect(Buffer.compare(Buffer.from(one), Buffer.from(other))).toBe(0);
    const later = await typesetting.pdf({ ...plan({ words: ['a'] }), madeAt: new Date('2021-11-27T12:00:00Z') });
    expect(Buffer.compare(Buffer.from(one), Buffer.from(later))).not.toBe(0);
  });

  test('repeats running head, page numbers and the head of a table on each page', async () => {
    const rows = Array.from({ length: 120 }, (_, index) => [`Fila ${index}`, String(index)]);
    const { pages } = await readPdf(await typesetting.pdf(plan({ rows })));
    expect(pages.length).toBeGreaterThan(2);
    expect(pages[1]).toContain('Informe de prueba');
    expect(pages[1]).toContain(`2 / ${pages.length}`);
    expect(pages[1]).toContain('Indicador');
  });

  test('can read no file but those that come with it', async () => {
    await expect(typesetting.pdf(plan({ reads: '/etc/hostname' }))).rejects.toThrow(/could not be set/);
    await expect(typesetting.pdf(plan({ reads: '../../../../../../etc/hostname' }))).rejects.toThrow(/could not be set/);
    // The thread goes on.
    expect((await typesetting.svg(plan({ words: ['x'] }))).length).toBeGreaterThan(1000);
  });
});
