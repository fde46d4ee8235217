import { z } from 'zod';
import { cosmosShapes } from './cosmos-environment.ts';
import { environmentShapes } from './environment.ts';
import { graphShapes } from './graph-environment.ts';
import { keysShapes } from './keys-environment.ts';
import { operationsShapes } from './operations-environment.ts';
import { smsShapes } from './sms-environment.ts';
import { telemetryShapes } from './telemetry-environment.ts';

const SHAPES: readonly z.core.$ZodType[] = [
  ...environmentShapes,
  ...cosmosShapes,
  ...graphShapes,
  ...keysShapes,
  ...operationsShapes,
  ...smsShapes,
  ...telemetryShapes,
];

/** A shape that goes on into a transformation is read at its beginning. */
const keysOf = (shape: z.core.$ZodType): readonly string[] => {
  if (shape instanceof z.ZodPipe) return keysOf(shape.in);
  if (shape instanceof z.ZodObject) return Object.keys(shape.shape);
  throw new Error('a shape of the environment is no object');
};

/** Names of all environment variables that the program reads, so that what sets them can be held against it. */
export const settingNames: ReadonlySet<string> = new Set(SHAPES.flatMap(keysOf));
