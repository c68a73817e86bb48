import { canaryType } from '../runtime/environment.ts';

/**
 * Whether an event is the doctor's canary, which is completed without a handler. The type alone does not count: some
 * providers send it beside what they sign, and whoever replays a delivery could then keep it from its handler.
 */
export const isCanary = (eventType: string | null, rawBody: Buffer): boolean =>
  eventType === canaryType && rawBody.includes(canaryType);
