import type { CurrentRegion, Region } from '../../src/core/region.ts';

/** A region in which nobody comes or goes. */
export const unchanging =
  (region: Region): CurrentRegion =>
  () =>
    Promise.resolve(region);
