/** What participants are asked until a process says otherwise. Data: a process may set its own form. Pure. */
import type { z } from 'zod';
import type { satisfactionFormSet } from '../entries.ts';

export type SatisfactionForm = Omit<z.output<typeof satisfactionFormSet.payload>, 'processId'>;

export const DEFAULT_FORM: SatisfactionForm = {
  questions: [
    { key: 'useful', es: 'Lo que vi me sirve para mi trabajo.', en: 'What I saw is of use in my work.' },
    { key: 'clear', es: 'Se explicó con claridad.', en: 'It was explained clearly.' },
    { key: 'examples', es: 'Los ejemplos se parecían a lo que vivimos.', en: 'The examples were like what we live.' },
    { key: 'heard', es: 'Pude opinar y preguntar, y me escucharon.', en: 'I could speak and ask, and was listened to.' },
    { key: 'organised', es: 'El lugar, el horario y los materiales fueron adecuados.', en: 'Place, hours and materials were right.' },
    { key: 'recommend', es: 'Lo recomendaría a otra persona de mi organización.', en: 'I would recommend it to somebody else in my organisation.' },
  ],
  scale: [
    { es: 'Nada de acuerdo', en: 'Do not agree at all' },
    { es: 'Poco de acuerdo', en: 'Agree a little' },
    { es: 'Ni sí ni no', en: 'Neither yes nor no' },
    { es: 'De acuerdo', en: 'Agree' },
    { es: 'Muy de acuerdo', en: 'Agree very much' },
  ],
};
