import { expect, test } from 'vitest';
import { clockWords } from './clock-words.ts';
import { es } from './texts.es.ts';

test('a clock is right within two minutes, else off by minutes, hours or days', () => {
  const words = [null, 0, 119_000, -120_000, 119 * 60_000, 26 * 3_600_000, -365 * 86_400_000].map((skewMs) => clockWords(skewMs, es));
  expect(words).toEqual(['sin dato', 'En hora', 'En hora', 'Atrasado 2 minutos', 'Adelantado 119 minutos', 'Adelantado 26 horas', 'Atrasado 365 días']);
});
