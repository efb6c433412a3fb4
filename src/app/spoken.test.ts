/** The language of the command line, and that it has words in it for whatever goes wrong. */
import { parseArgs } from 'node:util';
import { expect, test } from 'vitest';
import { Problem, PROBLEM_CODES } from '../platform/problem.ts';
import { es as problems } from '../web/problems/texts.es.ts';
import { OPTIONS } from './asked.ts';
import { faultSaid, languageOf, optionFault, problemSaid, refusalSaid, rowProblemSaid } from './spoken.ts';

test('Spanish first; English where it is asked for or is the language of the system', () => {
  expect(languageOf([], {})).toBe('es');
  expect(languageOf([], { LANG: 'C.UTF-8' })).toBe('es');
  expect(languageOf([], { LANG: 'en_GB.UTF-8' })).toBe('en');
  expect(languageOf([], { LANG: 'en_GB.UTF-8', LC_ALL: 'es_BO.UTF-8' })).toBe('es');
  expect(languageOf([], { LANG: 'en_GB.UTF-8', LC_ALL: '', LC_MESSAGES: 'es_BO' })).toBe('es');
  expect(languageOf(['figures', '--language', 'es'], { LANG: 'en_GB.UTF-8' })).toBe('es');
  expect(languageOf(['figures', '--language=en'], { LANG: 'es_BO.UTF-8' })).toBe('en');
  // What is no language is refused where options are read; until then it is said in that of the system.
  expect(languageOf(['--language', 'fr'], { LANG: 'en_GB' })).toBe('en');
});

test('whatever goes wrong is said by its code, in words of its own in either language', () => {
  for (const code of PROBLEM_CODES) {
    const [spanish, english] = (['es', 'en'] as const).map((language) => problemSaid(new Problem(code), language));
    const plain = [...Object.values(problems.byStatus), problems.other].map((sentence) => `${code}: ${sentence}`);
    expect([code, spanish?.startsWith(`${code}: `), english?.startsWith(`${code}: `), spanish === english, plain.includes(spanish ?? '')]).toEqual([code, true, true, false, false]);
  }
  expect(problemSaid(new Problem('not-found', { username: 'nadie' }), 'es')).toBe('not-found: Eso no existe en este programa. Revise cómo lo escribió. {"username":"nadie"}');
});

test('refusals of the ledger and of files are sentences', () => {
  expect(refusalSaid('already-registered', 'person', 'es')).toBe('Esa persona ya está inscrita en este proceso. Dato: persona.');
  expect(refusalSaid('already-registered', null, 'en')).toMatch(/^That person is already registered/);
  expect(faultSaid('attendance', { code: 'no-attendance-column', detail: null }, 'es')).toContain('Ninguna columna dice cuánto asistieron');
  expect(faultSaid('people', { code: 'column-twice', detail: 'C.I.' }, 'en')).toMatch(/[a-z].*\(C\.I\.\)$/);
  expect([rowProblemSaid('organisations', 'tax-number-unreadable', 'es'), rowProblemSaid('people', 'strange', 'es')]).toEqual(['El NIT no se entiende', 'Un dato no se pudo leer (strange)']);
});

test('what is wrong with the options is said', () => {
  const fault = (args: string[], language: 'es' | 'en') => {
    try {
      parseArgs({ args, options: OPTIONS, allowPositionals: true });
    } catch (error) {
      return optionFault(error, language);
    }
    return 'read';
  };
  expect(['--nada', '--by', '--json=si'].map((arg) => fault([arg], 'es'))).toEqual(['no existe la opción --nada', 'a --by le falta su valor', '--json no lleva valor']);
  expect([fault(['--by', '--json'], 'en'), fault(['--json'], 'es'), optionFault(new Error('x'), 'es')]).toEqual(['--by lacks its value', 'read', null]);
});
