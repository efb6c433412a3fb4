/** The attendance lists of the example: files as real programmes get them, with people who do not exist. */
import { listOfApoyo } from './list-apoyo.ts';
import { listOfContinuidad } from './list-continuidad.ts';
import { listOfFichas } from './list-fichas.ts';
import { listOfTransicion } from './list-transicion.ts';
import { inventPeople } from './people.ts';
import { processId } from './programme.ts';
import { Random } from './random.ts';

export { DEFAULT_SEED } from './truth.ts';

export interface ExampleList {
  readonly processId: string;
  readonly fileName: string;
  readonly bytes: Uint8Array;
  /** Whether it belongs to the example as it is first seen; the others wait for somebody to import them. */
  readonly loaded: boolean;
}

/** Lists in the order in which they are to be imported. The same seed gives the same bytes. */
export async function generateLists(seed: number): Promise<readonly ExampleList[]> {
  const crowd = inventPeople(seed);
  const { people } = crowd;
  // Each list has chance of its own, so that a change in one leaves the others as they were.
  const chanceOf = (list: number): Random => new Random(Math.imul(seed, 31) + list);
  return [
    {
      processId: processId('APOYO'),
      fileName: 'asistencia-apoyo-mipymes.xlsx',
      bytes: await listOfApoyo(chanceOf(1), people),
      loaded: true,
    },
    {
      processId: processId('CONTINUIDAD'),
      fileName: 'asistencia-continuidad.csv',
      bytes: listOfContinuidad(chanceOf(2), people),
      loaded: true,
    },
    {
      processId: processId('FICHAS'),
      fileName: 'zoom-fichas-de-mercado.csv',
      bytes: listOfFichas(chanceOf(3), people),
      loaded: true,
    },
    {
      processId: processId('TRANSICION'),
      fileName: 'asistencia-dialogo-transicion.xlsx',
      bytes: await listOfTransicion(chanceOf(4), crowd),
      loaded: false,
    },
  ];
}
