/** Structured log lines; pino fits. Fields hold ids and codes, never personal data. */
export interface Log {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

const property = (error: Error, name: string): unknown => Reflect.get(error, name);

/**
 * An error as it may stand in a log: what went wrong and where, without the request, the answer or the words of another
 * service, which may repeat what was sent.
 */
export const withoutContent = (error: unknown): object => {
  if (!(error instanceof Error)) return { type: typeof error };
  const status = property(error, 'statusCode');
  const frames = error.stack?.split('\n').filter((line) => line.trimStart().startsWith('at ')) ?? [];
  return {
    type: error.name,
    ...(status === undefined ? { message: error.message } : { status }),
    code: property(error, 'code'),
    at: frames.slice(0, 8).map((line) => line.trim()),
  };
};
