/** What went wrong with a secret: where the server told how long to wait, that is said. */
import { problemSentence } from '../../web/problem-words.ts';
import { Problem } from '../../web/problem.ts';
import { language } from '../../web/words.ts';
import { es } from './texts.es.ts';
import { en } from './texts.en.ts';

const SECONDS_OF_MINUTE = 60;

export function accountSentence(thrown: unknown): string {
  const seconds = thrown instanceof Problem && thrown.code === 'too-many-attempts' ? secondsOf(thrown.details) : null;
  if (seconds === null) return problemSentence(thrown);
  const { common } = language.value === 'es' ? es : en;
  return common.wait(Math.max(1, Math.ceil(seconds / SECONDS_OF_MINUTE)));
}

function secondsOf(details: unknown): number | null {
  if (typeof details !== 'object' || details === null || !('waitSeconds' in details)) return null;
  return typeof details.waitSeconds === 'number' ? details.waitSeconds : null;
}
