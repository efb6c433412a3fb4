/** The printed report: what it says in both languages, that it is accessible, and that texts stay texts. */
import { afterAll, describe, expect, test } from 'vitest';
import { readPdf } from '../../../../../test/cast/pdf-text.ts';
import { reportContent, reportIndicator } from '../../../../../test/cast/report-content.ts';
import { openTypesetting } from '../../../../platform/documents/typesetting.ts';
import type { ReportContent } from '../content.ts';
import { reportDocument, type Printing } from './document.ts';

const typesetting = openTypesetting();
afterAll(() => typesetting.stop());

const HOSTILE = '#panic("no") [x] *y* _z_ $a$ `b` \\ @c <d> = e // f';
const PRINTING: Printing = { language: 'es', timeZone: 'America/La_Paz', verification: null };

async function print(content: ReportContent, more: Partial<Printing> = {}) {
  const bytes = await typesetting.pdf(await reportDocument(content, { ...PRINTING, ...more }));
  const read = await readPdf(bytes);
  return { ...read, bytes, text: read.pages.join(' ') };
}

describe('the printed report', () => {
  test('says in Spanish what was reached, of what, and on what evidence', async () => {
    const { pages, text, title, language, bytes, roles } = await print(reportContent());
    expect({ title, language }).toEqual({ title: 'Informe anual', language: 'es-BO' });
    expect(Buffer.from(bytes).toString('latin1')).toContain('<pdfuaid:part>1</pdfuaid:part>');
    expect(roles.length).toBeGreaterThan(3);
    // The cover: 14:00 UTC is 10:00 in La Paz.
    expect(pages[0]).toContain('26/11/2021 10:00, registro n.º 4.321');
    expect(pages[0]).toContain('DEMOSTRACIÓN');
    expect(pages[0]).toContain('Del 01/01/2021 al 31/12/2021');
    for (const said of [
      // 758 of 1263 is 60.0 %.
      '1.263', '60,0 %', '758 de 1.263 personas', '7 sin dato de sexo', '1.400', '92,9 %', 'Atrasado',
      'Personas distintas que asistieron al mínimo que fija cada proceso o más de al menos un proceso en representación de empleadores o ONG.',
      'De 312,5 al cierre de T4 2020 a 1.300 al cierre de T2 2021.',
      'Las filas suman 3 más', 'Más de 195 personas', 'Declarado, sin lista', '37 volvió a entrar', '200 no llegó a la asistencia mínima', 'Estudio de café', 'Se avanzó.', 'Segunda línea.',
    ]) expect(text).toContain(said);
    expect(text).not.toContain('Verifique');
  });

  test('says the same in English', async () => {
    const { text, title, language } = await print(reportContent(), { language: 'en' });
    expect({ title, language }).toEqual({ title: 'Annual report', language: 'en' });
    for (const said of ['1,263', '60.0%', 'Late', 'Coffee study', 'More than 195 people', 'Representatives trained', 'Contents']) expect(text).toContain(said);
  });

  test('carries the code and its QR once there is one', async () => {
    const { pages } = await print(reportContent(), { verification: { code: 'ABCDEFGHJKMN', address: 'https://digna.example/verificar/ABCD-EFGH-JKMN' } });
    expect(pages[0]).toContain('ABCD-EFGH-JKMN');
    expect(pages[0]).toContain('Verifique este informe en');
  });

  test('holds the parts asked for only', async () => {
    const { text } = await print(reportContent({ report: { ...reportContent().report, sections: ['framework'], titleEn: null } }));
    expect(text).toContain('Marco de resultados');
    expect(text).not.toContain('Anexo');
    expect(text).not.toContain('Segunda línea');
  });

  test('prints any text as it is', async () => {
    const hostile = { es: HOSTILE, en: HOSTILE };
    const base = reportContent();
    const { text, title } = await print(reportContent({
      programme: { ...base.programme, name: hostile, summary: hostile, partners: [{ name: HOSTILE, role: hostile }] },
      report: { ...base.report, title: HOSTILE, titleEn: null, recipient: HOSTILE, summary: HOSTILE },
      indicators: [reportIndicator({ name: hostile, source: hostile, breakdowns: [{ by: 'organisation', cells: [{ keys: ['x'], labels: [HOSTILE], value: 1 }], overlap: 0 }] })],
      products: base.products.map((one) => ({ ...one, title: HOSTILE, source: HOSTILE })),
      totals: base.totals.map((one) => ({ ...one, title: HOSTILE, unit: HOSTILE, source: HOSTILE })),
    }));
    expect(title).toBe(HOSTILE);
    const found = text.replaceAll(/[\s\u200B]/g, '').split(HOSTILE.replaceAll(/\s/g, '')).length - 1;
    expect(found).toBeGreaterThan(10);
  });

  test('repeats the head of the framework on each page, and holds nothing where nothing is known', async () => {
    const many = Array.from({ length: 60 }, (_, at) => reportIndicator({ code: `2.2.${at}`, target: null, series: [], breakdowns: [], sexes: null, value: null, toDate: null }));
    const { pages } = await print(reportContent({ indicators: many, report: { ...reportContent().report, sections: ['framework'] } }));
    expect(pages.filter((page) => page.includes('En el periodo')).length).toBeGreaterThan(1);
    expect(pages.join(' ')).toContain('Sin meta');
    const { text } = await print(reportContent({ indicators: [], products: [], totals: [], results: [] }));
    expect(text).toContain('Sin productos registrados');
  });
});
