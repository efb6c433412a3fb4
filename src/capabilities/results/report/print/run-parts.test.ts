/** Workplan, money, risks and lessons on paper and in the workbook: every amount whole, in both languages, and nothing where it is not the reader's. */
import { afterAll, describe, expect, test } from 'vitest';
import { readPdf } from '../../../../../test/cast/pdf-text.ts';
import { reportBudget, reportContent, reportRisks, reportWorkplan } from '../../../../../test/cast/report-content.ts';
import { openTypesetting } from '../../../../platform/documents/typesetting.ts';
import type { ReportContent } from '../content.ts';
import { runSheets } from '../tables/run-sheets.ts';
import { reportDocument } from './document.ts';
import { writingIn } from './written.ts';

const typesetting = openTypesetting();
afterAll(() => typesetting.stop());

const HOSTILE = '#panic("no") [x] *y* _z_ $a$ `b` \\ @c <d> = e // f';
const whole = reportContent({ workplan: reportWorkplan(), budget: reportBudget(), risks: reportRisks() });

async function textOf(content: ReportContent, language: 'es' | 'en' = 'es'): Promise<string> {
  const { pages } = await readPdf(await typesetting.pdf(await reportDocument(content, { language, timeZone: 'America/La_Paz', verification: null })));
  return pages.join(' ').replaceAll('\u00a0', ' ');
}

describe('printed', () => {
  test('in Spanish', async () => {
    const text = await textOf(whole);
    for (const said of [
      'Plan de trabajo', 'A1.1', 'Talleres de café', 'Responsable: Coordinación', 'Del 01/03/2021 al 31/05/2021', 'El plazo se movió al 30/06/2021', 'Debió terminar hace 12 días', '50 %',
      'Presupuesto y gastos', 'SECO', 'Bs 1.234,50', 'Bs 300,00', 'aparte: USD 12,00', 'no se suma ni se supone',
      'Riesgos y lecciones', 'Como estaban anotados el 26/11/2021', 'Helada', 'Área 2.2', 'Se pierde la cosecha.', 'Alta', 'Probabilidad: Alta', 'Impacto: Medio', 'Seguro agrícola.', 'Abierto',
      'Revisado el 10/05/2021', 'Calendario', 'Todo el programa', 'La cosecha manda.', 'Capacitar antes de mayo.', '02/04/2021 · Acta de abril',
    ]) expect(text).toContain(said);
  });

  test('in English', async () => {
    const text = await textOf(whole, 'en');
    for (const said of ['Workplan', 'Coffee workshops', 'Should have ended 12 days ago', 'Budget and spending', 'Bs 1,234.50', 'Risks and lessons', 'High', 'Open']) expect(text).toContain(said);
  });

  test('says that there is nothing where there is nothing', async () => {
    const text = await textOf({ ...whole, workplan: [], budget: { ...reportBudget(), rows: [] }, risks: { risks: [], lessons: [] } });
    for (const said of ['No hay actividades planificadas.', 'No hay presupuesto anotado.', 'No hay riesgos anotados.', 'No hay lecciones anotadas']) expect(text).toContain(said);
  });

  test('holds none of it where the report does not, and no money where it is not the reader\'s', async () => {
    const text = await textOf({ ...whole, budget: null, risks: null });
    expect(text).toContain('Talleres de café');
    for (const hidden of ['Presupuesto', '1.234,50', 'Helada']) expect(text).not.toContain(hidden);
  });

  test('prints any text as it is', async () => {
    const text = await textOf({
      ...whole,
      workplan: reportWorkplan().map((one) => ({ ...one, title: HOSTILE, responsible: HOSTILE })),
      budget: { ...reportBudget(), funders: [{ key: 'named:SECO', name: HOSTILE }] },
      risks: { risks: reportRisks().risks.map((one) => ({ ...one, title: HOSTILE, description: HOSTILE, response: HOSTILE })), lessons: reportRisks().lessons.map((one) => ({ ...one, learned: HOSTILE })) },
    });
    const found = text.replaceAll(/[\s\u200B]/g, '').split(HOSTILE.replaceAll(/\s/g, '')).length - 1;
    expect(found).toBe(7);
  });
});

describe('in the workbook', () => {
  const writing = writingIn('es', 'America/La_Paz');

  test('numbers are numbers, days are days', () => {
    const sheets = new Map(runSheets(whole, writing).map(({ name, rows }) => [name, rows]));
    expect([...sheets.keys()]).toEqual(['Plan de trabajo', 'Presupuesto y gastos', 'Riesgos', 'Lecciones']);
    expect(sheets.get('Plan de trabajo')).toEqual([
      ['A1.1', 'Talleres de café', '2.2', '2021-03-01', '2021-05-31', '2021-06-30', null, 'Coordinación', 'En curso', 'Debió terminar hace 12 días', 50],
    ]);
    expect(sheets.get('Presupuesto y gastos')).toEqual([
      ['A1.1 Talleres de café', 'SECO', 1234.5, 300, null, null, 'aparte: USD\u00a012,00'],
      ['Total', null, 1234.5, 300, null, null, 'aparte: USD\u00a012,00'],
    ]);
    expect(sheets.get('Riesgos')?.[0]?.slice(3, 6)).toEqual(['Alta', 'Medio', 'Alta']);
  });

  test('of what there is nothing, or is not the reader\'s, there is no sheet', () => {
    expect(runSheets({ ...whole, workplan: [], budget: null, risks: null }, writing)).toEqual([]);
    const { risks: _risks, ...old } = whole;
    expect(runSheets({ ...old, format: 1 }, writing).map(({ name }) => name)).toEqual(['Plan de trabajo', 'Presupuesto y gastos']);
  });
});
