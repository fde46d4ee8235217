import ICAL from 'ical.js';

/** One property of a component. */
export interface Property {
  /** In capitals. */
  readonly name: string;
  /** Texts without their escapes, everything else as it is written. */
  readonly values: readonly string[];
  /** The first value of a parameter. */
  readonly parameter: (name: string) => string | undefined;
}

/**
 * ical.js as it is, except that it leaves dates and rules as they are written: where a date does not fit its form, it
 * would take the parts that do.
 */
const AS_WRITTEN = {
  ...ICAL.design.icalendar,
  value: { text: (ICAL.design.icalendar.value as Record<string, unknown>).text },
};

/** Reads an unfolded content line; undefined when it is none. */
export const readProperty = (line: string): Property | undefined => {
  let parsed: unknown;
  try {
    parsed = ICAL.parse.property(line, AS_WRITTEN);
  } catch {
    return undefined;
  }
  if (!Array.isArray(parsed)) return undefined;
  const [name, parameters, , ...values] = parsed as [string, Record<string, unknown>, string, ...unknown[]];
  const parameter = (wanted: string): string | undefined => {
    const value = [parameters[wanted.toLowerCase()]].flat()[0];
    return typeof value === 'string' ? value : undefined;
  };
  return { name: name.toUpperCase(), values: values.map(String), parameter };
};
