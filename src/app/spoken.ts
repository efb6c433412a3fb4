/** In which language the command line speaks, and what it says of problems, refusals and files. */
import { es as attendanceEs } from '../capabilities/events/views/import/texts.es.ts';
import { en as attendanceEn } from '../capabilities/events/views/import/texts.en.ts';
import type { Problem } from '../platform/problem.ts';
import type { Imported } from '../registry/import-file.ts';
import { es as registryEs } from '../registry/views/import/texts.es.ts';
import { en as registryEn } from '../registry/views/import/texts.en.ts';
import { refusalIn } from '../web/problems/sentences.ts';
import { es as problemsEs } from '../web/problems/texts.es.ts';
import { en as problemsEn } from '../web/problems/texts.en.ts';
import { en } from './texts.en.ts';
import { es } from './texts.es.ts';

export type Language = 'es' | 'en';

/** As asked for with `--language`, else English where that is the system's language, else Spanish. */
export function languageOf(args: readonly string[], env: NodeJS.ProcessEnv): Language {
  const asked = args.flatMap((arg, at) => (arg === '--language' ? [args[at + 1]] : arg.startsWith('--language=') ? [arg.slice('--language='.length)] : [])).at(-1);
  if (asked === 'es' || asked === 'en') return asked;
  return /^en/i.test(env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || '') ? 'en' : 'es';
}

/** Words of the command line in this language. */
export function wordsIn(language: Language): typeof es {
  return language === 'en' ? en : es;
}

/** What went wrong: its code, which stays the same for programs, what to do, and of what. */
export function problemSaid({ code, status, details }: Problem, language: Language): string {
  const own: Readonly<Record<string, string>> = wordsIn(language).problems;
  const { byCode, byStatus, other } = language === 'en' ? problemsEn : problemsEs;
  const known: Readonly<Record<string, string>> = byCode;
  const ofStatus: Readonly<Record<number, string>> = byStatus;
  const sentence = own[code] ?? known[code] ?? ofStatus[status] ?? other;
  return `${code}: ${sentence}${details === null || details === undefined ? '' : ` ${JSON.stringify(details)}`}`;
}

/** Why the ledger refused an entry. */
export function refusalSaid(code: string, field: string | null, language: Language): string {
  return refusalIn(language === 'en' ? problemsEn : problemsEs, code, field);
}

/** Words for what an imported file holds. */
function textsOf(what: Imported | 'attendance', language: Language) {
  if (what === 'attendance') return language === 'en' ? attendanceEn : attendanceEs;
  return language === 'en' ? registryEn : registryEs;
}

/** What is wrong with a file, or worth a look. */
export function faultSaid(what: Imported | 'attendance', { code, detail }: { readonly code: string; readonly detail: string | null }, language: Language): string {
  const { fault, review } = textsOf(what, language);
  const known: Readonly<Record<string, string>> = fault;
  return `${known[code] ?? review.unknownFault(code)}${detail === null ? '' : ` (${detail})`}`;
}

/** What is wrong with a row. */
export function rowProblemSaid(what: Imported | 'attendance', code: string, language: Language): string {
  const { problem, review } = textsOf(what, language);
  const known: Readonly<Record<string, string>> = problem;
  return known[code] ?? review.unknownProblem(code);
}

/** Why the options could not be read; `null` for what is no error of theirs. */
export function optionFault(error: unknown, language: Language): string | null {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string' || !error.code.startsWith('ERR_PARSE_ARGS')) return null;
  const t = wordsIn(language);
  const option = /'(-[^'\s]*)/.exec(error.message)?.[1] ?? '';
  if (error.code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return t.unknownOption(option);
  return error.message.includes('does not take') ? t.takesNoValue(option) : t.needsValue(option);
}
