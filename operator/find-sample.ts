import type { Provider, Sample } from '../lambdas/providers/define-provider.ts';
import { UsageError } from './operator-error.ts';
import { unknownName } from './unknown-name.ts';

/** The sample of an event type, the provider's first one by default. Throws UsageError that suggests the nearest type. */
export function findSample({ displayName, samples }: Provider, eventType: string | undefined): Sample {
  const found = eventType === undefined ? samples[0] : samples.find((sample) => sample.eventType === eventType);
  if (found) return found;
  const types = samples.map((sample) => sample.eventType);
  throw new UsageError(unknownName(`${displayName} sample of type`, eventType ?? '', types));
}
