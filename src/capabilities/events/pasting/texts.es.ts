/** Words of pasting a table of attendance. */
import { wholeEs as whole } from '../../../platform/number-text.ts';

const count = (n: number, one: string, many: string): string => `${whole(n)} ${n === 1 ? one : many}`;

export const es = {
  title: 'Pegar una tabla',
  hint: 'Copie la tabla en Excel, Word, una hoja de cálculo o WhatsApp y péguela aquí. Nada se guarda hasta que usted revise fila por fila.',
  box: 'Pegue aquí la lista',
  boxHint: 'Con columnas, o una persona por línea: «1. Ana Quispe - Cámara de Comercio».',
  rows: (rows: number, columns: number) => `${count(rows, 'fila', 'filas')} de ${count(columns, 'columna', 'columnas')}`,
  spread: (n: number) => `${count(n, 'celda combinada', 'celdas combinadas')}: lo que dice se repite en cada fila que abarca.`,
  everybodyWas: 'La tabla no dice quién estuvo: se toma que estuvieron todos, toda la sesión. Podrá omitir filas al revisar.',
  linesRead: 'Son líneas de texto: se leyó un nombre y, tras el guion o entre paréntesis, la organización.',
  first: (n: number) => `Primeras ${n} filas`,
  review: 'Revisar las filas',
  reading: 'Leyendo la tabla',
  clear: 'Pegar otra',
  fault: {
    nothing: 'No hay ninguna fila. Copie la tabla otra vez y péguela aquí.',
    'too-many-rows': 'Son más de 20.000 filas. Guarde la tabla como archivo e impórtela desde el proceso.',
    'too-long': 'Es demasiado texto para pegarlo. Guarde la tabla como archivo e impórtela desde el proceso.',
  },
  fileName: (day: string, session: number) => `Tabla pegada, sesión ${session}, ${day}.tsv`,
};
