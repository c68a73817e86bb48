import type { Part } from './parts.ts';

/** Whether a part is read from the body; of several places, from there alone. */
export function standsInBody(part: Part): boolean {
  switch (part.kind) {
    case 'firstOf':
      return part.parts.every(standsInBody);
    case 'pairs':
    case 'position':
    case 'jsonField':
    case 'decoded':
      return standsInBody(part.of);
    default:
      return ['bodyField', 'formField', 'rawBody'].includes(part.kind);
  }
}
