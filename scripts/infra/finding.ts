/** Something that is wrong in one of the files. */
export interface Finding {
  file: string;
  /** From 1. */
  line: number;
  message: string;
}

export const inWords = ({ file, line, message }: Finding): string => `${file}:${line} ${message}`;

/** The files that are looked at, by their path from the root of the project. */
export interface Project {
  /** Text of what is read. */
  readonly texts: ReadonlyMap<string, string>;
  /** Whether a path that is named in them is there. */
  readonly exists: (path: string) => boolean;
}

export const textOf = ({ texts }: Project, path: string): string => {
  const text = texts.get(path);
  if (text === undefined) throw new Error(`${path} was not read`);
  return text;
};

/** Line, from 1, of the first place that holds this text; 1 when none does. */
export const lineOf = (text: string, part: string): number => {
  const offset = text.indexOf(part);
  return offset < 0 ? 1 : text.slice(0, offset).split('\n').length;
};
