/** Finds the next instant after a given one at which a schedule fires. */
export type NextTick = (afterMs: number) => number;

const minuteMs = 60_000;
const unitsMs: Readonly<Record<string, number>> = {
  minute: minuteMs,
  hour: 60 * minuteMs,
  day: 24 * 60 * minuteMs,
};

/**
 * Reads a schedule expression: `rate(...)` from an anchor on, or `cron(...)` in UTC.
 *
 * @throws Error for anything else.
 * @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
 */
export const readScheduleExpression = (expression: string, anchorMs: number): NextTick => {
  const rate = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression);
  if (rate !== null) {
    const intervalMs = Number(rate[1]) * (unitsMs[rate[2] ?? ''] ?? minuteMs);
    return (afterMs) => {
      const passed = Math.floor((afterMs - anchorMs) / intervalMs);
      return anchorMs + (Math.max(passed, -1) + 1) * intervalMs;
    };
  }
  const cron = /^cron\(([^)]+)\)$/.exec(expression);
  if (cron !== null) return cronTick(cron[1] ?? '', expression);
  throw new Error(`The sandbox does not support the schedule ${expression}`);
};

const cronTick = (fields: string, expression: string): NextTick => {
  const [minutes, hours, days, months, weekdays, ...years] = fields.split(' ');
  const known = [days, months, weekdays, ...years].every((field) => field === '*' || field === '?');
  if (!known || minutes === undefined || hours === undefined) {
    throw new Error(
      `The sandbox supports only the minutes and hours of a cron schedule: ${expression}`,
    );
  }
  const minutesOfHour = expandField(minutes, 60);
  const hoursOfDay = expandField(hours, 24);
  return (afterMs) => {
    let tick = (Math.floor(afterMs / minuteMs) + 1) * minuteMs;
    while (!isTime(new Date(tick), minutesOfHour, hoursOfDay)) tick += minuteMs;
    return tick;
  };
};

const isTime = (date: Date, minutes: ReadonlySet<number>, hours: ReadonlySet<number>): boolean =>
  minutes.has(date.getUTCMinutes()) && hours.has(date.getUTCHours());

const expandField = (field: string, size: number): ReadonlySet<number> => {
  const all = Array.from({ length: size }, (_unused, value) => value);
  const parts = field.split(',').map((part) => expandPart(part, all));
  const values = new Set(parts.flat());
  if (values.size === 0) throw new Error(`The field ${field} of a cron schedule never matches`);
  return values;
};

const expandPart = (part: string, all: readonly number[]): readonly number[] => {
  const match = /^(\*|\d+)(?:-(\d+))?(?:\/(\d+))?$/.exec(part);
  if (match === null) return [];
  const [, start = '*', end, step] = match;
  const from = start === '*' ? 0 : Number(start);
  const isOne = start !== '*' && end === undefined && step === undefined;
  const to = isOne ? from : Number(end ?? all.length - 1);
  return all.filter(
    (value) => value >= from && value <= to && (value - from) % Number(step ?? 1) === 0,
  );
};
