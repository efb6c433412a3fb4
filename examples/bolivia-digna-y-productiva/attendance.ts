/** How long people stay: minutes per session and, where they leave and come back, per stay. Pure. */
import type { Attainment } from './slots.ts';
import type { Random } from './random.ts';

/** Minutes of each stay, by session; an empty session is one missed. */
export type Stays = readonly (readonly number[])[];

/** Most minutes of a short stay beside a long one. */
const SHORT_STAY_MINUTES = 15;
/** Longest share of a session, in percent, that a stay of somebody who only reaches the threshold in sum may have. */
const LONGEST_PERCENT = 58;

export interface Course {
  /** Minutes of each session. */
  readonly durations: readonly number[];
  readonly thresholdPercent: number;
}

/** Minutes per session that reach the threshold (`full`, `summed`) or stay below it (`part`). One stay per session. */
export function minutesFor(random: Random, course: Course, attainment: Attainment): number[] {
  if (attainment === 'full') return fullMinutes(random, course);
  if (attainment === 'part') return partMinutes(random, course);
  return course.durations.map((minutes) => share(random, minutes, course.thresholdPercent + 5, 92));
}

/** Everything, nearly everything, or all that may be missed in one session: the last is exactly on the line. */
function fullMinutes(random: Random, { durations, thresholdPercent }: Course): number[] {
  const way = random.below(10);
  if (way < 3) return [...durations];
  if (way < 7) {
    const nearly = (minutes: number): number => share(random, minutes, thresholdPercent + 1, 100);
    return durations.map((minutes) => (random.chance(40) ? minutes : nearly(minutes)));
  }
  const total = durations.reduce((sum, minutes) => sum + minutes, 0);
  const missable = Math.floor((total * (100 - thresholdPercent)) / 100);
  const missed = random.below(durations.length);
  return durations.map((minutes, at) => (at === missed ? Math.max(0, minutes - missable) : minutes));
}

/** Some of the sessions, or a little of each. */
function partMinutes(random: Random, { durations, thresholdPercent }: Course): number[] {
  if (random.chance(25)) return durations.map((minutes) => share(random, minutes, 45, thresholdPercent - 2));
  const most = Math.floor((durations.length * (thresholdPercent - 1)) / 100);
  const attended = new Set(random.shuffled(durations.map((_, at) => at)).slice(0, random.between(1, most)));
  return durations.map((minutes, at) => (attended.has(at) ? share(random, minutes, 40, 100) : 0));
}

function share(random: Random, minutes: number, fromPercent: number, toPercent: number): number {
  return random.between(Math.ceil((minutes * fromPercent) / 100), Math.floor((minutes * toPercent) / 100));
}

export function oneStayEach(minutes: readonly number[]): Stays {
  return minutes.map((sum) => (sum === 0 ? [] : [sum]));
}

/**
 * Minutes cut into stays, as a video call lists them. For `summed` the longest stays alone fall short of the threshold;
 * otherwise a cut leaves a stay that would do by itself, so that only the intended people depend on the sum.
 */
export function withReturns(random: Random, minutes: readonly number[], attainment: Attainment, course: Course): Stays {
  return minutes.map((sum, at) => {
    const duration = course.durations[at] ?? 0;
    if (sum === 0) return [];
    if (attainment === 'summed') return cutInHalves(random, sum, duration);
    // A call has to be left and joined again within the session.
    const spare = sum - Math.ceil((duration * (course.thresholdPercent + 1)) / 100);
    if (sum > duration - 5 || !random.chance(30)) return [sum];
    if (attainment === 'full') return spare < 3 ? [sum] : cutOff(sum, random.between(2, Math.min(spare, 9)));
    return sum < 2 * SHORT_STAY_MINUTES ? [sum] : cutOff(sum, random.between(5, SHORT_STAY_MINUTES));
  });
}

function cutOff(sum: number, piece: number): number[] {
  return piece % 2 === 0 ? [piece, sum - piece] : [sum - piece, piece];
}

function cutInHalves(random: Random, sum: number, duration: number): number[] {
  const longest = random.between(Math.ceil(sum / 2), Math.floor((duration * LONGEST_PERCENT) / 100));
  const rest = sum - longest;
  if (rest <= 2 * SHORT_STAY_MINUTES || random.chance(60)) return [longest, rest];
  return [SHORT_STAY_MINUTES, longest, rest - SHORT_STAY_MINUTES];
}
