import { Annotations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { Endpoint } from './endpoints.ts';

/** Tells at synth which endpoints rest on what a third party says of their provider's scheme. */
export function noticeEvidence(scope: IConstruct, endpoints: readonly Endpoint[]): void {
  for (const { name, definition } of endpoints) {
    if (definition.evidence !== 'third-party') continue;
    Annotations.of(scope).addInfo(
      `endpoint '${name}': how ${definition.displayName} signs was read from a third party (${definition.source}). Have one genuine delivery accepted before you rely on it, and tell us.`,
    );
  }
}
