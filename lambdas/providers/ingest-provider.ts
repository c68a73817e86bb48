import type { Settings } from '../verification/webhook-request.ts';
import type { Provider } from './define-provider.ts';

/** What ingest needs of a provider's definition; nothing else of the catalogue reaches the bundle. */
export type IngestProvider = Pick<
  Provider,
  'name' | 'verification' | 'eventId' | 'eventType' | 'handshakes' | 'answers' | 'deliveryMethods' | 'unsignedId'
>;

/** One endpoint as the app declares it; written into the bundle's entry at synth. */
export interface EndpointDefinition {
  readonly provider: IngestProvider;
  /** The URL registered with the provider, when it is not the API's own. */
  readonly publicUrl?: string;
  readonly settings?: Settings;
}
