import type { InboxEndpoint, LocatedInbox } from '../inbox.ts';
import type { ObservedMapping } from './check-mapping.ts';
import type { DoctorPorts } from './ports.ts';
import type { DeclaredEndpoint, DeclaredInbox } from './read-blueprint.ts';

/** The endpoint's mappings: as Lambda has them, or as the template alone says. */
export function observeMappings(
  { blueprint }: LocatedInbox,
  { mappings }: DeclaredEndpoint,
  { deployed }: Pick<DoctorPorts, 'deployed'>,
): Promise<readonly ObservedMapping[]> {
  return Promise.all(
    mappings.map(async (declared) => {
      const id = blueprint.physicalIds.get(declared.logicalId);
      if (deployed === null) return { declared, id, state: undefined };
      return { declared, id, state: id === undefined ? null : await deployed.mapping(id) };
    }),
  );
}

/** The URL that ingest verifies signed URLs with; null when its function does not exist. */
export async function verifiedUrl(
  { blueprint }: LocatedInbox,
  { ingestFunction }: DeclaredInbox,
  { path, publicUrl }: DeclaredEndpoint,
  endpoint: Pick<InboxEndpoint, 'publicUrl'>,
  { deployed }: Pick<DoctorPorts, 'deployed'>,
): Promise<string | null> {
  if (publicUrl !== null) return publicUrl;
  if (deployed === null || ingestFunction === null) return endpoint.publicUrl;
  const name = blueprint.physicalIds.get(ingestFunction);
  const variables = name === undefined ? null : await deployed.functionVariables(name);
  return variables === null ? null : `${variables.PUBLIC_URL_BASE ?? ''}${path}`;
}
