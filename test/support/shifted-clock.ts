/**
 * Loaded before a program (`--import`), shifts its clock by `CLOCK_OFFSET` milliseconds, so that it lives on another day.
 * Time goes on as fast as ever: timers are left alone.
 */

const offset = Number(process.env.CLOCK_OFFSET);
const real = Date;
const now = (): number => real.now() + offset;

const shifted: DateConstructor = new Proxy(real, {
  apply: () => new real(now()).toString(),
  construct: (target, given, maker) => {
    const made = maker === shifted ? target : maker;
    return Reflect.construct(target, given.length === 0 ? [now()] : given, made) as Date;
  },
  get: (target, key): unknown => (key === 'now' ? now : Reflect.get(target, key)),
});

globalThis.Date = shifted;
