/**
 * The test taken before and after the process FICHAS: written for this example. It is handed out as a workbook and scored
 * by whoever facilitates; the product keeps the points. Pure.
 */
import { workbookOf } from './workbook.ts';

/** Points of each right answer. */
const POINTS = 2;

/** What is asked, and what can be chosen. */
type Question = readonly [asks: string, a: string, b: string, c: string];

const QUESTIONS: readonly Question[] = [
  ['¿Para qué sirve una ficha de mercado?', 'Para pagar menos impuestos', 'Para decidir si conviene vender un producto en un lugar', 'Para registrar a los trabajadores'],
  ['El código arancelario de un producto le permite…', 'buscar sus datos de comercio sin confundirlo con otro', 'saber quién es su dueño', 'fijar su precio'],
  ['Un país compró más quinua este año, pero pagó en total lo mismo que el año pasado. ¿Qué pasó con el precio medio?', 'Subió', 'Bajó', 'Quedó igual'],
  ['¿Cuál de estos datos conviene mirar por varios años, y no solo el último?', 'El nombre del comprador', 'Las compras de un país', 'El color del envase'],
  ['Una cooperativa quiere exportar café. ¿Qué es una condición de acceso?', 'Un requisito sanitario del país que compra', 'La distancia hasta el puerto', 'El sabor del café'],
  ['Dos fuentes dan cifras distintas de la misma exportación. ¿Qué hace primero?', 'Usa la cifra más alta', 'Mira qué mide cada una y en qué fecha', 'Deja la casilla vacía'],
  ['¿Qué se anota siempre junto a una cifra?', 'La fuente y el período', 'La firma del gerente', 'La cantidad de páginas'],
  ['El arancel de un mercado es 0 % para Bolivia. ¿Significa que se puede vender allí sin más trámites?', 'Sí, siempre', 'No: quedan los requisitos sanitarios, de etiqueta y de origen', 'Solo si el producto es caro'],
  ['Un taller vende 100 chompas a 90 Bs y gasta 7.000 Bs en hacerlas y enviarlas. ¿Cuánto le queda?', '2.000 Bs', '9.000 Bs', '7.000 Bs'],
  ['¿Cómo termina una buena ficha de mercado?', 'Con una recomendación y lo que falta averiguar', 'Con todas las tablas que se encontraron', 'Con la lista de participantes'],
];

/** Most that can be scored. */
export const TEST_POINTS_MAX = QUESTIONS.length * POINTS;

export const TEST_FILE_NAME = 'prueba-fichas-de-mercado.xlsx';

/** The test as it is handed out, without the answers. */
export function testWorkbook(): Promise<Uint8Array> {
  const rows = QUESTIONS.map((question, at) => [at + 1, ...question, null]);
  return workbookOf(
    'Prueba',
    [
      ['Fichas de mercado: prueba antes y después'],
      [`Marque una respuesta en cada pregunta. Cada acierto vale ${POINTS} puntos; el máximo es ${TEST_POINTS_MAX}.`],
      [],
      ['N.º', 'Pregunta', 'a)', 'b)', 'c)', 'Su respuesta'],
      ...rows,
    ],
    { widths: [6, 70, 38, 38, 38, 14], boldRow: 4 },
  );
}
